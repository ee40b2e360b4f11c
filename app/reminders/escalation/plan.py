"""What a held meeting leaves carried along for long is told the chair, once, the next working day (domain 4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from typing import Any, NamedTuple
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
from app.reminders.each import several
from app.reminders.entries import points_of
from app.reminders.escalation.told import Matter, Told, person, write
from app.reminders.escalation.waiting import ABOUT, WAITING, first_moment, is_time
from app.reminders.models import ClosedOccasion, ReminderState
from app.reminders.owing import Recipient
from app.worklist import points
from app.worklist.items import OF_GROUPS, Item

AT_A_TIME = 500  # in memory


class Foreseen(NamedTuple):
    """What a run does about held meetings, before any of it is written: those seen to, and what is told of them."""

    meetings: list[tuple[Group, Meeting]]
    told: list[Told]

    def of(self, group_ids: Set[UUID]) -> "Foreseen":
        """The part of it that is about these groups."""
        return Foreseen(
            [(group, meeting) for group, meeting in self.meetings if group.id in group_ids],
            [one for one in self.told if one.matter.group.id in group_ids],
        )


def plan_all(now: datetime) -> Counter[str]:
    """Several groups in a transaction; one that another worker is planning is left to it."""
    with database.snapshot() as session:
        waiting = session.exec(WAITING.execution_options(yield_per=AT_A_TIME))
        ids = [group.id for group, meeting in waiting if is_time(group, meeting, now)]
    return several(ids, lambda session, those: (made.state.value for made in _planned(session, those, now)))


def _planned(session: Session, group_ids: Sequence[UUID], now: datetime) -> list[Told]:
    """Nothing of a group that another run has seen to, or has in hand, or whose reminders were off then."""
    return behind_the_lock.planned(
        session,
        group_ids,
        lambda ids: foreseen(session, ids, now),
        lambda that: _write_down(session, that, now),
    )


def foreseen(session: Session, group_ids: Collection[UUID], now: datetime) -> Foreseen:
    """What is to be done about the last held meetings of these groups."""
    waiting = session.exec(WAITING.where(col(Group.id).in_(group_ids))).all()
    those = [(group, meeting) for group, meeting in waiting if is_time(group, meeting, now)]
    return Foreseen(those, list(_told(session, [each for each in those if not _missed(*each)], now)))


def _write_down(session: Session, that: Foreseen, now: datetime) -> list[Told]:
    write(session, that.told, now)
    rows.put(session, ClosedOccasion, [_seen_to(group, meeting, now) for group, meeting in that.meetings])
    return that.told


def _missed(group: Group, meeting: Meeting) -> bool:
    return first_moment(group, meeting) < group.reminders_since


def _told(session: Session, those: Collection[tuple[Group, Meeting]], now: datetime) -> Iterator[Told]:
    along = _carried(session, [group.id for group, _ in those], now)
    held = turned_to.of_groups(session, CHAIRS, now, list(along))
    for group, meeting in those:
        if group.id in along:
            matter = Matter(group, meeting, points_of(along[group.id]), _today(group, now))
            yield from told(held.get(group.id, ()), matter)


def _carried(session: Session, group_ids: Collection[UUID], now: datetime) -> dict[UUID, list[Item]]:
    """These groups' open points carried `escalate_after` times, now. Groups without any are not there."""
    found: dict[UUID, list[Item]] = {}
    params = {NOW.key: now, OF_GROUPS.key: list(group_ids)}
    for item in points.carried(session, params, with_owners=False):
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
