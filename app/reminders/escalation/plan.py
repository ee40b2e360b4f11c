"""What a held meeting leaves carried along for long is told the chair, once, the next working day (domain 4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from app import clock, database
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting
from app.memberships import turned_to
from app.memberships.turned_to import CHAIRS, Holder
from app.reading import NOW
from app.reminders import behind_the_lock, rows
from app.reminders.each import several, what_is_there_left_alone
from app.reminders.escalation.told import Matter, Told, person, write
from app.reminders.escalation.waiting import ABOUT, WAITING, first_moment, is_time
from app.reminders.models import ClosedOccasion, ReminderState
from app.reminders.owing import Recipient
from app.worklist import points
from app.worklist.items import OF_GROUPS, Item

AT_A_TIME = 500  # in memory


@what_is_there_left_alone()
def plan_all(now: datetime) -> Counter[str]:
    """Several groups in a transaction; one that another worker is planning is left to it."""
    with database.snapshot() as session:
        waiting = session.exec(WAITING.execution_options(yield_per=AT_A_TIME))
        ids = [group.id for group, meeting in waiting if is_time(group, meeting, now)]
    return several(ids, lambda session, those: (made.state.value for made in _plan(session, those, now)))


def _plan(session: Session, group_ids: Sequence[UUID], now: datetime) -> list[Told]:
    """Nothing of a group that another run has seen to, or has in hand, or whose reminders were off then."""
    locked = behind_the_lock.lock(session, group_ids)
    waiting = session.exec(WAITING.where(col(Group.id).in_(locked))).all()
    those = [(group, meeting) for group, meeting in waiting if is_time(group, meeting, now)]
    made = list(_told(session, [each for each in those if not _missed(*each)], now))
    write(session, made, now)
    rows.put(session, ClosedOccasion, [_seen_to(group, meeting, now) for group, meeting in those])
    return made


def _missed(group: Group, meeting: Meeting) -> bool:
    return first_moment(group, meeting) < group.reminders_since


def _told(session: Session, those: Collection[tuple[Group, Meeting]], now: datetime) -> Iterator[Told]:
    items = carried(session, [group.id for group, _ in those], now)
    held = turned_to.of_groups(session, CHAIRS, now, list(items))
    for group, meeting in those:
        if group.id in items:
            matter = Matter(group, meeting, items[group.id], _today(group, now))
            yield from told(held.get(group.id, ()), matter)


def carried(session: Session, group_ids: Collection[UUID], now: datetime) -> dict[UUID, list[Item]]:
    """These groups' open points carried `escalate_after` times, now. Groups without any are not there."""
    found: dict[UUID, list[Item]] = {}
    for item in points.carried(session, {NOW.key: now, OF_GROUPS.key: list(group_ids)}):
        found.setdefault(item.group_id, []).append(item)
    return found


def told(held: Iterable[Holder], matter: Matter) -> Iterator[Told]:
    """The chair, else the vice chair; each chair who cannot be told, and the group if nobody can, with why."""
    held = list(held)
    first = turned_to.first(held)
    passed_over = [holder for holder in held if holder.rank == 0 and holder not in first]
    state = ReminderState.planned if matter.group.reminders == Setting.on else ReminderState.preview
    yield from (Told(matter, person(holder), holder.address, state) for holder in first)
    yield from (_not_told(matter, holder) for holder in passed_over)
    if not first and not passed_over:
        group, why = Recipient("group", matter.group.id), turned_to.why_nobody(held)
        yield Told(matter, group, None, ReminderState.unreachable, why)


def _not_told(matter: Matter, holder: Holder) -> Told:
    state = ReminderState.unreachable if holder.unreachable else ReminderState.stopped
    return Told(matter, person(holder), holder.address, state, holder.unreachable)


def _seen_to(group: Group, meeting: Meeting, now: datetime) -> dict[str, Any]:
    about, day = f"{ABOUT}{meeting.id}", _today(group, now)
    return {"about": about, "occasion_on": day, "group_id": group.id, "closed_at": now}


def _today(group: Group, now: datetime) -> date:
    return clock.day_in(now, group.time_zone)
