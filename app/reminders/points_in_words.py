"""What a letter says of each action point."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.action_points.models import OwnerPart
from app.mail.plain import one_line
from app.markdown import Block, blocks
from app.reminders.digest import MeetingTold, PointTold
from app.reminders.set_in import Group, groups
from app.reminders.words import Words
from app.texts import LANGUAGES, text

Paragraph = tuple[str, ...]

WHEN = tuple(f"{text('letter.when', language)} " for language in LANGUAGES)


@dataclass(frozen=True)
class PointSaid:
    """A point in words, each a line without breaks in it. `details`: as they are seen.

    `link_words`: what the link to its place on the page says.
    """

    number: int
    link_words: str
    heading: str
    said: str
    background: str
    details: tuple[Block, ...]

    @property
    def details_set_in(self) -> tuple[Group, ...]:
        """The same for plain text."""
        return tuple(groups(self.details))


def in_order(points: Iterable[PointTold]) -> list[PointTold]:
    """By due day, which puts late ones first; undated last."""
    return sorted(points, key=lambda point: (point.due_on or date.max, point.number))


def in_words(
    points: Iterable[PointTold], meeting: MeetingTold | None, words: Words, act: str = "answer_point"
) -> tuple[PointSaid, ...]:
    """`act`: the key of what can be done with each of them."""
    return tuple(_said(point, meeting, words, act) for point in in_order(points))


def _said(point: PointTold, meeting: MeetingTold | None, words: Words, act: str) -> PointSaid:
    return PointSaid(
        number=point.number,
        link_words=words.say(act, number=point.number),
        heading=f"{point.number}. {one_line(point.task)}",
        said=" ".join([due(point, meeting, words), *_standing(point, words), *_through(point, words)]),
        background=" ".join(_background(point, words)),
        details=blocks(point.details or ""),
    )


def due(point: PointTold, meeting: MeetingTold | None, words: Words) -> str:
    """When it is due, as a sentence."""
    if point.due_on is None:
        return _undated(point, words)
    key, day = "late" if point.late else "due", words.day(point.due_on)
    if point.due_elsewhere:
        return words.say(f"{key}_elsewhere", group=one_line(point.due_elsewhere), day=day)
    if meeting and meeting.held_on == point.due_on:
        return words.say("due_at_meeting")
    return words.say(key, day=day)


def _undated(point: PointTold, words: Words) -> str:
    """What it waits for, which begins with "when", in whatever language, or says a thing."""
    event = one_line(point.due_event or "").rstrip(". ")
    if not event:
        return words.say("undated")
    if event.casefold().startswith(WHEN):
        return f"{event[0].upper()}{event[1:]}."
    return words.say("due_event", event=event)


def _standing(point: PointTold, words: Words) -> Iterator[str]:
    if point.waiting:
        yield words.say("waiting")
    if point.times_carried:
        yield words.counted("carried", point.times_carried)


def _through(point: PointTold, words: Words) -> Iterator[str]:
    """How it came to the reader, and what part they have in it."""
    if point.part in {OwnerPart.convenor, OwnerPart.participant}:
        yield words.say(point.part)
    if point.for_whom:
        yield words.say(f"through_{point.for_kind or 'organization'}", name=one_line(point.for_whom))
    if point.each:
        yield words.say("each")


def _background(point: PointTold, words: Words) -> Iterator[str]:
    day, item = point.agreed_on and words.day(point.agreed_on), one_line(point.agenda_item or "")
    if day and item:
        yield words.say("agreed_under", day=day, item=item)
    elif day:
        yield words.say("agreed", day=day)
    elif item:
        yield words.say("belongs_under", item=item)
    if point.others:
        yield words.say("together", names=words.listed([one_line(other) for other in point.others]))


def paragraphs(typed: str) -> Iterator[Paragraph]:
    """Plain text as it was typed: lines kept, paragraphs parted by empty lines."""
    lines: list[str] = []
    for line in [*map(one_line, typed.splitlines()), ""]:
        if line:
            lines.append(line)
        elif lines:
            yield tuple(lines)
            lines = []
