"""Who is told that a meeting is no longer as they were told (domain 4 "When plans change"). Idempotent."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import database
from app.clock import day_in
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.reminders import told
from app.reminders.change.changed import QUIET, changed
from app.reminders.change.heard import Heard, heard, seen_to
from app.reminders.change.writing import Planned, write
from app.reminders.each import each
from app.reminders.models import ReminderState
from app.reminders.owing import Recipient
from app.reminders.readers import Reader, readers


def plan_all(now: datetime) -> Counter[str]:
    """Each meeting in a transaction of its own; one whose group another worker has in hand is left to it."""
    with database.snapshot() as session:
        waiting = session.execute(changed(now)).scalars().all()
    return each(waiting, lambda session, whose: (made.state.value for made in plan(session, whose, now)))


def plan(session: Session, meeting_id: UUID, now: datetime) -> list[Planned]:
    """Writes what follows from a change of the meeting. Nothing while its group is locked by another."""
    group_id = session.get_one(Meeting, meeting_id).group_id
    locked = select(Group).where(col(Group.id) == group_id).with_for_update(skip_locked=True)
    group = session.execute(locked).scalar()
    if group is None:
        return []
    meeting = session.get_one(Meeting, meeting_id, populate_existing=True)
    if not _is_settled(group, meeting, now):
        return []
    known = heard(session, meeting)
    made = _worked_out(session, group, meeting, known, now)
    write(session, group, meeting, made, now)
    pending = seen_to(session, group, meeting)
    for who in known.keys() - pending:  # looked at: what was told is so still, or matters no more
        known[who].row.meeting_sequence = meeting.sequence
    session.flush()
    return made


def _worked_out(
    session: Session, group: Group, meeting: Meeting, known: Mapping[Recipient, Heard], now: datetime
) -> list[Planned]:
    """Those who are to be told, and those who cannot be."""
    present = told.of(meeting, link=True)
    done = seen_to(session, group, meeting)
    wrong = {who: one for who, one in known.items() if told.no_longer_so(one.told, present)}
    missing = {who: one for who, one in wrong.items() if who not in done and _matters(one, meeting)}
    written = {who: one.row.address for who, one in missing.items()}
    found = readers(session, group, written, day_in(now, group.time_zone)) if missing else {}
    return [_planned(group, meeting, reader, missing[who], now) for who, reader in found.items()]


def _is_settled(group: Group, meeting: Meeting, now: datetime) -> bool:
    """What has been held is not told of; nor what may still be changed back."""
    if group.reminders == Setting.off or meeting.status == MeetingStatus.held or meeting.changed_at is None:
        return False
    return meeting.changed_at <= now - QUIET


def _matters(known: Heard, meeting: Meeting) -> bool:
    """Not what was set right after both the beginning that was told and the present one."""
    return meeting.changed_at is not None and meeting.changed_at < _until(known, meeting)


def _until(known: Heard, meeting: Meeting) -> datetime:
    return max(known.told.begins_at, meeting.begins_at)


def _planned(group: Group, meeting: Meeting, reader: Reader, known: Heard, now: datetime) -> Planned:
    until = _until(known, meeting)
    if reader.unreachable == "stopped":
        return Planned(reader, ReminderState.stopped, None, until)
    if reader.unreachable:
        return Planned(reader, ReminderState.unreachable, reader.unreachable, until)
    if until <= now:
        return Planned(reader, ReminderState.too_late, None, until)
    shown = group.reminders == Setting.preview
    return Planned(reader, ReminderState.preview if shown else ReminderState.planned, None, until)
