"""Bounce: an address that a mail server has said cannot be written to."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.tables import Id, Row, UtcDateTime


class Bounce(Row, table=True):
    """One report (RFC 3464), or one refusal in a conversation, of one address."""

    address_key: str = Field(max_length=254, index=True, description="The address without case.")
    status: str | None = Field(default=None, max_length=20, description="RFC 3463, as 5.1.1.")
    diagnostic: str | None = Field(default=None, max_length=1000)
    report_id: str | None = Field(
        default=None, max_length=255, unique=True, description="The report's Message-ID; null: a refusal."
    )
    delivery_id: UUID | None = Field(default=None, sa_type=Id, foreign_key="deliveries.id", index=True)
    received_at: datetime = Field(sa_type=UtcDateTime)
