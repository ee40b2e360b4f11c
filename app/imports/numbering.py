"""Which of the numbered passages are the agenda's items: the numbering that runs through the note."""

from bisect import bisect_left
from itertools import islice

from app.imports import sections, words
from app.imports.number_chains import Chain, chains_in
from app.imports.passage import Passage
from app.imports.sections_above import sections_of
from app.imports.words import key

_TITLE = 8  # words


def items(made: list[Passage], texts: list[str | None]) -> dict[int, str]:
    """The agenda's items: the passage's place -> its number. `texts`: what is a heading, as text."""
    meanings = sections_of(made, texts)
    headings = [at for at, text in enumerate(texts) if text]
    chains = [
        chain
        for chain in chains_in(made, meanings)
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


def _is_like(chain: Chain, best: Chain, made: list[Passage]) -> bool:
    """Of the minutes of a second meeting, behind the first: numbers of the same style that begin anew."""
    return len(chain.at) > 1 and _style(made[chain.at[0]]) == _style(made[best.at[0]])


def _number(passage: Passage) -> str:
    assert passage.marker
    return passage.marker.number or ""


def _is_lone_title(passage: Passage) -> bool:
    """The only item of an agenda: a few words that stand apart."""
    return passage.first.blank_before and len(passage.words) < _TITLE and not passage.small


def _weight(chain: Chain, made: list[Passage]) -> tuple[int, int]:
    """How much of the note it holds together, and how many items."""
    if sum(made[at].small and not made[at].first.blank_before for at in chain.at) * 4 > len(chain.at):
        return (0, 0)
    span = chain.at[-1] - chain.at[0]
    return (span + len(chain.at), len(chain.at))


def _is_list_within(chain: Chain, made: list[Passage], texts: list[str | None], headings: list[int]) -> bool:
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
    """Sub-items with the number of their item before a dot or colon: "4.2", "4:2"."""
    found, current = {}, ""
    for at, passage in enumerate(made):
        current = tops.get(at, current)
        number = passage.marker.number if passage.marker else None
        if number and current and number.startswith((f"{current}.", f"{current}:")):
            found[at] = number
    return found
