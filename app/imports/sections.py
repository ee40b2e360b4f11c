"""What a heading or a label is the heading of: who was there, what is to be done, when the next meeting is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.imports import words
from app.imports.kinds import is_first_name
from app.imports.words import key

_FREE = {"actions": 4, "agenda": 3, "next_meeting": 1}  # other words that may follow the phrase
_LONGEST = 5  # words in a phrase of the lexicon
_REACH = 60  # letters before a colon among which its label is looked for
_EDGES = " :;.,-–—*_#|~?!"
_SHORT = 5  # letters of no kind of people
_OFFICE = 4  # words of whom they are from
_ASKED = 40  # letters before a question mark that may be a label: "Vilka var med?"
LISTS = frozenset(("present", "absent", "called", "members"))  # the sections that are lists of people


def section(text: str) -> str | None:
    """The meaning of a whole heading: one of `sections` in the lexicon, or None."""
    bare = _bare(text)
    known = words.meanings("structure", "sections")
    if bare in known:
        return known[bare]
    before = _bare(bare.split("(", 1)[0])
    if "(" in bare and before in known:
        return known[before]
    said = [word for word in bare.split() if not _is_day(word)]
    return (known.get(" ".join(said).strip(_EDGES)) if said else None) or _by_beginning(said, known)


def _is_day(word: str) -> bool:
    """Something with digits, or a weekday."""
    return any(map(str.isdecimal, word)) or word.strip(_EDGES) in words.meanings("calendar", "weekdays")


def _by_beginning(said: list[str], known: dict[str, str]) -> str | None:
    """A short heading that begins with a phrase: "Actionpoints inför nästa möte", "Närvarande på länk"."""
    extra = words.table("structure", "sections_extra")
    for length in range(min(_LONGEST, len(said) - 1), 0, -1):
        meaning = known.get(" ".join(said[:length]).strip(_EDGES))
        more = [word for word in said[length:] if word.strip(_EDGES) not in extra["words"]]
        if meaning in LISTS and len(said) == 2 and said[0] in extra["participles"] and _are_many(said[1]):
            return meaning  # "Närvarande tjänstepersoner"
        is_from = said[length] in extra["from"] and said[length - 1] not in extra["somebody"]
        if meaning in LISTS and is_from and len(more) <= _OFFICE:
            return meaning  # "Närvarande från Norrby kommun"
        if meaning == "agenda" and (said[length] in extra["from"] or _adds_item(said[length:])):
            continue  # "Ärenden från förra gången": what is left of them
        if meaning and len(more) <= _FREE.get(meaning, 0):
            return meaning
    return None


def _adds_item(said: list[str]) -> bool:
    """ "Dagordning och val av ordförande": an item."""
    joining = words.table("structure", "sections_extra")["joining"]
    return said[0] in joining and section(" ".join(said[1:])) is None


def _are_many(word: str) -> bool:
    """By its ending more than one of a kind: "föräldrar", "representanter"."""
    bare = word.strip(_EDGES)
    endings = tuple(words.table("structure", "sections_extra")["many"])
    return len(bare) > _SHORT and bare.endswith(endings) and not is_first_name(bare)


def labelled(text: str) -> tuple[str, int] | None:
    """The meaning of what stands before the first colon, and where the text behind it begins."""
    colon = text.find(":", 0, 60)
    if colon < 1:
        return None
    meaning = label(text[:colon])
    return (meaning, colon + 1) if meaning else None


@dataclass(frozen=True)
class Label:
    """`start`: where it begins, `value`: where the text behind its colon begins, `end`: where that ends."""

    meaning: str
    start: int
    value: int
    end: int


def labels(text: str) -> list[Label]:
    """Every known label in a text and what stands behind it: "Datum: 3/9 Tid: 13-15 Plats: Teams"."""
    found: list[Label] = []
    floor = 0
    for colon in _colons(text):
        known = _label_before(text, floor, colon)
        if known:
            meaning, start = known
            if found:
                found[-1] = replace(found[-1], end=start)
            found.append(Label(meaning, start, colon + 1, len(text)))
        floor = colon + 1
    return found


def _colons(text: str) -> Iterator[int]:
    """Where a label may end; a question at the beginning is one when it asks for people."""
    asked = text.find("?", 0, _ASKED)
    if asked > 0 and ":" not in text[:asked] and section(text[:asked]) in LISTS:
        yield asked
    at = text.find(":")
    while at >= 0:
        if not text[at + 1 : at + 2].isdecimal() and text[at + 1 : at + 3] != "//":
            yield at
        at = text.find(":", at + 1)


def _label_before(text: str, floor: int, colon: int) -> tuple[str, int] | None:
    """The longest label that ends at the colon, and where it begins."""
    said = text[max(floor, colon - _REACH) : colon].split()[-_LONGEST:]
    for count in range(len(said), 0, -1):
        phrase = " ".join(said[-count:])
        meaning = label(phrase) if phrase[:1].isupper() or colon < _REACH else None
        start = text.rfind(said[-count], max(0, floor), colon) if meaning else -1
        if meaning and (start == floor or text[start].isupper()):
            return meaning, _start(text, said[-count:], colon)
    return None


def _start(text: str, said: list[str], colon: int) -> int:
    at = colon
    for word in reversed(said):
        at = text.rfind(word, 0, at)
    return at


def label(text: str) -> str | None:
    """The meaning of a label: one of `sections` or `fields`."""
    bare = _bare(text)
    return (
        words.meanings("structure", "fields").get(bare)
        or words.meanings("structure", "sections").get(bare)
        or (section(bare) if len(bare.split()) <= 4 else None)
        or _of_some(bare)
    )


def _of_some(bare: str) -> str | None:
    """ "Närvarande, referensgruppen", "Närvarande, övriga Centralarkivet": whom of them it lists."""
    before, comma, whose = bare.partition(", ")
    meaning = words.meanings("structure", "sections").get(before)
    return meaning if comma and meaning in LISTS and len(whose.split()) <= _OFFICE else None


def _bare(text: str) -> str:
    return key(text).strip(_EDGES)
