"""API keys: made, listed, changed, rotated, ended. Administrators only; the key itself is shown once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, case, cast, delete, inspect, select
from sqlmodel import Session, col

from app import nouns
from app.access import secret
from app.access.caller import Caller
from app.access.policy import Act
from app.api_keys import checks
from app.api_keys.models import (
    ApiKey,
    ApiKeyCreate,
    ApiKeyGroup,
    ApiKeyRead,
    ApiKeyUpdate,
    ApiKeyUse,
    Rotation,
)
from app.reading import RawJson, many, shape

_GROUP_IDS = many(
    RawJson('"' + cast(col(ApiKeyGroup.group_id), String) + '"'),
    inspect(ApiKeyGroup).selectable,
    col(ApiKeyGroup.api_key_id) == col(ApiKey.id),
    order=(col(ApiKeyGroup.group_id),),
    of=ApiKey,
)
READ = shape(
    ApiKeyRead,
    ApiKey,
    id=col(ApiKey.id),
    version=col(ApiKey.version),
    external_id=nouns.external_id(ApiKey),
    created_at=col(ApiKey.created_at),
    modified_at=col(ApiKey.modified_at),
    name=col(ApiKey.name),
    person_id=col(ApiKey.person_id),
    administrator=col(ApiKey.administrator),
    scopes=col(ApiKey.scopes),
    group_ids=case((col(ApiKey.all_groups).is_(False), _GROUP_IDS)),
    expires_at=col(ApiKey.expires_at),
    former_until=col(ApiKey.former_until),
    last_used_at=select(col(ApiKeyUse.used_at))
    .where(col(ApiKeyUse.api_key_id) == col(ApiKey.id))
    .scalar_subquery(),
)
SORTS: dict[str, Any] = {
    "created_at": col(ApiKey.created_at),
    "expires_at": col(ApiKey.expires_at),
    "id": col(ApiKey.id),
}


def hits(caller: Caller, person_id: UUID | None, external_id: str | None) -> Select[Any]:
    """The keys that fit every filter that is not None."""
    caller.require(Act.make_keys)
    return READ.hits(
        *nouns.filters((col(ApiKey.person_id), person_id), (nouns.external_id(ApiKey), external_id))
    )


def make(session: Session, caller: Caller, body: ApiKeyCreate, now: datetime) -> tuple[ApiKey, str]:
    """A new key, and its text: only a hash of that is kept."""
    caller.require(Act.make_keys)
    checks.made(session, body, now)
    random, kept = secret.new(), {"group_ids"}
    hashed, everywhere = secret.hashed(random), body.group_ids is None
    row = nouns.new(ApiKey, body, caller, now, exclude=kept, secret_hash=hashed, all_groups=everywhere)
    nouns.save(session, row)
    _limit(session, row, body.group_ids)
    return row, secret.written(row.id, random)


def change(
    session: Session, caller: Caller, id: UUID, body: ApiKeyUpdate, if_match: str | None, now: datetime
) -> None:
    """What it may do, and where, from the next call on."""
    caller.require(Act.make_keys)
    row = nouns.get(session, ApiKey, id, lock=True)
    nouns.match(row, if_match)
    said, version = body.said(), row.version
    checks.said(session, row.person_id, said, now)
    moved = "group_ids" in said and _limit(session, row, said["group_ids"])
    if "group_ids" in said:
        said["all_groups"] = said.pop("group_ids") is None
    nouns.change(session, row, said, caller, now)
    if moved and row.version == version:
        row.touch(now)
        nouns.save(session, row)


def rotate(
    session: Session, caller: Caller, id: UUID, body: Rotation, if_match: str | None, now: datetime
) -> str:
    """A new text for the same key. The one before opens until `former_until`, and the one before that no more."""
    caller.require(Act.make_keys)
    row = nouns.get(session, ApiKey, id, lock=True)
    nouns.match(row, if_match)
    checks.overlap(body.former_until, now)
    random = secret.new()
    row.former_hash = row.secret_hash if body.former_until else None
    row.secret_hash, row.former_until = secret.hashed(random), body.former_until
    row.touch(now)
    nouns.save(session, row)
    return secret.written(row.id, random)


def end(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """From here on the key opens nothing."""
    caller.require(Act.make_keys)
    row = nouns.get(session, ApiKey, id, lock=True)
    nouns.match(row, if_match)
    nouns.remove(session, row, None, now)


def _limit(session: Session, row: ApiKey, group_ids: list[UUID] | None) -> bool:
    """The groups that it is limited to are these. True if they were others."""
    theirs = col(ApiKeyGroup.api_key_id) == row.id
    before = set(session.execute(select(col(ApiKeyGroup.group_id)).where(theirs)).scalars())
    after = set(group_ids or ())
    session.execute(delete(ApiKeyGroup).where(theirs, col(ApiKeyGroup.group_id).in_(before - after)))
    session.add_all(ApiKeyGroup(api_key_id=row.id, group_id=id) for id in after - before)
    session.flush()
    return before != after
