"""KeptAnswer: what a request with an Idempotency-Key was answered, kept with its effect."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.tables import UtcDateTime


class KeptAnswer(SQLModel, table=True):
    """Written in the transaction that did what was asked, never changed, removed when its time has passed."""

    __tablename__ = "kept_answers"
    id: str = Field(primary_key=True, max_length=64, description="Digest of caller, route and key.")
    asked: str = Field(max_length=64, description="Digest of what was asked.")
    answer: bytes = Field(description="Status, headers and body, sealed.")
    kept_at: datetime = Field(sa_type=UtcDateTime, index=True)
