"""Dashes, strokes and colons in what is said of one person: "Anna Alm - rektor", "Anna Alm/Norrby", "Eva-kassör"."""

from app.imports.capacities import is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import trimmed
from app.imports.person_names import is_full_name, is_name
from app.imports.words import key

_DASHES = (" - ", " – ", " — ", " / ", "\t", ": ", " från ")


def by_dash(text: str) -> list[str]:
    """What stands on each side of a dash with space around it, or of a stroke or colon behind a name."""
    pieces = [text]
    for dash in _DASHES:
        pieces = [piece for part in pieces for piece in part.split(dash)]
    pieces = [piece for part in pieces for whole in _by_slash(part) for piece in _by_hyphen(whole)]
    return [piece.strip() for piece in pieces if trimmed(piece)]


def _by_slash(text: str) -> list[str]:
    """ "Anna Alm/Norrby": a full name, and whom she is from."""
    before, slash, behind = text.partition("/")
    named = slash and is_full_name(before) and is_first_name(key(before).split(" ", 1)[0])
    return [before, behind] if named else [text]


def _by_hyphen(text: str) -> list[str]:
    """ "Tor-telefonansvarig", "Eva- kassör": a first name and what they do, written together."""
    before, hyphen, behind = text.partition("-")
    is_apart = behind[:1].isspace() and is_name(before)
    apart = hyphen and (is_apart or is_first_name(key(before).strip())) and behind.strip()[:1].islower()
    return [before, behind] if apart and (is_title(behind) or role_of(behind)) else [text]
