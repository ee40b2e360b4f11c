"""What is due and has not left, per group and kind: for an operator, who sees no names and no addresses."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.groups.models import Group
from app.outbox.claiming import waiting as due
from app.outbox.models import Delivery
from app.reminders.models import Reminder, ReminderKind


@dataclass(frozen=True)
class Waiting:
    """`group`: its name; None for mails about several."""

    group: str | None
    kind: ReminderKind
    number: int


def waiting(session: Session, now: datetime) -> list[Waiting]:
    number = func.count(col(Delivery.id).distinct())
    statement = (
        select(col(Group.name), col(Reminder.kind), number)
        .select_from(Delivery)
        .join(Reminder, col(Reminder.delivery_id) == col(Delivery.id))
        .outerjoin(Group, col(Group.id) == col(Reminder.group_id))
        .where(due(now))
        .group_by(col(Group.id), col(Group.name), col(Reminder.kind))
        .order_by(number.desc(), col(Group.name), col(Reminder.kind))
    )
    return [Waiting(*row) for row in session.execute(statement)]
