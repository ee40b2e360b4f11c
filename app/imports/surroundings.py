"""What the headings above a block say about it: a list of tasks, a list of who came, what is done, whose, by when."""

from dataclasses import dataclass
from functools import lru_cache

from app.imports import leading_in, lexicon, sections
from app.imports.acquaintances import Acquaintances
from app.imports.blocks import Block
from app.imports.draft import DraftOwner
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of
from app.imports.kinds import is_first_name, of_word
from app.imports.names_alone import only
from app.imports.naming import Actor, actors_in
from app.imports.owning import owners
from app.imports.sentences import Sentence, sentences_in

_LONGEST_TITLE = 3
_UNTIL = frozenset(("till", "tills", "inför", "senast", "före", "innan"))
_ASKED = frozenset(("vi", "du", "ni", "jag"))
_QUIET = frozenset(
    ("present", "absent", "called", "members", "agenda", "signatures", "distribution", "attachments")
)


@dataclass(frozen=True)
class Surroundings:
    """`owners`, `due`: what a list's heading says for all that stand in it."""

    is_quiet: bool = False
    is_action_list: bool = False
    is_closed: bool = False
    owners: tuple[DraftOwner, ...] = ()
    due: Due = NONE


def surroundings(block: Block, known: Acquaintances, calendar: Calendar) -> Surroundings:
    """Of the headings above a block the innermost that says something counts; quiet is only what is right below."""
    return _below(block.headings, block.agenda_number is not None, known, calendar)


@lru_cache(maxsize=64)
def _below(
    headings: tuple[str, ...], in_item: bool, known: Acquaintances, calendar: Calendar
) -> Surroundings:
    """What stands below the same headings has them said only once."""
    meanings = [_meaning(heading) or _until(heading, calendar) for heading in headings]
    innermost = next((meaning for meaning in reversed(meanings) if meaning), None)
    in_list = innermost == "actions"
    last = meanings[-1] if meanings else None
    return Surroundings(
        is_quiet=last in _QUIET and not (last in ("signatures", "agenda", "distribution") and in_item),
        is_action_list=in_list,
        is_closed=innermost == "closed",
        owners=_owners(_from_list(headings, meanings) if in_list else headings[-1:], known),
        due=_due(_from_list(headings, meanings), calendar) if in_list else _ahead(headings[-1:], calendar),
    )


@lru_cache(maxsize=1_000)
def _meaning(heading: str) -> str | None:
    words = tuple(heading.lower().replace(":", " : ").strip(" :*.-–").split())
    if words and lexicon.longest_at(lexicon.by_first("commitments", "headings", "closed"), words, 0) == len(
        words
    ):
        return "closed"
    if asked := _of_what_is_done(words):
        return asked
    if heading.rstrip().endswith(":") and _names_work(words):
        return "actions"
    begins = lexicon.by_first("commitments", "headings", "action")
    length = lexicon.longest_at(begins, words, 0) if words else 0
    if length and (length == len(words) or _only_narrows(words[length])):
        return "actions"
    meaning = sections.section(heading)
    return None if meaning == "actions" and len(words) > _LONGEST_TITLE else meaning


def _until(heading: str, calendar: Calendar) -> str | None:
    """ "Till nästa vecka", "Till den 3 maj": nothing but by when what stands below is to be done."""
    sentence = next(iter(sentences_in(heading)), None)
    if sentence is None or sentence.words[0] not in ("till", "tills"):
        return None
    due = due_of(sentence, calendar)
    is_whole = due.start == 0 and not any(token.is_word for token in sentence.tokens[due.end :])
    return "actions" if is_whole and due.kind in ("next_meeting", "date") else None


def asks_about(question: str) -> str | None:
    """What stands below a question is: actions ("Vad ska du göra?"), closed ("Vad har du gjort?"), or anything."""
    words = tuple(question.lower().split())
    return _of_what_is_done(words) if "vad" in words else None


def _of_what_is_done(words: tuple[str, ...]) -> str | None:
    """ "Vad ska vi göra härnäst?", "Vad gjorde vi i går?": the heading is asked, and answered below."""
    if _ASKED.isdisjoint(words) or not words[-1].endswith("?"):
        return None
    asked = [word.strip("?") for word in words]
    if "gjorde" in asked or "gjort" in asked:
        return "closed"
    ahead = any(word in ("ska", "skall", "tänker", "kommer", "behöver", "måste", "gör") for word in asked)
    return "actions" if ahead and ("göra" in asked or "gör" in asked) else None


def _names_work(words: tuple[str, ...]) -> bool:
    """ "Efter rundvandringen, åtgärder:", "Kvar att fixa:", "Att ordna före festen:" """
    if leading_in.tells_what_to_do(words):
        return True
    last = [word for word in words if word not in ("nedan", "följer", "enligt", "är", "blir", "därav")][-1:]
    return len(words) > 1 and last in (["åtgärder"], ["uppgifter"], ["åtgärdslista"], ["arbetsuppgifter"])


def _only_narrows(word: str) -> bool:
    """ "Att göra inför nästa möte", "Åtgärder 2026", "Att göra: Eva"."""
    return (
        word in ("inför", "till", "från", "efter", "senast", ":", "-", "–", "(", "innan")
        or word[0] in "(0123456789"
    )


def _owners(headings: tuple[str, ...], known: Acquaintances) -> tuple[DraftOwner, ...]:
    """ "Att göra: Eva", or a heading that is nothing but a name."""
    for heading in reversed(headings):
        for sentence in sentences_in(heading):
            actors = actors_in(sentence.tokens, heading, known)
            colon = sentence.words.index(":") + 1 if ":" in sentence.words else 0
            party = only(sentence.tokens, actors, colon or _behind_for(sentence), len(sentence.tokens))
            if party and all(_is_somebody(actor, sentence, known) for actor in party):
                return owners(party)
    return ()


def _is_somebody(actor: Actor, sentence: Sentence, known: Acquaintances) -> bool:
    """ "Eva", "Kassören"; no "Julkonsert", whom nobody is called."""
    first, last = sentence.words[actor.start], sentence.words[actor.end - 1]
    is_name = is_first_name(first) or of_word(last) is not None or actor.kind == "group"
    return actor.sure and (is_name or known.at(sentence.tokens, actor.start) is not None)


def _behind_for(sentence: Sentence) -> int:
    """ "Inköp för Eva": where the name begins; a group's heading is what it is about."""
    for at, word in enumerate(sentence.words[:-1]):
        if word == "för" and at:
            return at + 1 if is_first_name(sentence.words[at + 1]) else 0
    return 0


def _from_list(headings: tuple[str, ...], meanings: list[str | None]) -> tuple[str, ...]:
    """The heading of the list, and those below it."""
    return headings[len(meanings) - 1 - meanings[::-1].index("actions") :]


def _ahead(headings: tuple[str, ...], calendar: Calendar) -> Due:
    """ "Uppgifter till den 3 maj": what a heading says with a word for until."""
    due = _due(headings, calendar)
    return due if _says_until(due) else NONE


def _due(headings: tuple[str, ...], calendar: Calendar) -> Due:
    for heading in reversed(headings):
        for sentence in sentences_in(heading):
            due = due_of(sentence, calendar)
            if due.kind == "next_meeting" or (due.kind == "date" and (due.day or _says_until(due))):
                return due
    return NONE


def _says_until(due: Due) -> bool:
    """ "till hösten"; not "i sommar", which is when all of it is."""
    return due.text is not None and due.text.lower().split()[0] in _UNTIL
