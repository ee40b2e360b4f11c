"""Which of the numbered passages are the agenda's items: the numbering that runs through the note."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from app.imports import sections, words
from app.imports.passage import Passage
from app.imports.words import key

_TITLE = 8  # words
_SLIP = 4  # numbers by which a numbering may go on wrongly
_NO_AGENDA = frozenset(("present", "absent", "called", "members", "actions", "next_meeting", "distribution"))


@dataclass
class _Chain:
    """`under`: the section whose heading stands right above its first number."""

    under: str | None
    at: list[int] = field(default_factory=list)


def items(made: list[Passage], texts: list[str | None]) -> dict[int, str]:
    """The agenda's items: the passage's place -> its number. `texts`: what is a heading, as text."""
    meanings = sections_of(made, texts)
    headings = [at for at, text in enumerate(texts) if text]
    chains = [
        chain
        for chain in _chains(made, meanings)
        if (len(chain.at) > 1 or _is_lone_title(made[chain.at[0]]))
        and not _is_list_within(chain, made, texts, headings)
    ]
    best = max(chains, key=lambda chain: _weight(chain, made), default=None)
    if best is None or _weight(best, made) == (0, 0):
        return {}
    again = next((at for at in range(best.at[-1] + 1, len(made)) if _begins_minutes(made[at])), len(made))
    every = [best, *(chain for chain in chains if chain.at[0] > again and _is_like(chain, best, made))]
    tops = {at: _number(made[at]) for chain in every for at in chain.at}
    return dict(sorted({**tops, **_below(made, tops)}.items()))


def _is_like(chain: _Chain, best: _Chain, made: list[Passage]) -> bool:
    """Of the minutes of a second meeting, behind the first: numbers of the same style that begin anew."""
    return len(chain.at) > 1 and _style(made[chain.at[0]]) == _style(made[best.at[0]])


def _number(passage: Passage) -> str:
    assert passage.marker
    return passage.marker.number or ""


def _place(passage: Passage) -> tuple[str, int | None]:
    """The style of a number, and its place if it is a whole one, the first of "12/24", or the last of "7.3"."""
    mark = passage.marker
    if mark is None or mark.kind == "letter":
        return "", None
    head = (mark.number or "").split("/")[0].split(":")[0].split("-")[0]
    meeting, _, last = head.rpartition(".")
    is_whole = last.isdecimal() and len(last) < 5 and (not meeting or meeting.isdecimal())
    return (f"{meeting}.{mark.style}" if meeting else mark.style), int(last) if is_whole else None


def _chains(made: list[Passage], meanings: list[str | None]) -> list[_Chain]:
    """Every numbering: 1, 2, 3 … of one style; a new 1 begins a new one, the older go on being open."""
    every: list[_Chain] = []
    waiting: dict[tuple[str, int], _Chain] = {}
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
            chain = _Chain(under=meanings[at] if at and meanings[at - 1] != meanings[at - 2] else None)
            every.append(chain)
        chain.at.append(at)
        waiting[style, number + 1] = chain
    return [chain for chain in every if chain.under not in _NO_AGENDA]


def _other_form(style: str) -> str:
    """ "### 1. Ekonomi" may be followed by "2. Drift": only some of the items are marked as headings."""
    return style[1:] if style.startswith("#") else f"#{style}"


def _slipped(waiting: dict[tuple[str, int], _Chain], style: str, number: int) -> _Chain | None:
    """The numbering with the sign of paragraphs that goes on wrongly: § 9 and then § 7, or § 12."""
    if not style.startswith("§") or number < 2:
        return None
    near = [known for known in waiting if known[0] == style and abs(known[1] - number) <= _SLIP]
    nearest = min(near, key=lambda known: abs(known[1] - number), default=None)
    return waiting.pop(nearest) if nearest else None


def _is_lone_title(passage: Passage) -> bool:
    """The only item of an agenda: a few words that stand apart."""
    return passage.first.blank_before and len(passage.words) < _TITLE and not passage.small


def _weight(chain: _Chain, made: list[Passage]) -> tuple[int, int]:
    """How much of the note it holds together, and how many items."""
    if sum(made[at].small and not made[at].first.blank_before for at in chain.at) * 4 > len(chain.at):
        return (0, 0)
    span = chain.at[-1] - chain.at[0]
    return (span + len(chain.at), len(chain.at))


def _is_list_within(chain: _Chain, made: list[Passage], texts: list[str | None], headings: list[int]) -> bool:
    """Its numbers follow on each other under one of several headings, and none of them is a heading itself."""
    if any(texts[at] is not None for at in chain.at) or chain.at[-1] - chain.at[0] >= len(chain.at):
        return False
    place = bisect_left(headings, chain.at[0])
    above = texts[headings[place - 1]] if place > 1 else None
    if above is None or sections.section(above) in ("agenda", "notes"):
        return False
    plain = islice((at for at in headings if sections.section(texts[at] or "") is None), 4)
    mark = made[headings[place - 1]].marker
    beside = (at for at in headings if mark and _level(made[at]) == mark.level)
    return len(list(plain)) > 3 or len(list(islice(beside, 3))) > 2


def _level(passage: Passage) -> int | None:
    return passage.marker.level if passage.marker else None


def _style(passage: Passage) -> str:
    return passage.marker.style if passage.marker else ""


def _begins_minutes(passage: Passage) -> bool:
    """ "Protokoll fört vid", "Anteckningar förda vid"."""
    kind, told = (*key(passage.first.text).split(), "", "")[:2]
    known = words.table("structure", "titles")["kinds"]
    return kind in known and told in words.table("structure", "taken")["words"]


def _below(made: list[Passage], tops: dict[int, str]) -> dict[int, str]:
    """Sub-items with the number of their item before a dot: "4.2"."""
    found, current = {}, ""
    for at, passage in enumerate(made):
        current = tops.get(at, current)
        number = passage.marker.number if passage.marker else None
        if number and current and number.startswith(f"{current}."):
            found[at] = number
    return found


def sections_of(made: list[Passage], headings: list[str | None]) -> list[str | None]:
    """The section that each passage stands in: what the last heading that says so means."""
    current, found = None, []
    for passage, heading in zip(made, headings, strict=True):
        if heading is not None:
            current = sections.section(heading) if passage.words else current
        found.append(current)
    return found
