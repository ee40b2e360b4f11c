"""Who a recipient is and where mail reaches them now, whatever they own: for letters to those written to before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.action_points.owners import why_unreachable
from app.groups.models import Group
from app.mail.address import EmailState
from app.memberships.models import Membership
from app.memberships.validity import valid_on
from app.nouns import literal_id
from app.organizations.models import Organization
from app.persons.models import Person
from app.reminders.owing import Recipient

PERSON, MEMBER = aliased(Person, name="reader"), aliased(Membership, name="reader_member")


@dataclass(frozen=True)
class Reader:
    """`unreachable`: why nothing can be sent, as of owners; then `address` may be missing."""

    recipient: Recipient
    name: str
    person_id: UUID | None
    address: str | None
    language: str
    unreachable: str | None


def readers(
    session: Session, group: Group, recipients: Collection[Recipient], day: date
) -> dict[Recipient, Reader]:
    """These recipients as they are on a day of the group's."""
    people = [each.id for each in recipients if each.kind == "person"]
    offices = [each.id for each in recipients if each.kind == "organization"]
    found = [*_people(session, group, people, day), *_offices(session, group, offices)]
    return {reader.recipient: reader for reader in found}


def _people(session: Session, group: Group, ids: list[UUID], day: date) -> Iterator[Reader]:
    wanted = (
        select(
            col(PERSON.id),
            col(PERSON.name),
            func.coalesce(col(MEMBER.email), col(PERSON.email)),
            col(PERSON.language),
            why_unreachable(literal_id(group.id), PERSON, MEMBER),
        )
        .outerjoin(MEMBER, col(MEMBER.id) == _membership(group, day).scalar_subquery())
        .where(col(PERSON.id).in_(ids))
        .order_by(col(PERSON.name_order), col(PERSON.id))
    )
    for id, name, address, language, why in session.execute(wanted):
        yield Reader(Recipient("person", id), name, id, address, language, why)


def _membership(group: Group, day: date) -> Select[Any]:
    """The one through which mail reaches them: of the group, else of a subgroup whose part they have had in it."""
    member, inside = aliased(Membership), aliased(Group)
    return (
        select(col(member.id))
        .join(inside, col(inside.id) == col(member.group_id))
        .where(
            col(member.person_id) == col(PERSON.id),
            valid_on(member, day),
            or_(col(inside.id) == group.id, col(inside.parent_id) == group.id),
        )
        .order_by(case((col(inside.id) == group.id, 0), else_=1), col(member.id))
        .limit(1)
        .correlate(PERSON)
    )


def _offices(session: Session, group: Group, ids: list[UUID]) -> Iterator[Reader]:
    for office in session.execute(select(Organization).where(col(Organization.id).in_(ids))).scalars():
        why = "bounced" if office.email_state == EmailState.bounced else None
        unreachable = why if office.email else "no_address"
        who = Recipient("organization", office.id)
        yield Reader(who, office.name, None, office.email, group.language, unreachable)
