"""Identities: linked, listed, ended. Administrators only. Linked by an address: access/linking.py."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app import nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.errors import Problem, invalid
from app.identities.models import Identity, IdentityCreate, IdentityRead, LinkedBy
from app.oidc import issuers
from app.persons.models import Person
from app.reading import shape


class IdentityTaken(Problem):
    """The issuer's subject is linked already; `id` says which link. It is ended before another is made."""

    status = 409
    code = "identity-taken"


READ = shape(
    IdentityRead,
    Identity,
    id=col(Identity.id),
    version=col(Identity.version),
    external_id=nouns.external_id(Identity),
    created_at=col(Identity.created_at),
    modified_at=col(Identity.modified_at),
    person_id=col(Identity.person_id),
    issuer=col(Identity.issuer),
    subject=col(Identity.subject),
    administrator=col(Identity.administrator),
    linked_by=col(Identity.linked_by),
)
SORTS: dict[str, Any] = {"created_at": col(Identity.created_at), "id": col(Identity.id)}


def hits(caller: Caller, person_id: UUID | None, external_id: str | None) -> Select[Any]:
    """The links that fit every filter that is not None."""
    caller.require(Act.make_keys)
    return READ.hits(
        *nouns.filters((col(Identity.person_id), person_id), (nouns.external_id(Identity), external_id))
    )


def link(session: Session, caller: Caller, body: IdentityCreate, now: datetime) -> Identity:
    """From here on whoever the issuer calls so is the person. Raises IdentityTaken."""
    caller.require(Act.make_keys)
    if issuers.named(body.issuer) is None:
        raise invalid("#/issuer", "unlisted_issuer")
    if not nouns.known(session, Person, body.person_id, "#/person_id").active:
        raise invalid("#/person_id", "inactive_person")
    row = nouns.new(Identity, body, caller, now, linked_by=LinkedBy.administrator)
    try:
        with session.begin_nested():
            return nouns.save(session, row)
    except IntegrityError:
        taken = select(col(Identity.id)).where(
            col(Identity.issuer) == body.issuer, col(Identity.subject) == body.subject
        )
        raise IdentityTaken(id=session.execute(taken).scalar_one()) from None


def end(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """From here on it lets nobody in, and who was let in by it is not."""
    caller.require(Act.make_keys)
    row = nouns.get(session, Identity, id, lock=True)
    nouns.match(row, if_match)
    nouns.remove(session, row, None, now)
