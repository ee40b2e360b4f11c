"""The audit as it is shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.tables import Outgoing


class AuditEventRead(Outgoing):
    """`number` counts from 1 without gaps. Texts that people wrote are digests: `text:` and 16 digits."""

    id: UUID
    number: int
    created_at: datetime
    actor_kind: str
    actor_id: UUID | None
    act: str
    from_address: str | None
    object_id: UUID | None
    group_id: UUID | None
    details: dict[str, Any]
    changes: list[dict[str, Any]]
    previous: str
    hash: str
