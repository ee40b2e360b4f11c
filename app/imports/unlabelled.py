"""Who was there, in a note that does not call the list what it is: "Vi som sågs: Anna Alm, Bo Ek"."""

from collections.abc import Sequence

from app.imports import initials, sections
from app.imports.blocks import Block
from app.imports.by_and import one_by_one
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.end_of_list import first_sentence
from app.imports.head import head
from app.imports.kinds import is_first_name
from app.imports.lists_in_sentences import in_sentences
from app.imports.parts import before_brackets
from app.imports.people_list import PeopleList
from app.imports.person_names import is_full_name, is_name
from app.imports.words import key

_LEAD = 60  # letters before a colon that may lead in to names
_LONGEST = 1000
_FEW = 5  # words of whom they are from


def unlabelled(made: Sequence[Block]) -> list[PeopleList]:
    """The first line above the agenda that begins with nothing but names, two of them at least, and who was not there
    behind them; else lines by principal.
    """
    by_principal = [block.text for block in head(made) if block.kind != "row" and is_from(block.text)]
    if len(by_principal) > 1:
        return [PeopleList("present", texts=by_principal)]
    for block in head(made):
        are_told = block.kind in ("paragraph", "item")
        if are_told and (names := _names(block.text, guessed=block.kind == "paragraph")):
            return [PeopleList("present", texts=[names]), *in_sentences(block, has_labels=True)]
    return []


def is_from(line: str) -> bool:
    """ "Norrby: Vera Lind, Isak": a place or an office, and who came from there."""
    before, colon, behind = line.partition(": ")
    if not colon or len(line) > _LONGEST or sections.labels(line) or not _is_place(before):
        return False
    named = one_by_one(behind)
    return bool(named) and all(_is_somebody(piece) or initials.are(before_brackets(piece)) for piece in named)


def _is_place(text: str) -> bool:
    """A few words with a capital that are no person's, role's or job's."""
    is_other = role_of(text) or is_title(text) or _is_somebody(text)
    return text[:1].isupper() and len(text.split()) < _FEW and (is_organization(text) or not is_other)


def _names(line: str, *, guessed: bool) -> str | None:
    """The names that a line begins with; `guessed`: some of them may be known to nobody."""
    if len(line) > _LONGEST or sections.labels(line):
        return None
    before, colon, behind = line.partition(": ")
    is_led = bool(colon) and len(before) < _LEAD
    text = first_sentence(behind if is_led else line)
    if guessed and _are_initials(text):
        return text
    named = one_by_one(text)
    others = [piece for piece in named if not _is_somebody(piece)]
    may_be = not others or (guessed and not is_led and all(is_name(before_brackets(one)) for one in others))
    return text if may_be and len(named) - len(others) > max(1, len(named) // 2) else None


def _is_somebody(text: str) -> bool:
    bare = before_brackets(text)
    return is_full_name(bare) or is_first_name(key(bare))


def _are_initials(line: str) -> bool:
    """ "AK, BL, JÖ, Farid och MH som antecknade": three at least, and before the first full stop little else."""
    pieces = [before_brackets(piece).split(" som ")[0] for piece in one_by_one(first_sentence(line))]
    short = sum(map(initials.are, pieces))
    return short > 2 and short * 2 > len(pieces) and all(initials.are(one) or is_name(one) for one in pieces)
