"""The meeting's own officers, as an item tells them: "Ordförande: Anna Alm" under "Val av mötesfunktionärer"."""

from collections.abc import Iterator, Sequence

from app.imports import words
from app.imports.blocks import Block
from app.imports.by_and import one_by_one
from app.imports.capacities import role_of
from app.imports.person_names import is_full_name
from app.imports.words import key

_TRIM = ' .,:;!?()"”'
_OFFICES = frozenset(("chair", "secretary", "adjuster"))

Told = tuple[str, str | None]  # a name, and the role


def appointed(said: Sequence[str], block: Block) -> Iterator[Told]:
    """ "Ordförande: Anna Alm", "Justerare tillika rösträknare: Bo Ek och Eva Li" under "Val av mötesfunktionärer"."""
    for_meeting = words.table("people", "choosing")["for_meeting"]
    item = {word for heading in block.headings for word in key(heading).split()}
    label, colon, names = " ".join(said).partition(": ")
    role = office(key(label).split(" ", 1)[0]) if label and block.kind != "heading" else None
    for name in one_by_one(names.rstrip(".")) if colon and role and for_meeting & item else ():
        if is_full_name(name):
            yield name.strip(_TRIM), role


def office(word: str) -> str | None:
    role = role_of(word)
    return role if role in _OFFICES else None
