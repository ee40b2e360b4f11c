"""Addresses of a group's people that mail does not get to, mails that did not arrive, and people who stopped them."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col

from app.action_points.labels import Called
from app.bounces.models import Bounce
from app.groups.models import Group
from app.mail.address import EmailState
from app.meetings.models import Meeting
from app.memberships.models import Membership
from app.memberships.validity import valid_on
from app.organizations.models import Organization
from app.outbox.models import Delivery, DeliveryState
from app.persons.models import Person, Stop
from app.reading import today
from app.reminders.models import Reminder, ReminderState
from app.tables import UtcDateTime
from app.worklist.items import OF_GROUPS, Item, MeetingOf, PersonOf, Question

LATELY = bindparam("lately", type_=UtcDateTime())
OFFICE = aliased(Organization)
NOT_ARRIVED = (DeliveryState.failed, DeliveryState.uncertain, DeliveryState.expired, DeliveryState.held)


def bounced(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Members whose address mail servers have refused."""
    for row in session.execute(BOUNCED, params).mappings():
        yield _of_person(Question.bounced, row, f"bounced:{row['group_id']}:{row['person_id']}", "bounced")


def stopped(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Members who want no more mail from the group."""
    for row in session.execute(STOPPED, params).mappings():
        key = f"stopped:{row['group_id']}:{row['person_id']}:{row['since'].isoformat()}"
        yield _of_person(Question.stopped, row, key, "stopped")


def undelivered(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Mails of the group that did not arrive lately, or may not have; but for those who were told later."""
    for row in session.execute(UNDELIVERED, params).mappings():
        meeting = MeetingOf(row["meeting_id"], row["held_on"]) if row["meeting_id"] else None
        yield Item(
            Question.bounced,
            row["group_id"],
            f"undelivered:{row['id']}",
            meeting=meeting,
            person=PersonOf(row["person_id"], row["name"]) if row["person_id"] else None,
            owners=(Called(row["name"] or row["office"]),),
            why=row["state"].value,
            since=row["planned_at"],
        )


def too_late(session: Session, params: Mapping[str, Any]) -> Iterator[Item]:
    """Meetings lately that it was too late to remind somebody of, with whom."""
    rows = session.execute(TOO_LATE, params)
    for (group_id, meeting_id, day), those in groupby(
        rows, lambda row: (row.group_id, row.meeting_id, row.held_on)
    ):
        who = list(those)
        yield Item(
            Question.bounced,
            group_id,
            f"too_late:{meeting_id}",
            meeting=MeetingOf(meeting_id, day),
            owners=tuple(Called(row.name or row.office) for row in who),
            why=ReminderState.too_late.value,
            since=who[-1].created_at,
        )


def _of_person(question: Question, row: Mapping[Any, Any], key: str, why: str) -> Item:
    person = PersonOf(row["person_id"], row["name"])
    return Item(
        question,
        row["group_id"],
        key,
        person=person,
        owners=(Called(person.name),),
        why=why,
        since=row["since"],
    )


def _members(since: Any) -> Any:
    """The groups' members today."""
    return (
        select(
            col(Group.id).label("group_id"),
            col(Person.id).label("person_id"),
            col(Person.name).label("name"),
            since.label("since"),
        )
        .select_from(Membership)
        .join(Group, col(Group.id) == col(Membership.group_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(
            col(Membership.group_id).in_(OF_GROUPS),
            valid_on(Membership, today(col(Group.time_zone))),
            col(Person.active),
        )
        .order_by(col(Group.id), col(Person.name_order), col(Person.id))
    )


def _bounced() -> Any:
    own = and_(col(Membership.email).is_(None), col(Person.email_state) == EmailState.bounced)
    here = and_(col(Membership.email).is_not(None), col(Membership.email_state) == EmailState.bounced)
    return _members(_last_refused()).where(or_(own, here))


def _last_refused() -> ColumnElement[Any]:
    """When a mail server last refused the address that the group writes to."""
    address = func.lower(func.coalesce(col(Membership.email), col(Person.email)))
    return (
        select(func.max(col(Bounce.received_at)))
        .where(col(Bounce.address_key) == address)
        .correlate(Membership, Person)
        .scalar_subquery()
    )


def _stopped() -> Any:
    stop = and_(col(Stop.person_id) == col(Person.id), col(Stop.group_id) == col(Group.id))
    return _members(col(Stop.stopped_at)).join(Stop, stop)


def _lately(*more: Any) -> Any:
    """Rows of the groups' ledger lately, with what they are about: a meeting, and a person or an office."""
    return (
        select(
            col(Reminder.id),
            col(Reminder.group_id),
            col(Reminder.meeting_id),
            col(Meeting.held_on),
            col(Person.id).label("person_id"),
            col(Person.name),
            col(OFFICE.name).label("office"),
            *more,
        )
        .select_from(Reminder)
        .outerjoin(Meeting, col(Meeting.id) == col(Reminder.meeting_id))
        .outerjoin(Person, col(Person.id) == col(Reminder.person_id))
        .outerjoin(OFFICE, col(OFFICE.id) == col(Reminder.recipient_id))
        .where(
            col(Reminder.group_id).in_(OF_GROUPS),
            col(Reminder.created_at) > LATELY,
            col(Reminder.superseded).is_(False),
        )
    )


def _undelivered() -> Any:
    return (
        _lately(col(Delivery.state), col(Delivery.planned_at))
        .join(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        .where(col(Delivery.state).in_(NOT_ARRIVED), ~_told_later())
        .order_by(col(Reminder.id))
    )


def _too_late() -> Any:
    by_name = func.coalesce(col(Person.name_order), col(OFFICE.name_order))
    return (
        _lately(col(Reminder.created_at))
        .where(col(Reminder.meeting_id).is_not(None), col(Reminder.own_state) == ReminderState.too_late)
        .order_by(col(Reminder.group_id), col(Meeting.order_key), by_name, col(Reminder.id))
    )


def _told_later() -> ColumnElement[bool]:
    """Whether a later mail of the group has reached the same recipient."""
    later, sent = aliased(Reminder), aliased(Delivery)
    return exists(
        select(col(later.id))
        .join(sent, col(sent.id) == col(later.delivery_id))
        .where(
            col(later.group_id) == col(Reminder.group_id),
            col(later.created_at) > col(Reminder.created_at),
            col(later.recipient_id) == col(Reminder.recipient_id),
            col(sent.state) == DeliveryState.accepted,
        )
        .correlate(Reminder)
    )


BOUNCED, STOPPED = _bounced(), _stopped()
UNDELIVERED, TOO_LATE = _undelivered(), _too_late()
