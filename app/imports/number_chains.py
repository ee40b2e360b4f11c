"""The numberings that run through a note: 1, 2, 3 … of one style."""

from dataclasses import dataclass, field

from app.imports.passage import Passage

_SLIP = 4  # numbers by which a numbering may go on wrongly
_NO_AGENDA = frozenset(("present", "absent", "called", "members", "actions", "next_meeting", "distribution"))


@dataclass
class Chain:
    """`at`: the places of its passages. `under`: the section whose heading stands right above its first number."""

    under: str | None
    at: list[int] = field(default_factory=list)


def chains_in(made: list[Passage], meanings: list[str | None]) -> list[Chain]:
    """Every numbering but those of no agenda; a new 1 begins a new one, the older go on being open.

    `meanings`: the section that each passage stands in.
    """
    every: list[Chain] = []
    waiting: dict[tuple[str, int], Chain] = {}
    for at, passage in enumerate(made):
        style, number = _place(passage)
        if number is None or not passage.words:
            continue
        goes_on = number > 2 and (style, number) in waiting and passage.first.blank_before
        if meanings[at] == "actions" and not (goes_on and meanings[at - 1] == "actions"):
            continue
        chain = waiting.pop((style, number), None) or waiting.pop((style, number - 1), None)
        chain = chain or waiting.pop((_other_form(style), number), None) or _slipped(waiting, style, number)
        if chain is None:
            if number > 2 and style in ("", ")", "."):
                continue
            chain = Chain(under=meanings[at] if at and meanings[at - 1] != meanings[at - 2] else None)
            every.append(chain)
        chain.at.append(at)
        waiting[style, number + 1] = chain
    return [chain for chain in every if chain.under not in _NO_AGENDA]


def _place(passage: Passage) -> tuple[str, int | None]:
    """The style of a number, and its place if it is a whole one, the first of "12/24", or the last of "7.3"."""
    mark = passage.marker
    if mark is None or mark.kind == "letter" or (mark.bare and ":" in (mark.number or "")):
        return "", None
    head = (mark.number or "").split("/")[0].split(":")[0].split("-")[0]
    meeting, _, last = head.rpartition(".")
    is_whole = last.isdecimal() and len(last) < 5 and (not meeting or meeting.isdecimal())
    return (f"{meeting}.{mark.style}" if meeting else mark.style), int(last) if is_whole else None


def _other_form(style: str) -> str:
    """ "### 1. Ekonomi" may be followed by "2. Drift": only some of the items are marked as headings."""
    return style[1:] if style.startswith("#") else f"#{style}"


def _slipped(waiting: dict[tuple[str, int], Chain], style: str, number: int) -> Chain | None:
    """The numbering with the sign of paragraphs that goes on wrongly: § 9 and then § 7, or § 12."""
    if not style.startswith("§") or number < 2:
        return None
    near = [known for known in waiting if known[0] == style and abs(known[1] - number) <= _SLIP]
    nearest = min(near, key=lambda known: abs(known[1] - number), default=None)
    return waiting.pop(nearest) if nearest else None
