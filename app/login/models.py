"""LoginSession: somebody who is logged in with one browser."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from app.tables import Id, Row, UtcDateTime


class LoginSession(Row, table=True):
    """Begun at `created_at`. Known by a token in a cookie, of which only a hash is kept; gone with its link."""

    token_hash: str = Field(max_length=64, unique=True)
    state_hash: str = Field(
        max_length=64, unique=True, description="Of the log-in that began it: one log-in begins one session."
    )
    identity_id: UUID = Field(sa_type=Id, foreign_key="identities.id", ondelete="CASCADE", index=True)
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
