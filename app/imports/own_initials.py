"""The letters that somebody is called by, behind their name."""

from app.imports.parts import trimmed
from app.imports.words import key


def without_initials(bare: str, name: str) -> str:
    """ "Norrby kommun KL" behind "Kim Lund": without the letters that are theirs."""
    before, _, last = bare.rpartition(" ")
    return trimmed(before) if before and last.isupper() and are_initials_of(last, name) else bare


def are_initials_of(bare: str, name: str) -> bool:
    """ "KL" behind "Kim Lund", "KiLu"."""
    said = key(name).replace("-", " ").split()
    firsts = ("".join(word[:count] for word in said) for count in (1, 2))
    return bare[:1].isupper() and len(said) > 1 and key(bare) in (*firsts, said[0][0] + said[-1][0])
