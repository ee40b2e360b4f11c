"""People whose names stand one behind the other with nothing but blanks between: "Anna Bo Siv", "@anna @bo"."""

from collections.abc import Iterator

from app.imports import people
from app.imports.kinds import is_first_name
from app.imports.people import Entry
from app.imports.person_names import is_full_name
from app.imports.words import key

_LEAST = 3  # first names; two may be one person's
_LEAST_IN_FULL = 2  # first names with a surname behind each


def run_together(text: str) -> list[Entry]:
    """As many people as there are first names, by themselves or each with a surname; else nobody."""
    if told := _each_told_of(text.split()):
        return told
    said = text.strip(" .").split() if not any(sign in text for sign in ",;:()") else []
    if len(said) > 1 and all(word[0] == "@" and word[1:].isalpha() for word in said):
        return [people.entry(word) for word in said]
    firsts = [word[0].isupper() and is_first_name(key(word)) for word in said]
    if len(said) >= _LEAST and all(firsts):
        return [Entry(word) for word in said]
    pairs = [" ".join(said[at : at + 2]) for at in range(0, len(said), 2)]
    in_turn = (
        len(said) >= 2 * _LEAST_IN_FULL and len(said) % 2 == 0 and all(firsts[::2]) and not any(firsts[1::2])
    )
    return [Entry(pair.strip(".")) for pair in pairs] if in_turn and all(map(is_full_name, pairs)) else []


def _each_told_of(said: list[str]) -> list[Entry]:
    """ "Vera Lind (ordf) Siv Ek Bo Ask, kassör Ali Berg Norrby kommun": and of whom more is told, up to other words."""
    made = list(_told_of(said))
    rest = said[sum(len(one.split()) for one in made) :]
    is_all = len(made) >= _LEAST and len(made) * 2 < len(said) and not any(map(_is_first, rest))
    return [people.entry(one) for one in made] if is_all and not any("," in word for word in rest) else []


def _told_of(said: list[str]) -> Iterator[str]:
    at = 0
    while at + 1 < len(said) and _is_first(said[at]) and not _is_first(said[at + 1]):
        end = _past_aside(said, at + 2)
        if not is_full_name(f"{said[at]} {said[at + 1]}".rstrip(",")) or end is None:
            return
        yield " ".join(said[at:end])
        at = end


def _past_aside(said: list[str], at: int) -> int | None:
    """Past a bracket, or a word in small letters behind a comma; None: behind the comma is somebody else."""
    if said[at - 1].endswith(","):
        return at + 1 if at < len(said) and said[at].islower() else None
    if at < len(said) and said[at].startswith("("):
        return next((end + 1 for end in range(at, len(said)) if said[end].endswith(")")), None)
    return at


def _is_first(word: str) -> bool:
    """ "Siv", "Wivi-Ann": one of its parts is known."""
    return word[0].isupper() and any(map(is_first_name, key(word).split("-")))
