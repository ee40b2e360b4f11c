"""Which person it is that an issuer has told us of: linked once, by an administrator or by a verified address."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from app import settings
from app.errors import Problem
from app.groups.models import Group
from app.identities.models import Identity, LinkedBy
from app.memberships.models import Membership
from app.oidc.tokens import Proven
from app.organizations.models import Organization
from app.organizations.units import principals_of
from app.persons.models import Person


class NotLinked(Problem):
    """The log-in is good, but nobody here is linked to it: `issuer` and `subject` are what an administrator needs."""

    status = 403
    code = "not-linked"


def linked(session: Session, proven: Proven) -> Identity:
    """The link of whoever is proven. Raises NotLinked."""
    identity = _found(session, proven)
    if identity is None:
        contact = settings.get().operator_email or settings.get().origin
        raise NotLinked(issuer=proven.issuer, subject=proven.subject, contact=contact)
    return identity


def link_by_address(session: Session, proven: Proven, now: datetime) -> None:
    """A link, if there is none and the verified address is one active person's own.

    A person whom this issuer knows by another subject already is not linked again: an address may change hands. Nor
    is one whose address is written of others too, or who leads by being of a group's office: an administrator links.
    """
    if proven.address is None or _found(session, proven):
        return
    person = _at(session, proven.address)
    if person is None or _knows(session, proven.issuer, person) or _is_of_office(session, person):
        return
    if _is_shared(session, person, proven.address):
        return
    session.add(
        Identity(
            person_id=person.id,
            issuer=proven.issuer,
            subject=proven.subject,
            linked_by=LinkedBy.address,
            created_at=now,
            modified_at=now,
        )
    )
    session.flush()


def _found(session: Session, proven: Proven) -> Identity | None:
    wanted = select(Identity).where(Identity.issuer == proven.issuer, Identity.subject == proven.subject)
    return session.exec(wanted).first()


def _at(session: Session, address: str) -> Person | None:
    """The active person whose own address it is; locked, so that two log-ins at once make one link."""
    wanted = select(Person).where(Person.email_key == address.casefold(), col(Person.active))
    return session.exec(wanted.with_for_update()).first()


def _knows(session: Session, issuer: str, person: Person) -> bool:
    held = select(Identity).where(Identity.person_id == person.id, Identity.issuer == issuer)
    return session.exec(held).first() is not None


def _is_of_office(session: Session, person: Person) -> bool:
    offices = col(Group.office_id).in_(principals_of(person.organization_id))
    return session.execute(select(col(Group.id)).where(offices).limit(1)).first() is not None


def _is_shared(session: Session, person: Person, address: str) -> bool:
    """Whether it is an organization's address too, or somebody else's in a group."""
    same = address.casefold()
    offices = select(col(Organization.id)).where(func.lower(col(Organization.email)) == same)
    others = select(col(Membership.id)).where(
        func.lower(col(Membership.email)) == same, col(Membership.person_id) != person.id
    )
    return any(session.execute(each.limit(1)).first() is not None for each in (offices, others))
