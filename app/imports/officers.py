"""The meeting's officers, as sentences tell: who was chosen, and who opened or closed it."""

from collections.abc import Iterator, Sequence

from app.imports import words
from app.imports.appointed import Told, office
from app.imports.blocks import Block
from app.imports.name_in_sentence import name_at, subject
from app.imports.words import key


def chosen(said: Sequence[str], bare: Sequence[str], block: Block) -> Iterator[Told]:
    """ "Till justerare valdes Anna Alm och Bo Ek", "att välja Eva Li till sekreterare": for this meeting alone."""
    known = words.table("people", "choosing")
    around = {*bare, *(word for heading in block.headings for word in key(heading).split())}
    role = next((role for word in bare if (role := office(word))), None)
    if role is None or known["verbs"].isdisjoint(bare) or known["for_longer"] & around:
        return
    at = 0
    while at < len(said):
        name = name_at(said, at, alone=at == 0 and bare[1:2] != [] and bare[1] not in known["verbs"])
        if name is None:
            at += 1
            continue
        yield name, (office(bare[at - 1]) if at else None) or role
        at += len(name.split())


def opener(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Mötet öppnades av ordförande Anna Alm", "Anna Alm hälsade alla välkomna"."""
    acts = words.table("structure", "acts")
    for at, word in enumerate(bare[:-1]):
        if word in acts["opens"] | acts["closes"] and bare[at + 1] == "av":
            behind = at + 2
            while behind < len(bare) - 1 and not name_at(said, behind) and behind < at + 5:
                behind += 1
            if name := name_at(said, behind):
                yield name, office(bare[behind - 1])
    if not words.table("people", "choosing")["opened"].isdisjoint(bare):
        yield from subject(said, bare, words.table("people", "choosing")["opens"])
