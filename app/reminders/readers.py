"""Who a recipient is and where mail reaches them now, whatever they own: for letters to those written to before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, select
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
INSIDE = aliased(Group, name="reader_group")
ELSEWHERE = 4


@dataclass(frozen=True)
class Reader:
    """`unreachable`: why nothing can be sent, as of owners; then `address` may be missing."""

    recipient: Recipient
    name: str
    person_id: UUID | None
    address: str | None
    language: str
    unreachable: str | None

    def reads(self, address: str | None) -> bool:
        """One that bounces, or where mail has been stopped, is theirs all the same."""
        return (
            self.unreachable != "no_address" and (self.address or "").casefold() == (address or "").casefold()
        )


def readers(
    session: Session, group: Group, written: Mapping[Recipient, str | None], day: date
) -> dict[Recipient, Reader]:
    """These recipients as they are on a day of the group's: at the address written to, while it is one of theirs."""
    people = {each.id: address for each, address in written.items() if each.kind == "person"}
    offices = [each.id for each in written if each.kind == "organization"]
    found = [*_people(session, group, people, day), *_offices(session, group, offices)]
    return {reader.recipient: reader for reader in found}


@dataclass(frozen=True)
class _Way:
    """One address of a person's. `rank`: which is taken first, of those that the group may write to unasked."""

    reader: Reader
    rank: int


def _people(
    session: Session, group: Group, written: Mapping[UUID, str | None], day: date
) -> Iterator[Reader]:
    mine = and_(col(MEMBER.person_id) == col(PERSON.id), valid_on(MEMBER, day))
    ways: dict[UUID, list[_Way]] = {}
    for way in chain.from_iterable(_ways(session, group, written, through) for through in (false(), mine)):
        ways.setdefault(way.reader.recipient.id, []).append(way)
    for id, found in ways.items():
        yield _taken(found, written[id])


def _taken(ways: Iterable[_Way], address: str | None) -> Reader:
    """The address they were written to, through whichever group; else the group's own, a subgroup's, theirs."""
    first = sorted(ways, key=attrgetter("rank"))
    known = [way.reader for way in first if way.reader.reads(address)]
    near = [way.reader for way in first if way.rank != ELSEWHERE]
    return next(iter(known), None) or next((one for one in near if one.unreachable != "no_address"), near[0])


def _ways(
    session: Session, group: Group, ids: Iterable[UUID], through: ColumnElement[bool]
) -> Iterator[_Way]:
    """Their own address, or that of each membership that fits."""
    rank = case(
        (col(INSIDE.id) == group.id, 0),
        (col(INSIDE.parent_id) == group.id, 1),
        (col(MEMBER.id).is_(None), 2),
        (col(INSIDE.id) == group.parent_id, 3),
        else_=ELSEWHERE,
    )
    email = func.coalesce(col(MEMBER.email), col(PERSON.email))
    why = why_unreachable(literal_id(group.id), PERSON, MEMBER)
    wanted = (
        select(col(PERSON.id), col(PERSON.name), email, col(PERSON.language), why, rank)
        .select_from(PERSON)
        .outerjoin(MEMBER, through)
        .outerjoin(INSIDE, col(INSIDE.id) == col(MEMBER.group_id))
        .where(col(PERSON.id).in_(ids))
        .order_by(col(PERSON.name_order), col(PERSON.id), col(MEMBER.id))
    )
    for id, name, address, language, unreachable, place in session.execute(wanted):
        yield _Way(Reader(Recipient("person", id), name, id, address, language, unreachable), place)


def _offices(session: Session, group: Group, ids: list[UUID]) -> Iterator[Reader]:
    for office in session.execute(select(Organization).where(col(Organization.id).in_(ids))).scalars():
        why = "bounced" if office.email_state == EmailState.bounced else None
        unreachable = why if office.email else "no_address"
        who = Recipient("organization", office.id)
        yield Reader(who, office.name, None, office.email, group.language, unreachable)
