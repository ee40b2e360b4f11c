"""Who is to be told what: occasions -> the ledger and its deliveries. Idempotent: any number of runs, in any places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel

from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.outbox import service as outbox
from app.outbox.models import Delivery
from app.reminders import ledger, targets
from app.reminders.asked_for import Scope, Told, belongs, is_answered
from app.reminders.models import Reminder, ReminderPoint, ReminderState
from app.reminders.occasions import Occasion
from app.reminders.owing import Owed, Owing, Recipient, Standing, owing
from app.reminders.targets import Decided


@dataclass(frozen=True)
class Occurrence:
    """The one digest of a group and day: its meeting's occasion, taking in the days of points' own."""

    group: Group
    meeting: Meeting | None
    occasion: Occasion
    scope: Scope
    too_late: bool = False
    first_contact: bool = False

    @property
    def proposed(self) -> bool:
        """Not the last occasion of a preliminary meeting: its digests wait for it to be confirmed (domain 4)."""
        if self.meeting is None or self.meeting.status != MeetingStatus.proposed:
            return False
        return self.occasion.offset != min(self.group.remind_days_before)


@dataclass
class Planned:
    """One row of the ledger to be: with a delivery if `state` is planned."""

    occurrence: Occurrence
    recipient: Recipient
    person_id: UUID | None
    address: str | None
    state: ReminderState
    reason: str | None = None
    points: list[Owed] = field(default_factory=list)
    meeting: Meeting | None = None


def plan(session: Session, group: Group, now: datetime) -> list[Planned]:
    """Sees to the occasions of a group that are due at `now`, and writes what follows. The group is locked."""
    owes = owing(session, group, now)
    decided = targets.decide(session, group, owes, now)
    made = worked_out(session, group, owes, decided)
    targets.close(session, group, owes, decided, now)
    write(session, made, now)
    return made


def worked_out(session: Session, group: Group, owes: Owing, decided: Iterable[Decided]) -> list[Planned]:
    """What the ledger will hold after these decisions; nothing is written."""
    made = [
        planned
        for occurrence in occurrences(group, list(decided))
        for planned in _of_occurrence(session, occurrence, owes)
    ]
    return [_as_preview(planned) for planned in made] if group.reminders == Setting.preview else made


def _as_preview(planned: Planned) -> Planned:
    if planned.state == ReminderState.planned:
        planned.state = ReminderState.preview
    return planned


def occurrences(group: Group, decided: list[Decided]) -> Iterator[Occurrence]:
    """The digests of these decisions, and the occasions that came too late."""
    sent = [each for each in decided if each.decision.send]
    meeting = next((each for each in sent if each.about.meeting), None)
    own = {each.about.point.id: each.about.target.day for each in sent if each.about.point}
    if meeting or own:
        first = meeting or max(sent, key=_day)
        yield _occurrence(group, first, own)
    for each in decided:
        if each.decision.too_late:
            yield _missed(group, each)


def _day(decided: Decided) -> date:
    assert decided.decision.send is not None
    return decided.decision.send.day


def _occurrence(group: Group, decided: Decided, own: dict[UUID, date]) -> Occurrence:
    assert decided.decision.send is not None
    meeting = decided.about.meeting
    scope = Scope(meeting.held_on if meeting else None, group.remind_undated, own)
    return Occurrence(
        group, meeting, decided.decision.send, scope, first_contact=decided.decision.first_contact
    )


def _missed(group: Group, decided: Decided) -> Occurrence:
    meeting, point = decided.about.meeting, decided.about.point
    own = {point.id: decided.about.target.day} if point else {}
    scope = Scope(meeting.held_on if meeting else None, group.remind_undated, own)
    return Occurrence(group, meeting, decided.decision.too_late[-1], scope, too_late=True)


def _of_occurrence(session: Session, occurrence: Occurrence, owes: Owing) -> Iterator[Planned]:
    told = ledger.told(session, occurrence.group.id, occurrence.meeting)
    knowing = ledger.knowing(session, occurrence.meeting) if occurrence.first_contact else set()
    for standing in owes.standings.values():
        aside = occurrence.proposed or standing.recipient in knowing
        last = told.get(standing.recipient, ledger.NEVER)
        yield from _of_recipient(occurrence, standing, last, owes.day, meeting_aside=aside)
    for recipient, why, points in _nobody(occurrence, owes):
        yield Planned(
            occurrence, recipient, None, None, ReminderState.unreachable, why, points, occurrence.meeting
        )


def _of_recipient(
    occurrence: Occurrence, standing: Standing, told: Told, day: date, *, meeting_aside: bool
) -> Iterator[Planned]:
    """One row, if anything here is theirs. With the meeting set aside, only days of points' own are worth a mail."""
    shared = [share.point for share in standing.shares.values()]
    theirs = [point for point in shared if belongs(point, occurrence.scope, day)]
    left = [point for point in theirs if not is_answered(standing, point, occurrence.scope, told, day)]
    own = [point for point in left if point.id in occurrence.scope.own]
    if not theirs or (meeting_aside and not own and not occurrence.proposed):
        return
    state, reason = _state(occurrence, standing, left, own)
    points = own if meeting_aside and own else left or theirs
    about = None if meeting_aside and own else occurrence.meeting
    who = standing.recipient, standing.person_id, standing.address
    yield Planned(occurrence, *who, state, reason, points, about)


def _state(
    occurrence: Occurrence, standing: Standing, left: list[Owed], own: list[Owed]
) -> tuple[ReminderState, str | None]:
    if not left:
        return ReminderState.answered, None
    if standing.unreachable == "stopped":
        return ReminderState.stopped, None
    if standing.unreachable:
        return ReminderState.unreachable, standing.unreachable
    if occurrence.too_late:
        return ReminderState.too_late, None
    if occurrence.proposed and not own:
        return ReminderState.meeting_proposed, None
    return ReminderState.planned, None


def _nobody(occurrence: Occurrence, owes: Owing) -> Iterator[tuple[Recipient, str, list[Owed]]]:
    """Owners who are nobody to write to, with why."""
    for recipient, why, point in owes.nobody:
        if belongs(point, occurrence.scope, owes.day):
            yield recipient, why, [point]


def write(session: Session, made: Iterable[Planned], now: datetime) -> None:
    """The rows of the ledger; one delivery per address for those to send. A row that is there already is left alone."""
    new = ledger.not_there(session, list(made))
    letters = _letters(new, now)
    _add(session, letters.values())
    rows = [_row(planned, letters.get(_letter_of(planned)), now) for planned in new]
    _add(session, rows)
    _add(session, [point for planned, row in zip(new, rows, strict=True) for point in _points(planned, row)])


def _add(session: Session, rows: Iterable[SQLModel]) -> None:
    """What the next ones refer to has to be there."""
    session.add_all(rows)
    session.flush()


def _letters(made: Iterable[Planned], now: datetime) -> dict[Any, Delivery]:
    letters: dict[Any, Delivery] = {}
    for planned in made:
        if (key := _letter_of(planned)) and key not in letters:
            letters[key] = _delivery(planned, now)
    return letters


def _letter_of(planned: Planned) -> tuple[str, UUID | None] | None:
    """What one letter goes by: address and meeting. None: nothing is sent."""
    if planned.state != ReminderState.planned or not planned.address:
        return None
    return planned.address.casefold(), planned.meeting.id if planned.meeting else None


def _delivery(planned: Planned, now: datetime) -> Delivery:
    assert planned.address is not None
    useful_until = planned.meeting.begins_at if planned.meeting else None
    group_id = planned.occurrence.group.id
    return outbox.to_come(planned.address, now, useful_until, group_id=group_id)


def _row(planned: Planned, letter: Delivery | None, now: datetime) -> Reminder:
    occurrence, meeting = planned.occurrence, planned.meeting
    return Reminder(
        created_at=now,
        group_id=occurrence.group.id,
        meeting_id=meeting.id if meeting else None,
        meeting_revision=meeting.day_revision if meeting else None,
        meeting_sequence=meeting.sequence if meeting else None,
        told_on=meeting.held_on if meeting else None,
        smallest_offset=occurrence.occasion.offset,
        occasion_on=occurrence.occasion.day,
        recipient_kind=planned.recipient.kind,
        recipient_id=planned.recipient.id,
        person_id=planned.person_id,
        address=planned.address,
        own_state=None if letter else planned.state,
        reason=planned.reason,
        delivery_id=letter.id if letter else None,
    )


def _points(planned: Planned, row: Reminder) -> Iterator[ReminderPoint]:
    own = planned.occurrence.scope.own
    for position, point in enumerate(planned.points):
        yield ReminderPoint(
            reminder_id=row.id, point_id=point.id, position=position, own_due_on=own.get(point.id)
        )
