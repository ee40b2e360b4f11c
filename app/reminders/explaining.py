"""Why somebody did, or did not, get a group's mail about a meeting: sentences for the operator, ids for names."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.groups.models import Group, Reminders
from app.meetings.models import BOOKED, Meeting
from app.outbox.models import Delivery, DeliveryAttempt
from app.reminders import ledger, occasions, targets
from app.reminders.asked_for import Scope, belongs, is_answered
from app.reminders.models import Reminder
from app.reminders.occasions import Occasion
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Recipient, owing


def explained(session: Session, person_id: UUID, meeting: Meeting, now: datetime) -> Iterator[str]:
    """What the ledger holds, then what the rules say at `now`. Only asks; what it locks is let go with the session."""
    group = session.get_one(Group, meeting.group_id)
    yield f"group {group.id}: reminders {group.reminders}, since {_at(group.reminders_since, group)}"
    yield from _of_meeting(meeting, group, now)
    yield from _of_ledger(session, person_id, meeting, group)
    owes = owing(session, group, now)
    yield from _of_occasions(session, meeting, group, owes, now)
    yield from _of_points(session, person_id, meeting, group, owes)


def _of_meeting(meeting: Meeting, group: Group, now: datetime) -> Iterator[str]:
    begun = "has begun" if meeting.begins_at <= now else f"begins {_at(meeting.begins_at, group)}"
    day = f"{meeting.held_on}, its day number {meeting.day_revision}"
    yield f"meeting {meeting.id}: {meeting.status}, {day}, {begun}"
    if group.reminders == Reminders.off:
        yield "no mail: the group's reminders are off"
    if meeting.status not in BOOKED:
        yield f"no more mail: a meeting that is {meeting.status} reminds nobody"


def _of_ledger(session: Session, person_id: UUID, meeting: Meeting, group: Group) -> Iterator[str]:
    rows = (
        select(Reminder, ledger.STATE.label("state"))
        .outerjoin(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        .where(Reminder.meeting_id == meeting.id, Reminder.person_id == person_id)
        .order_by(col(Reminder.created_at), col(Reminder.id))
    )
    found = session.execute(rows).all()
    if not found:
        yield "ledger: nothing about this meeting has been planned for this person"
    for reminder, state in found:
        why = f" ({reminder.reason})" if reminder.reason else ""
        day = f"for {reminder.told_on}, on {reminder.occasion_on}"
        yield f"ledger {reminder.id}: {reminder.kind} {day}, planned {_at(reminder.created_at, group)}: {state}{why}"
        if reminder.delivery_id:
            yield from _of_delivery(session, reminder.delivery_id, group)


def _of_delivery(session: Session, id: UUID, group: Group) -> Iterator[str]:
    delivery = session.get_one(Delivery, id)
    why = f" ({delivery.reason})" if delivery.reason else ""
    yield f"  delivery {id}: {delivery.state}{why}, Message-ID {delivery.message_id or 'not made yet'}"
    attempts = select(DeliveryAttempt).where(DeliveryAttempt.delivery_id == id)
    for attempt in session.exec(attempts.order_by(col(DeliveryAttempt.fence))):
        ended = attempt.outcome if attempt.ended_at else "no end: the worker was lost"
        yield f"  attempt {attempt.fence}, {_at(attempt.started_at, group)}: {ended} {attempt.reply or ''}".rstrip()


def _of_occasions(
    session: Session, meeting: Meeting, group: Group, owes: Owing, now: datetime
) -> Iterator[str]:
    about = next(
        (
            each
            for each in targets.abouts(session, [owes], now)[group.id]
            if each.meeting and each.meeting.id == meeting.id
        ),
        None,
    )
    if about is None:
        yield "occasions: none now, since it is not the group's next meeting (or is cancelled)"
        return
    schedule = targets.schedule_of(group)
    made = {each.day for each in occasions.made(about.target, schedule)}
    for each in occasions.occasions(about.target.day, schedule):
        yield f"occasion {each.day} at {_at(each.at, group)}: {_state_of(each.day, about.closed, made)}"
    for each in () if made else occasions.first_contact(about.target, schedule):
        yield f"first contact {each.day}: {_state_of_first(each, about.closed, group)}"
    coming = targets.upcoming(about, group, now)
    yield f"next mail: {coming.day}" if coming else "next mail: none"


def _state_of(day: date, closed: Collection[date], made: Collection[date]) -> str:
    if day in closed:
        return "closed, a run has seen to it"
    return "open" if day in made else "not made: it had passed when the meeting became known"


def _state_of_first(given: Occasion, closed: Collection[date], group: Group) -> str:
    if not given.fits:
        return "too late, the meeting begins before the next time that the group is reminded"
    if closed:
        return "closed, a run has seen to it" if given.day in closed else "not made: it had one before"
    return f"open, at {_at(given.at, group)}"


def _of_points(
    session: Session, person_id: UUID, meeting: Meeting, group: Group, owes: Owing
) -> Iterator[str]:
    standing = owes.standings.get(Recipient("person", person_id))
    if standing is None:
        yield "points: the person answers for none of the group's open points today"
        return
    yield f"person {person_id}: {standing.unreachable or 'can be written to'}"
    scope = Scope(meeting.held_on, group.remind_undated, {})
    told = ledger.told(session, [meeting], []).of(standing.recipient, meeting)
    for share in standing.shares.values():
        answered = is_answered(standing, share.point, scope, told, owes.day)
        yield f"point {share.point.number} ({share.point.id}): {_why(share.point, scope, owes, answered=answered)}"


def _why(point: Owed, scope: Scope, owes: Owing, *, answered: bool) -> str:
    if point.rests_until is not None and point.rests_until > owes.day:
        return f"rests until {point.rests_until}"
    if not belongs(point, scope, owes.day):
        return f"not in this mail: due {point.due_on}" if point.due_on else "not in this mail: it has no day"
    if answered:
        return "answered since the last mail"
    return f"in the mail: due {point.due_on or 'at no day'}"


def _at(instant: datetime, group: Group) -> str:
    return instant.astimezone(ZoneInfo(group.time_zone)).isoformat(timespec="minutes")
