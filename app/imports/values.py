"""What the head of a note says line by line: the values behind labels, and the lines without a label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.imports import sections, sent, words
from app.imports.blocks import Block
from app.imports.capacities import role_of
from app.imports.people_tables import columns
from app.imports.times import hours_in
from app.imports.words import key
from app.imports.writer import is_sender

FIELDS = frozenset(("group", "date", "time", "place", "place_and_time"))
_LONGEST = 600  # letters; no label stands in a longer block
_FEW = 5  # words of a label that has its line for itself
_EDGES = " \t.,;:-–—|"


@dataclass(frozen=True)
class Value:
    """`meaning`: what its label says, "" for a line without a label."""

    meaning: str
    text: str


def values_in(made: Sequence[Block]) -> Iterator[Value]:
    """In the order of the note; a heading that is a label has the next block for its value."""
    waiting, is_mail = "", False
    for block in made:
        is_mail = is_mail or is_sender(block.text)
        if len(block.text) > _LONGEST or _is_signature(block) or columns(block):
            continue
        if sent.is_stamp(block.text) or (is_mail and _is_date_of_mail(block)):
            yield Value("sent", block.text)
            continue
        yield from _of_block(block, waiting)
        waiting = _waiting(block)


def _is_date_of_mail(block: Block) -> bool:
    """ "Datum: tisdag 9 september 2025 16:48" below "Från:": to the minute."""
    return sections.label(block.text.partition(":")[0]) == "date" and bool(hours_in(block.text))


def _of_block(block: Block, waiting: str) -> Iterator[Value]:
    labels = sections.labels(block.text)
    for label in labels:
        yield Value(label.meaning, block.text[label.value : label.end].strip(_EDGES))
    by_cell = sections.label(block.cells[0][0]) if block.cells and not labels else None
    if by_cell in FIELDS:
        yield Value(by_cell, ", ".join(text for text, _, _ in block.cells[1:]))
    elif waiting and not labels and block.kind != "heading" and not _waiting(block):
        yield Value(waiting, block.text)
    elif bare := _without_colon(block):
        yield bare
    elif not labels and by_cell in (None, "notes") and sections.section(block.text) != "next_meeting":
        yield Value("", block.text)


def _without_colon(block: Block) -> Value | None:
    """ "Tid 17:15-20:03", "Plats Klubbstugan": a label before figures or a name."""
    label, _, said = block.text.partition(" ")
    meaning = sections.label(label)
    is_timed = meaning in ("date", "time") and said[:1].isdecimal() and not _is_clock(label)
    is_placed = meaning == "place" and said[:1].isupper() and _is_of_places(label)
    return Value(meaning, said) if meaning and (is_timed or is_placed) else None


def _is_of_places(label: str) -> bool:
    """ "Plats", "Sted"; not "Rum", which is part of what a place is called, nor "Form"."""
    return key(label) in words.table("structure", "places")["labels"]


def _is_clock(text: str) -> bool:
    return key(text).startswith("kl")


def _waiting(block: Block) -> str:
    """The label that the whole line is: its value stands on the next."""
    alone = block.kind == "heading" or (block.kind == "paragraph" and len(block.text.split()) < _FEW)
    meaning = sections.label(block.text) if alone else None
    return meaning if meaning in FIELDS else ""


def _is_signature(block: Block) -> bool:
    """ "Ordförande Anna Alm 19.50, 12 maj" below "Justerat": when it was signed, not when they met."""
    begins_with_role = role_of(block.text.split(" ", 1)[0]) is not None
    return begins_with_role and any(sections.section(text) == "signatures" for text in block.headings)


def said(values: Sequence[Value], *meanings: str) -> list[str]:
    """The values of some labels, those of the first label first."""
    return [value.text for meaning in meanings for value in values if value.meaning == meaning and value.text]


def beginning_with_time(values: Sequence[Value]) -> list[str]:
    """ "Kl 19 i Klubbstugan", "Start 20:04, slut 21:41": lines without a label."""
    begins = words.table("calendar", "around")["starting"]
    lines = said(values, "")
    return [text for text in lines if _is_clock(text) or key(text).split(" ", 1)[0] in begins]
