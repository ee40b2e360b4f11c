"""Whom a letter was to, as far as it is still theirs: asked whenever its links are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.action_points.completion import Answerer
from app.answers.models import AnswerLink
from app.groups.models import Group
from app.outbox.models import Delivery
from app.reminders import ledger
from app.reminders import readers as reached
from app.reminders.models import Reminder
from app.reminders.owing import Recipient


@dataclass(frozen=True)
class Reader:
    """Somebody the letter was to. `position`: their place among them, from 1, by which the page names them."""

    position: int
    recipient: Recipient
    name: str
    language: str
    row: Reminder

    @property
    def person_id(self) -> UUID | None:
        return self.recipient.id if self.recipient.kind == "person" else None

    @property
    def organization_id(self) -> UUID | None:
        return self.recipient.id if self.recipient.kind == "organization" else None

    @property
    def answerer(self) -> Answerer:
        return self.recipient.kind, self.recipient.id


def readers(session: Session, link: AnswerLink, now: datetime) -> list[Reader]:
    """Those who are active and read the mailbox that the letter went to; nobody when it has become another's."""
    delivery, group = session.get_one(Delivery, link.delivery_id), session.get_one(Group, link.group_id)
    rows = {
        Recipient(row.recipient_kind, row.recipient_id): row
        for row in ledger.of_delivery(session, delivery.id)
    }
    written = dict.fromkeys(rows, delivery.address)
    known = reached.readers(session, group, written, clock.day_in(now, group.time_zone))
    return [
        Reader(position, who, known[who].name, known[who].language, row)
        for position, (who, row) in enumerate(rows.items(), 1)
        if who in known and known[who].reads(delivery.address)
    ]


def chosen(found: Sequence[Reader], position: str) -> Reader | None:
    """The one the page speaks with: the only one, or the one who was chosen."""
    if len(found) == 1:
        return found[0]
    return next((reader for reader in found if str(reader.position) == position), None)


def points_of(session: Session, reader: Reader) -> list[UUID]:
    """Ids of the points that the letter listed for this reader."""
    return [row.point_id for row in ledger.points_of(session, reader.row.id)]
