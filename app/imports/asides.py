"""What is said beside a name that is neither title nor organization: for how long, and with whom along."""

from app.imports import words
from app.imports.kinds import is_first_name
from app.imports.words import key

_TRIM = " \t,;:-–—()[]"


def is_aside(text: str) -> bool:
    """ "endast före kaffet", "från punkt 2", "gick kl 14.15", "med tolk"."""
    said = key(text).strip(_TRIM).split()
    known = words.table("people", "asides")
    if not said or text.strip(_TRIM)[:1].isupper():
        return False
    timed = any(map(str.isdecimal, text)) or not known["parts"].isdisjoint(said)
    return said[0] in known["openers"] or (said[0] in known["timed"] and timed)


def is_for_an_item(text: str) -> bool:
    """ "Vera Lind, granne, under punkt 2": they were there for one item of the agenda."""
    *_, number = said = key(text).strip(_TRIM + ".").split() or [""]
    known = words.table("people", "asides")
    return len(said) > 2 and number.isdecimal() and said[-2] in known["parts"] and said[-3] in known["timed"]


def aside_at(said: list[str]) -> int | None:
    """From which word on a text is an aside: not the first."""
    return next((at for at in range(1, len(said)) if is_aside(" ".join(said[at:]))), None)


def tells_of_others(bare: str) -> bool:
    """ "Eva hade anmält förhinder", in brackets behind the name of another."""
    said = key(bare).split()
    known = words.table("structure", "said_of")
    ends = (" ".join(said[at:]) for at in range(max(1, len(said) - 4), len(said)))
    is_name = bare[:1].isupper() or (bool(said) and is_first_name(said[0]))
    return is_name and any(end in known["absent"] or end in known["present"] for end in ends)
