"""A new link for one that has expired: to the address that the first went to, at most once an hour."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app.answers.models import AnswerLink
from app.answers.readers import Reader
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting
from app.meetings.next import next_id
from app.nouns import literal_id
from app.outbox import service as outbox
from app.outbox.models import Delivery
from app.outbox.sending import Frozen
from app.reading import NOW
from app.reminders import freezing, ledger
from app.reminders.composing import Part
from app.reminders.freezing import Checked
from app.reminders.models import Reminder, ReminderKind, ReminderPoint
from app.reminders.owing import Owing, Recipient, owing

REASON = "new_link"
PAUSE = timedelta(hours=1)
USEFUL = timedelta(days=1)


def ask(session: Session, link: AnswerLink, found: Iterable[Reader], now: datetime) -> None:
    """Plans a letter about what these owe the group now, if they owe it anything. The link is locked.

    Whoever asks is not told whether it did.
    """
    group = session.get_one(Group, link.group_id)
    if (link.renewed_at and now < link.renewed_at + PAUSE) or group.reminders != Setting.on:
        return
    link.renewed_at = now
    owes, address = owing(session, group, now), session.get_one(Delivery, link.delivery_id).address
    parts = [part for reader in found if (part := _part(owes, reader.recipient, address))]
    if parts:
        delivery = outbox.plan(session, address, now, now + USEFUL, group_id=group.id)
        meeting = _meeting(session, group, now)
        for part in parts:
            _keep(session, delivery, group, meeting, part, owes, now)


def _part(owes: Owing, recipient: Recipient, address: str) -> Part | None:
    """What this recipient owes now; None for nothing, or when no mail may go there."""
    standing = owes.standings.get(recipient)
    if standing is None or standing.unreachable or (standing.address or "").casefold() != address.casefold():
        return None
    points = [share.point for share in standing.shares.values()]
    awake = [point for point in points if point.rests_until is None or point.rests_until <= owes.day]
    return Part(standing, awake) if awake else None


def _meeting(session: Session, group: Group, now: datetime) -> Meeting | None:
    upcoming = select(Meeting).where(col(Meeting.id) == next_id(literal_id(group.id)))
    return session.execute(upcoming, {NOW.key: now}).scalar()


def _keep(
    session: Session, delivery: Delivery, group: Group, meeting: Meeting | None, part: Part, owes: Owing,
    now: datetime,
) -> None:  # fmt: skip
    row = Reminder(
        created_at=now,
        kind=ReminderKind.nudge,
        reason=REASON,
        group_id=group.id,
        meeting_id=meeting.id if meeting else None,
        occasion_on=owes.day,
        recipient_kind=part.standing.recipient.kind,
        recipient_id=part.standing.recipient.id,
        person_id=part.standing.person_id,
        address=part.standing.address,
        delivery_id=delivery.id,
    )
    session.add(row)
    session.flush()
    for position, point in enumerate(part.points):
        session.add(ReminderPoint(reminder_id=row.id, point_id=point.id, position=position))
    session.flush()


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter with what is owed when it is sent. Else None: superseded, and whoever wants it asks again."""
    rows = ledger.of_delivery(session, delivery.id)
    group = session.get_one(Group, rows[0].group_id)
    owes, meeting = owing(session, group, now), _meeting(session, group, now)
    parts = [_part(owes, Recipient(row.recipient_kind, row.recipient_id), delivery.address) for row in rows]
    same = (meeting.id if meeting else None) == rows[0].meeting_id
    if same and group.reminders == Setting.on and all(parts):
        checked = [Checked(row, part, None) for row, part in zip(rows, parts, strict=True)]
        return freezing.letter(session, delivery, group, meeting, owes, checked, now)
    outbox.supersede(session, delivery, "no_longer_so", now)
    for row in rows:
        row.superseded = True
    session.flush()
    return None
