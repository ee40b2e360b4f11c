"""API keys: made, listed, ended. Administrators only; the key itself is shown once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, case, cast, inspect, select
from sqlmodel import Session, col

from app import nouns
from app.access import secret
from app.access.caller import Caller
from app.access.policy import Act
from app.api_keys.models import ApiKey, ApiKeyCreate, ApiKeyGroup, ApiKeyRead, Scope
from app.errors import Unknown, invalid
from app.groups.models import Group
from app.persons.models import Person
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
    _check(session, body, now)
    random, kept = secret.new(), {"group_ids"}
    hashed, everywhere = secret.hashed(random), body.group_ids is None
    row = nouns.new(ApiKey, body, caller, now, exclude=kept, secret_hash=hashed, all_groups=everywhere)
    nouns.save(session, row)
    session.add_all(ApiKeyGroup(api_key_id=row.id, group_id=id) for id in body.group_ids or ())
    session.flush()
    return row, secret.written(row.id, random)


def end(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """From here on the key opens nothing."""
    caller.require(Act.make_keys)
    row = nouns.get(session, ApiKey, id, lock=True)
    nouns.match(row, if_match)
    nouns.remove(session, row, None, now)


def _check(session: Session, body: ApiKeyCreate, now: datetime) -> None:
    """For the time to come, for one who is there; a person's key does what the person may, everywhere."""
    if body.expires_at and body.expires_at <= now:
        raise invalid("#/expires_at", "passed_already")
    if body.person_id:
        _check_person(session, body, body.person_id)
    there = set(
        session.execute(select(col(Group.id)).where(col(Group.id).in_(body.group_ids or ()))).scalars()
    )
    for position, id in enumerate(body.group_ids or ()):
        if id not in there:
            raise Unknown(f"#/group_ids/{position}")


def _check_person(session: Session, body: ApiKeyCreate, person_id: UUID) -> None:
    if not nouns.known(session, Person, person_id, "#/person_id").active:
        raise invalid("#/person_id", "inactive_person")
    if set(body.scopes) != set(Scope):
        raise invalid("#/scopes", "systems_only")
    if body.group_ids != []:
        raise invalid("#/group_ids", "systems_only")
