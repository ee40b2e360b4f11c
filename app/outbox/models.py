"""Delivery: one envelope to one address, written with its cause, delivered later; and each attempt at it."""

from datetime import datetime
from enum import StrEnum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from app.tables import Id, Json, Row, UtcDateTime


class DeliveryState(StrEnum):
    planned = auto()
    claimed = auto()
    transmitting = auto()
    accepted = auto()
    uncertain = auto()
    failed = auto()
    superseded = auto()
    expired = auto()
    held = auto()


IN_HAND = (DeliveryState.claimed, DeliveryState.transmitting)


class Delivery(Row, table=True):
    """What it says is made by whoever asked for it, and frozen before the first attempt."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_state_next_at_id", "state", "next_at", "id"),
        Index("ix_deliveries_state_useful_until", "state", "useful_until"),
        Index("ix_deliveries_group_id_sent_at", "group_id", "sent_at"),
    )
    address: str = Field(max_length=254, index=True)
    envelope_sender: str | None = Field(
        default=None, max_length=254, description="Where bounces go; null: the setting."
    )
    state: DeliveryState = DeliveryState.planned
    reason: str | None = Field(
        default=None,
        max_length=100,
        description="Why the state is not accepted; or that it was at the second copy.",
    )
    planned_at: datetime = Field(sa_type=UtcDateTime, index=True)
    next_at: datetime = Field(sa_type=UtcDateTime, description="Not tried before.")
    useful_until: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Not worth sending from then on; null: always."
    )
    attempts: int = 0
    lease_owner: str | None = Field(default=None, max_length=100)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    fence: int = Field(default=0, description="Counts the claims; what a worker writes carries its number.")
    message: bytes | None = Field(
        default=None, sa_type=LargeBinary, description="Kept while it may be sent; there are tokens in it."
    )
    message_id: str | None = Field(default=None, max_length=255, index=True)
    frozen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_reply: str | None = Field(default=None, max_length=1000)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    group_id: UUID | None = Field(
        default=None,
        sa_type=Id,
        foreign_key="groups.id",
        description="Whose cap it counts against; null: none.",
    )
    unanswered: int = Field(
        default=0, description="Copies that left and were not answered. One is sent again, two never."
    )


class DeliveryAttempt(Row, table=True):
    """Inserted with the claim. One without an end is the visible sign of a crash."""

    __table_args__ = (Index("uq_delivery_attempts_fence", "delivery_id", "fence", unique=True),)
    delivery_id: UUID = Field(sa_type=Id, foreign_key="deliveries.id", ondelete="CASCADE")
    fence: int
    worker: str = Field(max_length=100)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str | None = Field(
        default=None, max_length=40, description="The transport's word, else what the delivery became."
    )
    reply: str | None = Field(default=None, max_length=1000)


class HeldFor(StrEnum):
    """Why nothing leaves the house."""

    operator = auto()
    fault = auto()  # the server refuses us, whoever the mail is to
    storm = auto()  # much more is due than is usual
    clock = auto()  # the clock has jumped
    restore = auto()  # the database is older than what it has sent


class Sender(SQLModel, table=True):
    """The one row that says whether mail leaves the house, for all workers."""

    __tablename__ = "senders"
    id: int = Field(default=1, primary_key=True)
    held_for: HeldFor | None = Field(default=None, description="None: it sends.")
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    words: str | None = Field(
        default=None, max_length=1000, description="What the server or the operator said."
    )
    retry_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        description="When one delivery is tried after a fault; null: never by itself.",
    )
    faults: int = Field(default=0, description="In a row.")
    silent_since: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        description="No mail server has been reached; null: the latest was.",
    )
    alarms: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=Json,
        description="Per cause, when the operator was told and of how many.",
    )
    ran_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="The latest run by any worker."
    )
    released_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="The latest yes to a hold."
    )
    identity: str | None = Field(
        default=None, max_length=200, description="Which database this was written in, by restored.py."
    )
