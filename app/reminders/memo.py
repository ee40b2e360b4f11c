"""What a letter says, whole and in order: a digest in words, for text and HTML alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.action_points.models import OwnerPart
from app.links import WEB_ADDRESS
from app.mail.plain import one_line
from app.reminders.digest import Digest, Links, MeetingTold, PointTold
from app.reminders.points_in_words import Paragraph, PointSaid, in_order, in_words
from app.reminders.words import Words


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it. `facts`: a label and what people wrote. `after`: after the link.

    `quoted`: somebody's own words.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    link: str | None = None
    link_words: str = ""
    after: tuple[str, ...] = ()
    quoted: tuple[Paragraph, ...] = ()
    points: tuple[PointSaid, ...] = ()


@dataclass(frozen=True)
class Memo:
    """Each text is one line, or several parts of such lines. `links`: what is `…` is shown, and leads nowhere."""

    language: str
    subject: str
    heading: str
    greeting: str
    why: str
    parts: tuple[Part, ...]
    footer: str
    links: Links
    stop: str


def memo(digest: Digest) -> Memo:
    words = Words(digest.language, digest.today)
    heading = _heading(digest, words)
    return Memo(
        language=digest.language,
        subject=_subject(heading, digest, words),
        heading=heading,
        greeting=_greeting(digest, words),
        why=" ".join(_why(digest, words)),
        parts=tuple(_parts(digest, words)),
        footer=words.say("footer"),
        links=digest.links,
        stop=words.say("stop"),
    )


def _parts(digest: Digest, words: Words) -> Iterator[Part]:
    if digest.meeting:
        yield _meeting(digest.meeting, words)
    yield from _own(digest, words)
    yield _answer(digest, words)
    if digest.unowned:
        yield _unowned(digest, words)


def _subject(heading: str, digest: Digest, words: Words) -> str:
    """No tasks in it: it is read on locked screens and travels over open nets."""
    count = words.counted("points", len({point.id for point in _points(digest)}))
    return words.say(
        "subject", heading=heading, points=count, group=one_line(digest.group_short_name or digest.group)
    )


def _heading(digest: Digest, words: Words) -> str:
    if meeting := digest.meeting:
        return words.say(
            "to_preliminary_meeting" if meeting.preliminary else "to_meeting", day=words.day(meeting.held_on)
        )
    days = sorted({point.due_on for point in _points(digest) if point.due_on and not point.late})
    if not days:
        return words.say("to_follow_up")
    return words.say("by_day" if len(days) == 1 else "first_day", day=words.day(days[0]))


def _greeting(digest: Digest, words: Words) -> str:
    if _shared(digest):
        return words.say("hello_all")
    return words.say("hello", name=one_line(digest.sections[0].name))


def _why(digest: Digest, words: Words) -> Iterator[str]:
    """Who writes, and why to this reader; what is due later is not taken up at the meeting."""
    name, short = one_line(digest.group), one_line(digest.group_short_name or "")
    points = _points(digest)
    yield words.say("from", group=f"{name} ({short})" if short and short != name else name)
    yield words.say("shared") if _shared(digest) else words.counted(_relation(points), len(points))
    if digest.meeting and all((point.due_on or date.min) <= digest.meeting.held_on for point in points):
        yield words.counted("taken_up", len(points))


def _relation(points: list[PointTold]) -> str:
    taking_part = [point.part == OwnerPart.participant for point in points]
    if all(taking_part):
        return "takes_part"
    return "owns_or_takes_part" if any(taking_part) else "owns"


def _meeting(meeting: MeetingTold, words: Words) -> Part:
    hours = words.hours(meeting.held_on, meeting.start_time, meeting.end_time)
    place = words.say("place", place=one_line(meeting.place)) if meeting.place else None
    return Part(
        words.say("meeting"),
        sentences=(words.say("preliminary"),) if meeting.preliminary else (),
        facts=tuple(filter(None, [words.say("time", time=hours), place])),
        link=web_address(meeting.online_url),
        link_words=words.say("online"),
    )


def web_address(url: str | None) -> str | None:
    """The address, where it is one that may be followed and is read as it is written."""
    return url if url and re.fullmatch(WEB_ADDRESS, url) and one_line(url) == url else None


def _own(digest: Digest, words: Words) -> Iterator[Part]:
    for section in digest.sections:
        own = words.counted("own", len(section.points))
        heading = words.say("own_of", name=one_line(section.name)) if _shared(digest) else own
        yield Part(heading, points=in_words(section.points, digest.meeting, words))


def _answer(digest: Digest, words: Words) -> Part:
    return Part(
        words.say("answer"),
        sentences=tuple(_answer_by(digest, words)),
        link=digest.links.answer,
        link_words=words.say("answer_here_all")
        if _shared(digest)
        else words.counted("answer_here", len(_points(digest))),
        after=tuple(_how_to_answer(digest, words)),
    )


def _how_to_answer(digest: Digest, words: Words) -> Iterator[str]:
    """By the link first, else by replying."""
    yield words.say("answer_change_until" if digest.meeting else "answer_change")
    if digest.reply_to_name:
        yield words.say("answer_how", number=in_order(digest.sections[0].points)[0].number)
        if _shared(digest):
            yield words.say("answer_who")
        yield words.say("answer_to", name=one_line(digest.reply_to_name))
    else:
        yield words.say("answer_not_here")
    yield words.say("answer_wrong")


def _answer_by(digest: Digest, words: Words) -> Iterator[str]:
    """For those who cannot answer at the meeting, while the day is still to come."""
    expected = digest.meeting and digest.meeting.expected
    if digest.answer_by and digest.answer_by >= digest.today and not expected:
        key = "answer_by_for_meeting" if digest.meeting else "answer_by"
        yield words.say(key, day=words.day(digest.answer_by))


def _unowned(digest: Digest, words: Words) -> Part:
    points = in_order(digest.unowned)
    how = "take" if digest.reply_to_name else "take_not_here"
    return Part(
        words.counted("unowned", len(points)),
        sentences=(words.counted(how, len(points), number=points[0].number),),
        points=in_words(points, digest.meeting, words, "take_point"),
    )


def _points(digest: Digest) -> list[PointTold]:
    return [point for section in digest.sections for point in section.points]


def _shared(digest: Digest) -> bool:
    return len(digest.sections) > 1
