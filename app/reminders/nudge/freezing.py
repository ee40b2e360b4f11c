"""At the moment of sending it is asked again: point open, still an owner, address good, not stopped."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlmodel import Session

from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting
from app.outbox.models import Delivery
from app.outbox.sending import Frozen
from app.persons.models import Person
from app.reminders import freezing, ledger
from app.reminders.asked_for import has_done_their_part
from app.reminders.composing import Part
from app.reminders.freezing import Checked
from app.reminders.models import Reminder
from app.reminders.nudge.about import meeting_of
from app.reminders.nudge.words import Asked, rendered
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Recipient, Standing, owing


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter, if it is still so for all it is to. Else None: superseded, and what is left planned anew."""
    rows = ledger.of_delivery(session, delivery.id)
    group = session.get_one(Group, rows[0].group_id)
    owes = replace(owing(session, group, now), unowned=[])  # a nudge is about its own point
    point = owes.points.get(ledger.points_of(session, rows[0].id)[0].point_id)
    meeting = meeting_of(session, group, point, now) if point else None
    checked = [_checked(group, owes, point, meeting, row) for row in rows]
    if any(each.reason for each in checked):
        freezing.make_anew(session, delivery, meeting, checked, now)
        return None
    say = partial(rendered, _asked(session, rows[0]))
    return freezing.letter(session, delivery, group, meeting, owes, checked, now, say)


def _checked(
    group: Group, owes: Owing, point: Owed | None, meeting: Meeting | None, row: Reminder
) -> Checked:
    standing = owes.standings.get(Recipient(row.recipient_kind, row.recipient_id))
    if reason := _of_point(group, owes, point) or _of_reader(standing, point):
        return Checked(row, None, reason)
    assert point is not None
    assert standing is not None
    return Checked(row, Part(standing, [point]), _of_letter(standing, meeting, row))


def _of_point(group: Group, owes: Owing, point: Owed | None) -> str | None:
    if group.reminders != Setting.on:
        return "reminders_off"
    if point is None:
        return "point_closed"
    return "point_rests" if point.rests_until is not None and point.rests_until > owes.day else None


def _of_reader(standing: Standing | None, point: Owed | None) -> str | None:
    if point is None or standing is None or point.id not in standing.shares:
        return "not_an_owner"
    if standing.unreachable or standing.address is None:
        return standing.unreachable or "no_address"
    return "answered" if has_done_their_part(standing, point) else None


def _of_letter(standing: Standing, meeting: Meeting | None, row: Reminder) -> str | None:
    """What is to be said otherwise, or elsewhere."""
    if row.meeting_id != (meeting.id if meeting else None):
        return "meeting_changed"
    if meeting and row.meeting_sequence not in {None, meeting.sequence}:
        return "meeting_changed"
    same = (row.address or "").casefold() == (standing.address or "").casefold()
    return None if same else "address_changed"


def _asked(session: Session, row: Reminder) -> Asked:
    by = session.get(Person, row.asked_by_id) if row.asked_by_id else None
    return Asked(by.name if by else None, row.line)
