"""Who spoke at the meeting, as its sentences tell."""

from collections.abc import Iterator, Sequence

from app.imports import words
from app.imports.appointed import Told
from app.imports.blocks import Block
from app.imports.kinds import is_first_name
from app.imports.name_in_sentence import APPOSITION, name_at, past_apposition, stands_at, subject
from app.imports.presence import presence_of
from app.imports.words import key

_TRIM = ' .,:;!?()"”'
_FEW = 2  # words of a name in full
_FROM = frozenset(map(key, ("från", "på", "hos")))


def speaker(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Anna Alm berättade om …", and "Anna: barnen har börjat"."""
    yield from subject(said, bare, words.table("people", "speaks")["tells"])
    name = name_at(said, 0, alone=True)
    if name and presence_of(" ".join(said[len(name.split()) :])) in ("absent", "excused"):
        return  # "Anna: ledig"
    if name and not is_first_name(key(name.split()[0])):
        return  # "Nya Gungor:"
    if name and len(said) > len(name.split()) and said[len(name.split()) - 1].endswith(":"):
        yield name, None


def guest(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Anna Alm, granne, berättade", "Bo Ek från museet visade": told of who they are, for those who know them not."""
    name = name_at(said, 0)
    behind = len(name.split()) if name else 0
    if name is None or behind < _FEW or behind >= len(said):
        return
    place = past_apposition(said, behind)
    if place == behind and bare[behind] in _FROM:
        place = next(
            (at for at in range(behind + 2, min(len(said), behind + APPOSITION)) if _tells(bare, at)), behind
        )
    if place > behind and _tells(bare, place):
        yield name, None


def visitor(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Besök av Siv Ek, Roddbolaget": an item of the agenda that is somebody's visit, now and not on a day to come."""
    name = name_at(said, 2)
    is_visit = " ".join(bare[:2]) in words.table("people", "speaks")["visits"]
    if name and is_visit and " " in name and not any(map(str.isdecimal, "".join(said))):
        yield name, None


def _tells(bare: Sequence[str], at: int) -> bool:
    elsewhere = words.table("people", "speaks")["elsewhere"]
    return stands_at(bare, at, words.table("people", "speaks")["shows"]) and elsewhere.isdisjoint(bare)


def heads_own_words(block: Block, below: Block | None) -> bool:
    """Whether it is a first name, and below it what that person told; not only "Frånvarande"."""
    is_person = is_first_name(key(block.text).strip(_TRIM))
    return is_person and (below is None or presence_of(below.text) != "absent")
