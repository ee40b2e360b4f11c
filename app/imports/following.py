"""The next meetings that a note gives, preliminary ones as proposed."""

from collections.abc import Iterator
from datetime import date

from app.imports import words
from app.imports.blocks import Block
from app.imports.dates import dates_in
from app.imports.day_words import Found
from app.imports.draft import DraftNextMeeting
from app.imports.telling_of_next import Telling
from app.imports.times import Hours, hours_in
from app.imports.words import key

_BESIDE = 60  # letters behind a day among which its time is looked for


def next_meetings(told: Telling, meeting_on: date | None) -> tuple[DraftNextMeeting, ...]:
    """Each coming day, in the order of the note, once."""
    found: dict[object, DraftNextMeeting] = {}
    for block, start in told:
        for following in _in(block, start, meeting_on):
            found.setdefault(
                (following.held_on, following.source.start if following.held_on is None else 0), following
            )
    return tuple(found.values())


def unread(told: Telling, meeting_on: date | None) -> tuple[str, ...]:
    """What begins by saying when the next meeting is, and gives no day."""
    return tuple(
        block.source().text
        for block, start in told
        if start == 0 and block.kind != "heading" and not any(True for _ in _in(block, start, meeting_on))
    )


def _in(block: Block, start: int, meeting_on: date | None) -> Iterator[DraftNextMeeting]:
    sentence_end = _end(block.text, start)
    text = block.text[start:sentence_end]
    days = [found for found in dates_in(text, meeting_on) if found.precision in ("day", "weekday")]
    days = [found for found in days if found.day is None or meeting_on is None or found.day > meeting_on]
    blanked = _blank(text, days)
    for at, found in enumerate(days):
        end = days[at + 1].start if at + 1 < len(days) else len(text)
        hours = _hours(blanked, found.end, end) or (_hours(blanked, 0, found.start) if at == 0 else None)
        source = block.source(start, sentence_end)
        yield DraftNextMeeting(
            found.day,
            hours.begins if hours else None,
            hours.ends if hours else None,
            "proposed" if _is_preliminary(block.text) else "scheduled",
            source,
        )


def _end(text: str, start: int) -> int:
    """Where the sentence ends: a full stop behind a word, before a capital."""
    at = text.find(". ", start)
    while at >= 0:
        word = text[start:at].rsplit(" ", 1)[-1]
        if len(word) > 2 and word.isalpha() and text[at + 2 : at + 3].isupper():
            return at + 1
        at = text.find(". ", at + 1)
    return len(text)


def _blank(text: str, days: list[Found]) -> str:
    for found in days:
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _hours(text: str, start: int, end: int) -> Hours | None:
    found = hours_in(text[start : min(end, start + _BESIDE)], loose=True)
    return found[0] if found else None


def _is_preliminary(text: str) -> bool:
    said = {word.strip(".,:;()!?") for word in key(text).split()}
    return bool(said & words.table("structure", "coming")["preliminary"])
