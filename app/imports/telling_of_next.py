"""Where a note tells when they meet next: under a heading, in an item, in a sentence."""

from collections.abc import Iterator, Sequence

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.called_next import called_next
from app.imports.dates import dates_in
from app.imports.words import key

_TITLE = 4  # words

Telling = Sequence[tuple[Block, int]]


def telling(made: Sequence[Block]) -> Telling:
    """What says when they meet next, else what is to come up then: the blocks, and from where in their text."""
    found = [(block, start) for block, start, _ in sorted(_telling(made), key=lambda told: told[2])]
    return found or list(_coming_up(made))


def _telling(made: Sequence[Block]) -> Iterator[tuple[Block, int, bool]]:
    """Blocks under the heading Next meeting, and sentences that name it with a day; and from where in their text.

    And whether the heading is of many days, as "Mötestider 2025": "Nästa möte är den 6 december" may come sooner.
    """
    under, of_days = 0, False
    for block in made:
        meaning = sections.section(block.text) if block.kind == "heading" or block.opens_item else None
        if block.opens_item or block.kind == "heading":
            of_days = block.opens_item and _is_of_days(block.text)
        meaning = "next_meeting" if of_days else meaning
        if block.kind == "heading":
            under = 8 if meaning == "next_meeting" else 0
            if dates_in(block.text, None) and called_next(block.text) is not None:
                yield block, 0, False
        elif under and (dates_in(block.text, None)):
            under -= 1
            yield block, 0, of_days
        elif (at := called_next(block.text)) is not None:
            yield block, at, False


def _coming_up(made: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """ "Bryggan behandlas på höstmötet den 4 oktober": a sentence with a meeting of the group's and its day."""
    for block in made:
        at = block.text.find("mötet den ")
        if block.agenda_number is None or block.kind == "heading" or at < 0:
            continue
        before = block.text[: at + 1].split()
        begin = block.text.rfind(". ", 0, at) + 1
        verbs = words.table("structure", "coming")["comes_up"]
        if (
            len(before) > 1
            and key(before[-2]) in ("pa", "till")
            and not verbs.isdisjoint(key(word) for word in block.text[begin:at].split())
        ):
            yield block, begin + (block.text[begin : begin + 1] == " ")


def _is_of_days(title: str) -> bool:
    """ "Datum 2024", "Mötestider våren": an item of the agenda that says when they meet."""
    said = key(title).strip(" .:").split()
    return (
        bool(said)
        and len(said) < _TITLE
        and said[0].strip(":") in words.table("structure", "coming")["titles"]
    )
