"""A person as JSON: the row to those who see the person, what was sent to those who only introduced them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import and_, case, literal, or_
from sqlalchemy.orm import aliased, outerjoin
from sqlmodel import col

from app.persons.models import Introduction, Person, PersonRead
from app.persons.rights import ADDRESS_SEEN
from app.persons.visibility import seen
from app.reading import KEY_OWNER, Shape, as_json, shape

INTRODUCED = aliased(Introduction, name="introduced")
SEEN = seen(col(Person.id))


def _with_introduction(first: Any) -> Any:
    own = and_(col(INTRODUCED.person_id) == col(Person.id), col(INTRODUCED.owner_id) == KEY_OWNER)
    return outerjoin(first, INTRODUCED, own)


_ROW = shape(
    PersonRead,
    Person,
    joins=_with_introduction,
    id=col(Person.id),
    version=col(Person.version),
    external_id=col(INTRODUCED.external_id),
    created_at=col(Person.created_at),
    modified_at=col(Person.modified_at),
    name=col(Person.name),
    email=case((ADDRESS_SEEN, col(Person.email))),
    phone=case((ADDRESS_SEEN, col(Person.phone))),
    language=col(Person.language),
    organization_id=col(Person.organization_id),
    title=col(Person.title),
    active=col(Person.active),
    email_state=case((ADDRESS_SEEN, col(Person.email_state))),
)
REACHED = or_(SEEN, col(INTRODUCED.sent).is_not(None))
SENT: Shape = replace(_ROW, json=as_json(col(INTRODUCED.sent)), version=literal(1))
READ: Shape = replace(
    _ROW,
    json=case((SEEN, _ROW.json), else_=SENT.json),
    version=case((SEEN, _ROW.version), else_=literal(1)),
    whole=(SEEN,),
)
