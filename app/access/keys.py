"""Which API key a text is, and that it was used: noted once an hour by each process, in a row of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app import database
from app.access import bearer, secret
from app.api_keys.models import ApiKey, ApiKeyUse
from app.auditing.watching import HOUR, Told

noted = Told()


def opened(session: Session, said: str, now: datetime) -> ApiKey | None:
    """The key that the text is; None for one that has ended or expired, and for anything else."""
    parts = secret.read(said)
    key = parts and session.get(ApiKey, parts[0])
    if not parts or not key or (key.expires_at and key.expires_at <= now):
        return None
    return key if _is_of(key, secret.hashed(parts[1]), now) else None


def note_use(headers: Mapping[str, str], now: datetime) -> None:
    """The key that a request has proved itself with was used; what is no key is not noted."""
    parts = secret.read(bearer.said(headers) or "")
    if parts and noted.is_news(parts[0], now, HOUR):
        with database.transaction() as session:
            dialect: Any = sqlite if database.dialect(session) == "sqlite" else postgresql
            row = dialect.insert(ApiKeyUse).values(api_key_id=parts[0], used_at=now)
            session.execute(row.on_conflict_do_update(index_elements=["api_key_id"], set_={"used_at": now}))


def _is_of(key: ApiKey, hashed: str, now: datetime) -> bool:
    former = key.former_hash if key.former_until and now < key.former_until else None
    return secret.same(key.secret_hash, hashed) or (former is not None and secret.same(former, hashed))
