"""The answer page in words: what stands on it, point by point."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.action_points.models import Answer, AnswerKind, Completion, PointStatus
from app.answers import typed
from app.answers.sheet import Sheet, Shown, State
from app.answers.typed import CHOICES, LONGEST, Fault, Typed
from app.mail.plain import one_line
from app.meetings.models import BOOKED, MeetingStatus
from app.reminders.memo import web_address
from app.reminders.points_in_words import Paragraph, PointSaid, in_words, paragraphs
from app.reminders.words import Words


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Last:
    """The reader's last answer."""

    said: str
    comment: tuple[Paragraph, ...]


@dataclass(frozen=True)
class PointView:
    """One point. `told`: None for one that the reader can no longer answer; `state` says why then.

    `faults`: by field, what is wrong with what was typed.
    """

    number: int
    heading: str
    told: PointSaid | None
    state: str | None
    last: Last | None
    choices: tuple[Choice, ...]
    each: bool
    typed: Typed
    faults: Mapping[str, str]

    @property
    def takeable(self) -> bool:
        return [choice.value for choice in self.choices] == [AnswerKind.took]


@dataclass(frozen=True)
class FaultView:
    href: str
    said: str


@dataclass(frozen=True)
class MeetingView:
    """`state`: None for a meeting that is to be as booked."""

    state: str | None
    facts: tuple[str, ...]
    online_url: str | None


@dataclass(frozen=True)
class SheetView:
    """`meeting`: None where there is none to say anything of. `latest`: the first day to wait until."""

    title: str
    group: str
    meeting: MeetingView | None
    points: tuple[PointView, ...]
    faults: tuple[FaultView, ...]
    first_day: str


def view(sheet: Sheet, form: Mapping[str, str], faults: list[Fault], language: str) -> SheetView:
    """The page with its form: empty at first, and as it was typed when something is wrong with it."""
    words = Words(language, sheet.day, "answer_page")
    points = tuple(_point(sheet, shown, form, faults, words) for shown in sheet.points)
    return SheetView(
        title=title(sheet, words),
        group=one_line(sheet.group.name),
        meeting=_meeting(sheet, words),
        points=points,
        faults=tuple(_fault(fault, points, words) for fault in faults),
        first_day=sheet.day.isoformat(),
    )


def title(sheet: Sheet, words: Words) -> str:
    if sheet.meeting is None or not sheet.ahead:
        return words.say("title")
    return words.say("title_meeting", day=words.day(sheet.meeting.held_on))


def _meeting(sheet: Sheet, words: Words) -> MeetingView | None:
    meeting, told = sheet.meeting, sheet.meeting_told
    if meeting is None or told is None:
        return None
    letter = Words(words.language, words.today)
    hours = words.hours(told.held_on, told.start_time, told.end_time)
    facts = [letter.say("time", time=hours)]
    if told.place:
        facts.append(letter.say("place", place=one_line(told.place)))
    as_booked = meeting.status == MeetingStatus.scheduled
    state = None if as_booked else words.say(f"meeting_{meeting.status.value}")
    url = web_address(told.online_url) if meeting.status in BOOKED else None
    return MeetingView(state, tuple(facts), url)


def _point(
    sheet: Sheet, shown: Shown, form: Mapping[str, str], faults: list[Fault], words: Words
) -> PointView:
    number, said = shown.point.number, typed.of(form, shown.point.number)
    told = _told(sheet, shown, words)
    return PointView(
        number=number,
        heading=f"{number}. {one_line(shown.point.task)}"
        if shown.seen
        else words.say("point", number=number),
        told=told,
        state=_state(shown, sheet, words),
        last=_last(shown.answer, sheet, words),
        choices=_choices(shown, said, words),
        each=shown.point.completion == Completion.each,
        typed=said,
        faults={
            fault.field or "": words.say(f"fault_{fault.code}", number=number, longest=LONGEST)
            for fault in faults
            if fault.number == number
        },
    )


def _told(sheet: Sheet, shown: Shown, words: Words) -> PointSaid | None:
    if shown.told is None:
        return None
    return in_words([shown.told], sheet.meeting_told, Words(words.language, words.today))[0]


def _state(shown: Shown, sheet: Sheet, words: Words) -> str | None:
    point = shown.point
    if point.closed_at is not None and shown.seen:
        key = "dropped" if point.status == PointStatus.dropped else "closed"
        key = "closed_by_you" if shown.state == State.answerable else key
        return words.say(key, day=words.day(_day(point.closed_at, sheet)))
    return words.say("gone") if shown.state == State.gone else None


def _choices(shown: Shown, said: Typed, words: Words) -> tuple[Choice, ...]:
    if shown.state == State.takeable:
        kinds: tuple[AnswerKind, ...] = (AnswerKind.took,)
    else:
        kinds = CHOICES if shown.state == State.answerable else ()
    each = shown.point.completion == Completion.each
    return tuple(Choice(kind, _choice(kind, words, each=each), said.answer == kind) for kind in kinds)


def _choice(kind: AnswerKind, words: Words, *, each: bool) -> str:
    return words.say("choice_done_each" if each and kind == AnswerKind.done else f"choice_{kind.value}")


def _last(answer: Answer | None, sheet: Sheet, words: Words) -> Last | None:
    if answer is None:
        return None
    day = words.day(_day(answer.created_at, sheet))
    said = words.say("last", answer=words.say(f"said_{answer.answer.value}"), day=day)
    return Last(said, tuple(paragraphs(answer.comment or "")))


def _day(moment: datetime, sheet: Sheet) -> date:
    return moment.astimezone(ZoneInfo(sheet.group.time_zone)).date()


def _fault(fault: Fault, points: tuple[PointView, ...], words: Words) -> FaultView:
    said = words.say(f"fault_{fault.code}", number=fault.number, longest=LONGEST)
    if fault.number is None:
        first = next((point for point in points if point.choices), None)
        return FaultView(f"#{_place(first)}" if first else "#top", said)
    point = next(each for each in points if each.number == fault.number)
    if fault.field in {"comment", "until"}:
        return FaultView(f"#{fault.field}-{fault.number}", said)
    return FaultView(f"#{_place(point)}", said)


def _place(point: PointView) -> str:
    """Where the choosing begins."""
    return f"answer-{point.number}-{point.choices[0].value}" if point.choices else f"punkt-{point.number}"
