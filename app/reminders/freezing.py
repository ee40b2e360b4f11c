"""At the moment of sending it is asked again (domain 4): what is still so is frozen, else it is made anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.answers.carried import carried
from app.clock import day_in
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import BOOKED, Meeting
from app.outbox import service as outbox
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from app.reminders import addressed, calendar_part, ledger, told
from app.reminders.addressed import Addressee
from app.reminders.asked_for import Scope, belongs, is_answered
from app.reminders.composing import Part, digest, offered
from app.reminders.digest import Digest
from app.reminders.letter import Rendered, rendered
from app.reminders.models import Reminder, ReminderPoint
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Recipient, owing

# What a row that takes another's place does not take over from it.
ITS_OWN = {
    "id",
    "created_at",
    "superseded",
    "reason",
    "delivery_id",
    "address",
    "own_state",
    "told",
}


@dataclass(frozen=True)
class Checked:
    """What is left of a ledger row: its part of the letter (None: nothing), and why anything is not."""

    reminder: Reminder
    part: Part | None
    reason: str | None


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter, if all that was planned is still so. Else None: superseded, and what is left planned anew."""
    rows = ledger.of_delivery(session, delivery.id)
    group = session.get_one(Group, rows[0].group_id)
    meeting = session.get(Meeting, rows[0].meeting_id) if rows[0].meeting_id else None
    owes = owing(session, group, now)
    reason = _of_all(group, meeting, rows[0])
    checked = [
        Checked(row, None, reason) if reason else _checked(session, group, meeting, owes, row) for row in rows
    ]
    if all(each.reason is None and each.part for each in checked):
        return letter(session, delivery, group, meeting, owes, checked, now)
    make_anew(session, delivery, meeting, checked, now)
    return None


def _of_all(group: Group, meeting: Meeting | None, row: Reminder) -> str | None:
    """What is no longer so for everybody."""
    if group.reminders != Setting.on:
        return "reminders_off"
    if meeting is None:
        return None
    if meeting.status not in BOOKED:
        return f"meeting_{meeting.status.value}"
    return None if meeting.day_revision == row.meeting_revision else "meeting_moved"


def _checked(session: Session, group: Group, meeting: Meeting | None, owes: Owing, row: Reminder) -> Checked:
    standing = owes.standings.get(Recipient(row.recipient_kind, row.recipient_id))
    if standing is None:
        return Checked(row, None, "not_an_owner")
    if standing.unreachable or standing.address is None:
        return Checked(row, None, standing.unreachable or "no_address")
    rows = ledger.points_of(session, row.id)
    scope = _scope(group, meeting, rows)
    before = ledger.told(session, [meeting] if meeting else [], scope.own)
    last = before.of(standing.recipient, meeting)
    owned = [standing.shares[point.point_id].point for point in rows if point.point_id in standing.shares]
    left = [
        point
        for point in owned
        if belongs(point, scope, owes.day) and not is_answered(standing, point, scope, last, owes.day)
    ]
    return Checked(
        row, Part(standing, left) if left else None, _why(row, meeting, standing.address, rows, left)
    )


def _scope(group: Group, meeting: Meeting | None, rows: list[ReminderPoint]) -> Scope:
    own = {row.point_id: row.own_due_on for row in rows if row.own_due_on is not None}
    return Scope(meeting.held_on if meeting else None, group.remind_undated, own)


def _why(
    row: Reminder, meeting: Meeting | None, address: str, rows: list[ReminderPoint], left: list[Owed]
) -> str | None:
    if len(left) < len(rows):
        return "points_changed" if left else "nothing_left"
    if row.address is None or address.casefold() != row.address.casefold():
        return "address_changed"
    moved = meeting is not None and meeting.sequence != row.meeting_sequence
    return "meeting_changed" if moved else None


def make_anew(
    session: Session, delivery: Delivery, meeting: Meeting | None, checked: list[Checked], now: datetime
) -> None:
    """Ends a letter that is no longer true, and plans what is left of it: not of one that may have arrived."""
    reasons = [each.reason for each in checked if each.reason]
    outbox.supersede(session, delivery, reasons[0], now)
    if delivery.state != DeliveryState.superseded:
        return
    for each in checked:
        each.reminder.superseded, each.reminder.reason = True, each.reason or "made_anew"
    session.flush()
    letters: dict[str, Delivery] = {}
    for each in checked:
        address = each.part and each.part.standing.address
        if each.part and address:
            letter = letters.get(address.casefold()) or outbox.plan(
                session,
                address,
                now,
                meeting.begins_at if meeting else None,
                group_id=checked[0].reminder.group_id,
            )
            letters[address.casefold()] = letter
            _again(session, each, letter, meeting, now)
    session.flush()


def _again(
    session: Session, checked: Checked, letter: Delivery, meeting: Meeting | None, now: datetime
) -> None:
    """The same row of the ledger once more, with what is left of it."""
    assert checked.part is not None
    left = {point.id for point in checked.part.points}
    old = checked.reminder
    kept = old.model_dump(exclude=ITS_OWN)
    kept |= {
        "meeting_id": meeting.id if meeting else None,
        "meeting_sequence": meeting.sequence if meeting else None,
        "address": letter.address,
    }
    new = Reminder(**kept, created_at=now, delivery_id=letter.id)
    session.add(new)
    session.flush()
    for row in ledger.points_of(session, old.id):
        if row.point_id in left:
            session.add(ReminderPoint(**row.model_dump(exclude={"reminder_id"}), reminder_id=new.id))


def letter(
    session: Session, delivery: Delivery, group: Group, meeting: Meeting | None, owes: Owing, checked: list[Checked],
    now: datetime, say: Callable[[Digest], Rendered] = rendered,
) -> Frozen:  # fmt: skip
    """The finished letter about points; the ledger keeps what it tells of the meeting."""
    if delivery.message is not None and delivery.message_id is not None:
        return Frozen(delivery.message, delivery.message_id)
    parts, day = [each.part for each in checked if each.part], day_in(now, group.time_zone)
    links = carried(
        session,
        delivery,
        group.id,
        meeting,
        now,
        offered=[point.id for point in offered(session, group, owes, parts, day)],
        to_persons=any(part.standing.person_id for part in parts),
    )
    about = digest(session, group, meeting, owes, parts, links.links, day)
    said = say(about)
    if meeting and about.meeting:
        expected = about.meeting.expected
        told.keep([each.reminder for each in checked], delivery, meeting, link=expected)
        calendar = calendar_part.of_meeting(meeting, group, about.language, now) if expected else None
        said = replace(said, calendar=calendar)
    recipients = [part.standing.recipient for part in parts]
    to = Addressee(parts[0].standing.name if len(parts) == 1 else "", parts[0].standing.language)
    first = ledger.thread(
        session,
        group.id,
        recipients,
        meeting_id=meeting.id if meeting else None,
        points=[point.id for part in parts for point in part.points],
    )
    return addressed.of_group(session, delivery, group, said, now, to, first=first, extra=links.fields)
