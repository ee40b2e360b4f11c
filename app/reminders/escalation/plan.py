"""What a held meeting leaves carried along for long is told the chair, once, the next working day (domain 4)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, select

from app import clock, database
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting
from app.memberships import turned_to
from app.memberships.turned_to import CHAIRS, Holder
from app.outbox import service as outbox
from app.reading import NOW
from app.reminders.each import each
from app.reminders.escalation.waiting import ABOUT, WAITING, first_moment, is_time
from app.reminders.models import ClosedOccasion, Reminder, ReminderKind, ReminderPoint, ReminderState
from app.reminders.owing import Recipient
from app.worklist import points
from app.worklist.items import OF_GROUPS, Item

AT_A_TIME = 500  # in memory


@dataclass(frozen=True)
class Told:
    """One row of the ledger to be: with a delivery if `state` is planned."""

    recipient: Recipient
    address: str | None
    state: ReminderState
    reason: str | None = None

    @property
    def person_id(self) -> UUID | None:
        return self.recipient.id if self.recipient.kind == "person" else None


def plan_all(now: datetime) -> Counter[str]:
    """Each group in a transaction of its own; one that another worker is planning is left to it."""
    with database.snapshot() as session:
        rows = session.exec(WAITING.execution_options(yield_per=AT_A_TIME))
        waiting = [group.id for group, meeting in rows if is_time(group, meeting, now)]
    return each(waiting, lambda session, whose: (made.state.value for made in _plan(session, whose, now)))


def _plan(session: Session, group_id: UUID, now: datetime) -> list[Told]:
    """Nothing if another run has seen to it, or has it in hand, or reminders were off then."""
    locked = select(Group).where(Group.id == group_id).with_for_update(skip_locked=True)
    group = session.exec(locked).first()
    if group is None:
        return []
    row = session.exec(WAITING.where(Group.id == group.id)).first()
    if row is None or not is_time(group, row[1], now):
        return []
    meeting, day = row[1], clock.day_in(now, group.time_zone)
    missed = first_moment(group, meeting) < group.reminders_since
    items = [] if missed else carried(session, group, now)
    those = list(told(turned_to.of_group(session, CHAIRS, group.id, day), group)) if items else []
    for one in those:
        write(session, group, meeting, one, items, day, now)
    name = f"{ABOUT}{meeting.id}"
    session.merge(ClosedOccasion(about=name, occasion_on=day, group_id=group.id, closed_at=now))
    return those


def carried(session: Session, group: Group, now: datetime) -> list[Item]:
    """The group's open points carried `escalate_after` times, now."""
    return list(points.carried(session, {NOW.key: now, OF_GROUPS.key: [group.id]}))


def told(held: Iterable[Holder], group: Group) -> Iterator[Told]:
    """The chair, else the vice chair; each chair who cannot be told, and the group if nobody can, with why."""
    held = list(held)
    first = turned_to.first(held)
    passed_over = [holder for holder in held if holder.rank == 0 and holder not in first]
    state = ReminderState.planned if group.reminders == Setting.on else ReminderState.preview
    yield from (Told(person(holder), holder.address, state) for holder in first)
    yield from (_not_told(holder) for holder in passed_over)
    if not first and not passed_over:
        yield Told(Recipient("group", group.id), None, ReminderState.unreachable, turned_to.why_nobody(held))


def person(holder: Holder) -> Recipient:
    return Recipient("person", holder.person_id)


def _not_told(holder: Holder) -> Told:
    state = ReminderState.unreachable if holder.unreachable else ReminderState.stopped
    return Told(person(holder), holder.address, state, holder.unreachable)


def write(
    session: Session,
    group: Group,
    meeting: Meeting,
    one: Told,
    items: Iterable[Item],
    day: date,
    now: datetime,
) -> None:
    """The row of the ledger, with a delivery if it is to be sent, and the points it is about."""
    row = Reminder(
        kind=ReminderKind.escalation,
        created_at=now,
        group_id=group.id,
        meeting_id=meeting.id,
        meeting_sequence=meeting.sequence,
        occasion_on=day,
        recipient_kind=one.recipient.kind,
        recipient_id=one.recipient.id,
        person_id=one.person_id,
        address=one.address,
        reason=one.reason,
    )
    if one.state == ReminderState.planned:
        assert one.address is not None
        row.delivery_id = outbox.plan(session, one.address, now, group_id=group.id).id
    else:
        row.own_state = one.state
    session.add(row)
    session.flush()
    keep_points(session, row, items)


def keep_points(session: Session, row: Reminder, items: Iterable[Item]) -> None:
    """The points that the letter lists, in its order."""
    for position, item in enumerate(items):
        assert item.point is not None
        session.add(ReminderPoint(reminder_id=row.id, point_id=item.point.id, position=position))
    session.flush()
