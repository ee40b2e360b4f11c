"""What a key may be said to be: for the time to come, for one who is there, limited to groups that there are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import nouns
from app.api_keys.models import ApiKeyCreate, Scope
from app.errors import Unknown, invalid
from app.groups.models import Group
from app.persons.models import Person

LONGEST_OVERLAP = timedelta(days=30)


def made(session: Session, body: ApiKeyCreate, now: datetime) -> None:
    """A person's key is of one who is active. Raises InvalidRequest, Unknown."""
    if body.person_id and not nouns.known(session, Person, body.person_id, "#/person_id").active:
        raise invalid("#/person_id", "inactive_person")
    said(session, body.person_id, body.model_dump(), now)


def said(session: Session, person_id: UUID | None, said: Mapping[str, Any], now: datetime) -> None:
    """A person's key does what the person may, everywhere. Raises InvalidRequest, Unknown."""
    if (until := said.get("expires_at")) and until <= now:
        raise invalid("#/expires_at", "passed_already")
    if person_id and set(said.get("scopes", Scope)) != set(Scope):
        raise invalid("#/scopes", "systems_only")
    if person_id and said.get("group_ids", []) != []:
        raise invalid("#/group_ids", "systems_only")
    _groups(session, said.get("group_ids") or ())


def overlap(until: datetime | None, now: datetime) -> None:
    """Until when the former key opens too. Raises InvalidRequest."""
    last = now + LONGEST_OVERLAP
    if until and not now < until <= last:
        first, last_day = now.isoformat("T", "seconds"), last.isoformat("T", "seconds")
        raise invalid("#/former_until", "day_too_far", first=first, last=last_day)


def _groups(session: Session, ids: tuple[UUID, ...] | list[UUID]) -> None:
    there = set(session.execute(select(col(Group.id)).where(col(Group.id).in_(ids))).scalars())
    for position, id in enumerate(ids):
        if id not in there:
            raise Unknown(f"#/group_ids/{position}")
