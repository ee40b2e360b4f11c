"""Who is to be told what: occasions -> the ledger and its deliveries. Idempotent: any number of runs, in any places."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.outbox import service as outbox
from app.outbox.models import Delivery
from app.reminders import ledger, rows, targets
from app.reminders.asked_for import Scope, belongs, is_answered
from app.reminders.models import Reminder, ReminderPoint, ReminderState
from app.reminders.occasions import Occasion
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Recipient, Standing, owing_of
from app.reminders.targets import Decided, Decisions
from app.tables import Id

Letters = dict[tuple[UUID, str, UUID | None], dict[str, Any]]  # by group, address and meeting
GROUPS = bindparam("groups", type_=Id(), expanding=True)
WORKED_OUT = (
    select(Group)
    .where(col(Group.id).in_(GROUPS), col(Group.reminders) != Setting.off)
    .order_by(col(Group.id))
)


@dataclass(frozen=True)
class Occurrence:
    """The one digest of a group and day: its meeting's occasion, taking in the days of points' own."""

    group: Group
    meeting: Meeting | None
    occasion: Occasion
    scope: Scope
    too_late: bool = False
    first_contact: bool = False

    @cached_property
    def proposed(self) -> bool:
        """Not the last occasion of a preliminary meeting: its digests wait for it to be confirmed (domain 4)."""
        if self.meeting is None or self.meeting.status != MeetingStatus.proposed:
            return False
        return self.occasion.offset != min(self.group.remind_days_before)

    @cached_property
    def about_its_meeting(self) -> dict[str, Any]:
        """What all its rows of the ledger say, but for those about own days alone."""
        meeting = self.meeting
        return {
            "group_id": self.group.id,
            "meeting_id": meeting.id if meeting else None,
            "meeting_revision": meeting.day_revision if meeting else None,
            "meeting_sequence": meeting.sequence if meeting else None,
            "told_on": meeting.held_on if meeting else None,
            "smallest_offset": self.occasion.offset,
            "occasion_on": self.occasion.day,
        }

    @cached_property
    def apart_from_it(self) -> dict[str, Any]:
        return replace(self, meeting=None).about_its_meeting


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


class Foreseen(NamedTuple):
    """What a run does about some groups, before any of it is written."""

    decided: list[Decisions]
    made: list[Planned]

    def of(self, group_ids: Set[UUID]) -> "Foreseen":
        """The part of it that is about these."""
        return Foreseen(
            [each for each in self.decided if each.owes.group.id in group_ids],
            [planned for planned in self.made if planned.occurrence.group.id in group_ids],
        )


def groups(session: Session, ids: Collection[UUID]) -> Sequence[Group]:
    """Those of them whose reminders are not off."""
    return session.execute(WORKED_OUT, {GROUPS.key: list(ids)}).scalars().all()


def plan(session: Session, groups: Collection[Group], now: datetime) -> list[Planned]:
    """Sees to the occasions of groups that are due at `now`, and writes what follows. The groups are locked."""
    return write_down(session, foreseen(session, groups, now), now)


def foreseen(session: Session, groups: Collection[Group], now: datetime) -> Foreseen:
    """What is to be done about the occasions of groups that are due at `now`."""
    decided = targets.decide(session, owing_of(session, groups, now), now)
    return Foreseen(decided, worked_out(session, decided))


def write_down(session: Session, that: Foreseen, now: datetime) -> list[Planned]:
    """Does it: the occasions are closed, and the ledger has what is not there yet. The groups are locked."""
    targets.close(session, that.decided, now)
    write(session, that.made, now)
    return that.made


def worked_out(session: Session, decided: Iterable[Decisions]) -> list[Planned]:
    """What the ledger will hold after these decisions; nothing is written."""
    those = [
        (occurrence, each.owes)
        for each in decided
        for occurrence in occurrences(each.owes.group, each.decided)
    ]
    told = _told(session, [occurrence for occurrence, _ in those])
    made = [planned for occurrence, owes in those for planned in _of_occurrence(occurrence, owes, *told)]
    return [_as_preview(planned) for planned in made]


def _told(session: Session, those: Sequence[Occurrence]) -> tuple[ledger.Before, set[tuple[UUID, Recipient]]]:
    """What accepted mails have told before, and whom of a day that is given a first contact."""
    meetings = [each.meeting for each in those if each.meeting]
    first = [each.meeting for each in those if each.meeting and each.first_contact]
    own = {point_id for each in those for point_id in each.scope.own}
    return ledger.told(session, meetings, own), ledger.knowing(session, first)


def _as_preview(planned: Planned) -> Planned:
    is_preview = planned.occurrence.group.reminders == Setting.preview
    if is_preview and planned.state == ReminderState.planned:
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
    first = decided.decision.first_contact
    return Occurrence(
        group, meeting, decided.decision.too_late[-1], scope, too_late=True, first_contact=first
    )


def _of_occurrence(
    occurrence: Occurrence, owes: Owing, before: ledger.Before, knowing: Set[tuple[UUID, Recipient]]
) -> Iterator[Planned]:
    for standing in owes.standings.values():
        aside = occurrence.proposed or _knows(standing.recipient, occurrence, knowing)
        yield from _of_recipient(occurrence, standing, before, owes.day, meeting_aside=aside)
    for recipient, why, points in _nobody(occurrence, owes):
        yield Planned(
            occurrence, recipient, None, None, ReminderState.unreachable, why, points, occurrence.meeting
        )


def _knows(who: Recipient, first: Occurrence, knowing: Set[tuple[UUID, Recipient]]) -> bool:
    """Whether a first contact would tell this recipient the day that they have been told."""
    return first.first_contact and first.meeting is not None and (first.meeting.id, who) in knowing


def _of_recipient(
    occurrence: Occurrence, standing: Standing, before: ledger.Before, day: date, *, meeting_aside: bool
) -> Iterator[Planned]:
    """One row, if anything here is theirs. With the meeting set aside, only days of points' own are worth a mail."""
    scope = occurrence.scope
    theirs = [share.point for share in standing.shares.values() if belongs(share.point, scope, day)]
    left = _left(theirs, occurrence, standing, before, day)
    own = [point for point in left if point.id in scope.own]
    if not theirs or (meeting_aside and not own and not occurrence.proposed):
        return
    state, reason = _state(occurrence, standing, left, own)
    points = own if meeting_aside and own else left or theirs
    about = None if meeting_aside and own else occurrence.meeting
    who = standing.recipient, standing.person_id, standing.address
    yield Planned(occurrence, *who, state, reason, points, about)


def _left(
    theirs: list[Owed], occurrence: Occurrence, standing: Standing, before: ledger.Before, day: date
) -> list[Owed]:
    """Those of a recipient's points of which there is still something to say."""
    if not standing.answers:
        return theirs
    told = before.of(standing.recipient, occurrence.meeting)
    return [point for point in theirs if not is_answered(standing, point, occurrence.scope, told, day)]


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
    new, letters = ledger.not_there(session, list(made)), Letters()
    reminders = [_row(planned, _delivery(planned, letters, now), now) for planned in new]
    rows.add(session, Delivery, list(letters.values()))
    rows.add(session, Reminder, reminders)
    points = [_points(planned, row["id"]) for planned, row in zip(new, reminders, strict=True)]
    rows.add(session, ReminderPoint, [point for each in points for point in each])


def _delivery(planned: Planned, letters: Letters, now: datetime) -> Mapping[str, Any] | None:
    """The row of its letter, which the first recipient of that letter makes; None: nothing is sent."""
    if planned.state != ReminderState.planned or not planned.address:
        return None
    group_id, meeting = planned.occurrence.group.id, planned.meeting
    letter = group_id, planned.address.casefold(), meeting.id if meeting else None
    if letter not in letters:
        useful_until = meeting.begins_at if meeting else None
        letters[letter] = outbox.to_come(planned.address, now, useful_until, group_id=group_id)
    return letters[letter]


def _row(planned: Planned, letter: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "created_at": now,
        **(planned.occurrence.about_its_meeting if planned.meeting else planned.occurrence.apart_from_it),
        "recipient_kind": planned.recipient.kind,
        "recipient_id": planned.recipient.id,
        "person_id": planned.person_id,
        "address": planned.address,
        "own_state": None if letter else planned.state,
        "reason": planned.reason,
        "delivery_id": letter["id"] if letter else None,
    }


def _points(planned: Planned, reminder_id: UUID) -> Iterator[dict[str, Any]]:
    own = planned.occurrence.scope.own
    for position, point in enumerate(planned.points):
        yield {
            "reminder_id": reminder_id,
            "point_id": point.id,
            "position": position,
            "own_due_on": own.get(point.id),
        }
