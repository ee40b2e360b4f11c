"""What a caller calls a person (external id) and once sent of them: nobody learns who exists elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import names, reading
from app.access.caller import Caller
from app.errors import ExternalIdTaken
from app.mail.address import EmailState
from app.persons.models import Introduction, PersonCreate, PersonRead
from app.persons.shapes import READ


def introduce(session: Session, caller: Caller, id: UUID, body: PersonCreate, now: datetime) -> None:
    """The caller has sent a person: kept as a new one looks, whoever it is. Raises ExternalIdTaken."""
    told = PersonRead(
        id=id, version=1, created_at=now, modified_at=now, email_state=EmailState.good, **body.model_dump()
    )
    row = _own(session, caller, id) or Introduction(owner_id=caller.owner_id, person_id=id, created_at=now)
    row.sqlmodel_update(
        {
            "created_at": now,
            "sent": told.model_dump(mode="json"),
            "name_key": names.key(body.name),
            "name_order": names.order(body.name),
            "organization_id": body.organization_id,
            "active": body.active,
        }
    )
    _call(session, caller, row, body.external_id, now)


def call(session: Session, caller: Caller, id: UUID, external_id: str | None, now: datetime) -> None:
    """From here on the caller calls the person by this external id. Raises ExternalIdTaken."""
    row = _own(session, caller, id) or Introduction(owner_id=caller.owner_id, person_id=id, created_at=now)
    if row.sent is not None:
        row.sent = {**row.sent, "external_id": external_id}
    _call(session, caller, row, external_id, now)


def _own(session: Session, caller: Caller, id: UUID) -> Introduction | None:
    own = select(Introduction).where(
        col(Introduction.owner_id) == caller.owner_id, col(Introduction.person_id) == id
    )
    return session.execute(own.with_for_update()).scalar_one_or_none()


def _call(
    session: Session, caller: Caller, row: Introduction, external_id: str | None, now: datetime
) -> None:
    if external_id is not None:
        _check(session, caller, row.person_id, external_id, now)
    row.external_id = external_id
    session.add(row)
    session.flush()


def _check(session: Session, caller: Caller, id: UUID, external_id: str, now: datetime) -> None:
    taken = select(col(Introduction.person_id)).where(
        col(Introduction.owner_id) == caller.owner_id,
        col(Introduction.external_id) == external_id,
        col(Introduction.person_id) != id,
    )
    other = session.execute(taken).scalar_one_or_none()
    if other is not None:
        shown: Any = reading.one(session, READ, caller.params(now), READ.id == other)
        raise ExternalIdTaken(id=other, version=shown.version)
