"""Lists of people that are sentences: "Närvarande var Anna Alm och Bo Ek.", "Eva och Ali hade förhinder."."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.imports import people, sections, words
from app.imports.added_to_list import added
from app.imports.asides import is_aside
from app.imports.begun_lists import begun
from app.imports.blocks import Block
from app.imports.by_and import by_and
from app.imports.end_of_list import LONGEST, first_sentence
from app.imports.kinds import is_first_name
from app.imports.listed import are_people, is_one_person
from app.imports.parts import parts
from app.imports.people_list import PeopleList
from app.imports.presence import is_way
from app.imports.words import key

_BEFORE_VERB = 8  # words before "var" in "Närvarande på mötet var"
_PHRASE = 5  # words before names without a verb
_AT_AN_ITEM = re.compile(r" (?:under|vid|på|från|till|t\.?o\.?m\.?) (?:punkt|§) ?[\d–-]+$")
_CAME_LATER = re.compile(r" (?:kom|anslöt) (?:lite |något )?(?:när|efter|senare|sent)\b.*$")


def in_sentences(block: Block, *, has_labels: bool) -> list[PeopleList]:
    """The lists that sentences of a paragraph are; above the agenda also those behind the first sentence."""
    if block.kind == "row":
        return []
    sentences = _sentences(block.text[:LONGEST])
    first = next(sentences)
    found = [] if has_labels else _phrased(first) or _told(first)
    for sentence in sentences if block.agenda_number is None else ():
        found += _phrased(sentence) or (_adding(sentence) if found or has_labels else [])
    return found


def _adding(sentence: str) -> list[PeopleList]:
    return _told(sentence) or added(sentence)


def in_brackets(block: Block) -> list[PeopleList]:
    """ "Anna, Bo (Eva och Ali hade förhinder)": those of whom a bracket tells."""
    inner = (part.split(")", 1)[0] for part in block.text[:LONGEST].split("(")[1:])
    return [group for text in inner if " " in text for group in _told(text)]


def _sentences(text: str) -> Iterator[str]:
    while True:
        first = first_sentence(text)
        yield first
        text = text[len(first) :].lstrip(".! ")
        if not text:
            return


def _phrased(text: str) -> list[PeopleList]:
    """ "Närvarande var Anna Alm och Bo Ek.", "Närvarande Anna, Bo": the words without a colon, before names."""
    said = text.split()
    if len(said) < 2 or key(said[0]).strip(".:-–") not in _first_words():
        return []
    for end, begin in _places_of_names(said):
        meaning = sections.section(" ".join(said[:end]))
        if meaning in ("present", "absent", "called"):
            names = first_sentence(" ".join(said[begin:]))
            if are_people(names) or is_one_person(names):
                return [begun(meaning, " ".join(said[:end]), names)]
    return []


def _places_of_names(said: list[str]) -> Iterator[tuple[int, int]]:
    """Where the phrase may end and the names begin: around the verb, else at any of the first words."""
    verbs = words.table("structure", "sections_extra")["verbs"]
    at = next((at for at, word in enumerate(said[:_BEFORE_VERB]) if key(word).strip(":") in verbs), 0)
    if at:
        yield at, at + 1
    for count in range(min(_PHRASE, len(said) - 1), 0, -1):
        yield count, count + (count == at)


def _told(text: str) -> list[PeopleList]:
    """ "Anna, Bo och Eva är närvarande.": the names before."""
    said = _without_aside(_CAME_LATER.sub(" var med", _AT_AN_ITEM.sub("", text.rstrip(" ."))))
    if key(said).rsplit(" ", 1)[-1] not in _last_words():
        return []
    for told in ("present", "absent", "ill"):
        for end in sorted(words.table("structure", "said_of")[told]):
            names = said[: -len(end) - 1] if key(said).endswith(f" {end}") else ""
            if names and are_people(names) and _begins_with_name(names, known=told == "ill"):
                meaning = "present" if told == "present" else "absent"
                made = begun(meaning, "förhinder" if meaning == "absent" else "närvarande", names)
                return [replace(made, is_sentence=True)]
    return []


def _without_aside(text: str) -> str:
    """ "Anna var med på länk fram till lunch": up to the verb, when the rest says how or for how long."""
    for phrase in words.table("structure", "said_of")["present"]:
        before, found, rest = text.partition(f" {phrase} ")
        if found and (is_aside(rest) or is_way(rest)):
            return f"{before} {phrase}"
    return text


def _begins_with_name(text: str, *, known: bool) -> bool:
    """`known`: by a first name that is."""
    first = next(iter(parts(text)), "")
    name = next((people.entry(side).name for side in by_and(first)[:1]), None)
    return name is not None and (not known or is_first_name(key(name.split(" ", 1)[0])))


@cache
def _first_words() -> frozenset[str]:
    """What the phrases begin with that lists of people stand behind."""
    known = words.table("structure", "sections")
    return frozenset(phrase.split()[0] for phrase in known["present"] | known["absent"] | known["called"])


@cache
def _last_words() -> frozenset[str]:
    """What the sentences end with that tell who was there."""
    known = words.table("structure", "said_of")
    return frozenset(phrase.split()[-1] for phrases in known.values() for phrase in phrases)
