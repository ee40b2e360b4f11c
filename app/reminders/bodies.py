"""What goes in and out of the API about reminders."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from app.reminders.models import ReminderKind, ReminderState
from app.tables import Incoming, Outgoing


class RecipientRead(Outgoing):
    """A person or an organization; an owner who is nobody to write to by its kind and the owner's own id.

    A group itself, where nobody in it can be told what its secretary or its chair would be.
    """

    kind: str
    id: UUID


class ReminderRead(Outgoing):
    """Who was told what, when, and what the mail server said; and who was not, and why."""

    id: UUID
    kind: ReminderKind
    group_id: UUID | None
    meeting_id: UUID | None
    occasion_on: date
    recipient: RecipientRead
    person_id: UUID | None
    address: str | None
    action_point_ids: list[UUID]
    state: ReminderState
    reason: str | None
    attempts: int
    message_id: str | None
    last_reply: str | None
    planned_at: datetime
    sent_at: datetime | None


class NudgeCreate(Incoming):
    person_id: UUID | None = Field(
        default=None, description="Only this owner; all of them if nobody is named."
    )
    organization_id: UUID | None = Field(default=None, description="Only this owner.")
    line: str | None = Field(
        default=None, min_length=1, max_length=1000, description="Words of one's own, quoted in the mail."
    )


class NudgeRead(Outgoing):
    """The ledger's rows: who is told, and who cannot be and why."""

    items: list[ReminderRead]


class RunRead(Outgoing):
    id: UUID
    created_at: datetime
    at: datetime
    ended_at: datetime | None
    counts: dict[str, int]


class MailRead(Outgoing):
    """One mail as it would be, to one address."""

    address: str
    recipients: list[RecipientRead]
    subject: str
    text: str
    html: str
    action_point_ids: list[UUID]


class NotToldRead(Outgoing):
    recipient: RecipientRead
    person_id: UUID | None
    state: ReminderState
    reason: str | None
    action_point_ids: list[UUID]


class PreviewRead(Outgoing):
    """The next occasion of a meeting: its mails, and who gets none and why. `occasion_on` null: no more to come."""

    meeting_id: UUID
    occasion_on: date | None
    remind_at: datetime | None
    mails: list[MailRead]
    not_told: list[NotToldRead]
