"""Items without a number where the others have one: opening and closing, the next meeting, other questions."""

from app.imports import sections
from app.imports.formalities import is_formality, is_unnumbered
from app.imports.passage import Passage, text_of

_MOST_WORDS = 3  # of an opening or a closing


def beside_numbered(
    note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]
) -> list[int]:
    """Opening and closing before and behind the numbered items, the next meeting after it, and what remains."""
    first, last = min(items), max(items)
    outside = [
        at
        for at, passage in enumerate(made)
        if at not in items and not first < at < last and not passage.is_marked("number")
    ]
    found = [
        at for at in outside if len(made[at].words) <= _MOST_WORDS and is_formality(text_of(note, made[at]))
    ]
    coming = [at for at in outside if found and at > found[-1] > last and _is_coming(texts[at])]
    return [*found, *coming, *remaining(texts, last)]


def _is_coming(text: str | None) -> bool:
    return text is not None and sections.section(text) == "next_meeting"


def is_told_next(note: str, made: list[Passage], at: int, texts: list[str | None]) -> bool:
    """ "Nästa möte", and below it "Tisdag 9 maj, samma tid.": a sentence, and no day alone."""
    if not _is_coming(texts[at]) or at + 1 >= len(made) or texts[at + 1] is not None:
        return False
    told = text_of(note, made[at + 1])
    return " " in told and told[-1] == "."


def remaining(texts: list[str | None], last: int) -> list[int]:
    """ "Övriga frågor" and the like behind the last item, as headings without a number."""
    return [at for at in range(last + 1, len(texts)) if is_unnumbered(texts[at] or "")]
