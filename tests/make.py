"""Test data by name, straight into the database: what the test is about is said, the rest is filled in."""

from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from app import names
from app.access import secret
from app.access.caller import BOOTSTRAP, Caller
from app.access.policy import standing_of
from app.action_points.models import ActionPoint, DueKind, Owner, OwnerKind
from app.agenda.models import AgendaItem, AgendaOutcome
from app.api_keys.models import ApiKey, Scope
from app.decisions.models import Decision
from app.groups import service as groups
from app.groups.models import Group
from app.meetings.models import Meeting
from app.meetings.order import order_key
from app.meetings.times import Times
from app.memberships.models import Membership, Role
from app.organizations.models import Organization
from app.outbox.models import Delivery
from app.persons.models import Person
from app.tables import Row

MADE = datetime(2026, 1, 1, tzinfo=UTC)
R = TypeVar("R", bound=Row)


def _keys(name: str) -> dict[str, Any]:
    return {"name": name, "name_key": names.key(name), "name_order": names.order(name)}


def _kept(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row


def day(text: str | date | None) -> date | None:
    """A day from `2026-03-02`; None stays None."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def organization(session: Session, name: str = "Exempelköpings kommun", **fields: Any) -> Organization:
    return _kept(session, Organization(**_keys(name), **{"created_at": MADE, "modified_at": MADE, **fields}))


def person(session: Session, name: str = "Lova Exempelsson", **fields: Any) -> Person:
    email = fields.get("email")
    told = {"email_key": email and email.casefold(), "created_at": MADE, "modified_at": MADE, **fields}
    return _kept(session, Person(**_keys(name), **told))


def group(session: Session, name: str = "Arbetsgruppen", **fields: Any) -> Group:
    found = names.searchable(name, fields.get("short_name"))
    told = {"created_at": MADE, "modified_at": MADE, "reminders_since": MADE, "search_text": found, **fields}
    return _kept(session, Group(**_keys(name), **told))


def membership(
    session: Session,
    group: Group,
    person: Person,
    *roles: Role | str,
    valid_from: str | date | None = None,
    valid_to: str | date | None = None,
    **fields: Any,
) -> Membership:
    """Of this person in the group: a member without limit unless said."""
    title = fields.get("role_title")
    told = {"role_title_key": title and names.key(title), "created_at": MADE, "modified_at": MADE, **fields}
    row = Membership(
        group_id=group.id,
        person_id=person.id,
        roles=[Role(role) for role in roles or ("member",)],
        valid_from=day(valid_from),
        valid_to=day(valid_to),
        **told,
    )
    return _kept(session, row)


def member(
    session: Session, group: Group, *roles: Role | str, name: str = "Lova Exempelsson", **fields: Any
) -> Person:
    """A new person who is in the group, with these roles."""
    made = person(session, name, **fields)
    membership(session, group, made, *roles)
    return made


def key(session: Session, person: Person) -> str:
    """A new API key of this person, as it is sent."""
    secret_part = secret.new()
    row = ApiKey(
        name="test",
        secret_hash=secret.hashed(secret_part),
        person_id=person.id,
        scopes=list(Scope),
        created_at=MADE,
        modified_at=MADE,
    )
    return secret.written(_kept(session, row).id, secret_part)


def administrator() -> Caller:
    """Who may do everything."""
    return Caller("system", BOOTSTRAP, "administrator", administrator=True)


def caller(person: Person, *held_roles: tuple[Group, str]) -> Caller:
    """This person calling, with one role in each of these groups."""
    held = {group.id: frozenset({Role(role)}) for group, role in held_roles}
    standings = {group_id: standing_of(said, office=False) for group_id, said in held.items()}
    return Caller("person", person.id, person.name, roles=held, standings=standings)


def meeting(
    session: Session, group: Group, held_on: str | date, start: str | None = None, **fields: Any
) -> Meeting:
    """A meeting of the group, scheduled unless said, without a start unless said."""
    told = {
        "held_on": day(held_on),
        "start_time": start and time.fromisoformat(start),
        "time_zone": group.time_zone,
        "created_at": MADE,
        "modified_at": MADE,
        "day_set_at": MADE,
        **fields,
    }
    row = Meeting(group_id=group.id, begins_at=MADE, order_key="", **told)
    place(row)
    return _kept(session, row)


def place(row: Meeting) -> None:
    """Works out again what follows from its day and time."""
    when = Times(row.held_on, row.start_time, row.end_time, row.time_zone)
    row.starts_at, row.ends_at, row.begins_at = when.starts_at, when.ends_at, when.begins_at
    row.order_key = order_key(row.held_on, row.start_time, row.created_at, row.id)


def action_point(
    session: Session, group: Group, meeting: Meeting | None = None, **fields: Any
) -> ActionPoint:
    """A point of the group, given at the meeting (or nowhere, on `given_on`), due at the next one unless said."""
    made = fields.get("created_at", MADE)
    told = {
        "task": "Boka lokal",
        "number": groups.next_number(session, group.id, "action_point"),
        "due_kind": "next_meeting",
        "given_on": meeting.held_on if meeting else made.date(),
        "first_due_date": day(fields.get("due_date")),
        "created_at": made,
        "modified_at": made,
        "due_set_at": made,
        "opened_at": made,
        **{
            name: day(value) if name.endswith(("_on", "_date", "_until")) else value
            for name, value in fields.items()
        },
    }
    told["search_text"] = names.searchable(told["task"], told.get("details"))
    told["due_kind"] = DueKind(told["due_kind"])
    return _kept(session, ActionPoint(group_id=group.id, meeting_id=meeting.id if meeting else None, **told))


def owner(session: Session, point: ActionPoint, kind: str, **fields: Any) -> Owner:
    """An owner of the point, from the day the point was given unless `since` is said."""
    title = fields.get("role_title")
    told = {
        "position": 0,
        "within_group_id": fields.get("group_id") or point.group_id,
        "role_title_key": title and names.key(title),
        "created_at": MADE,
        **fields,
    }
    since = day(fields.get("since", point.given_on))
    return _kept(session, Owner(point_id=point.id, kind=OwnerKind(kind), **{**told, "since": since}))


def agenda_item(session: Session, meeting: Meeting, title: str = "Lokaler", **fields: Any) -> AgendaItem:
    """An item of the meeting, last among its siblings unless `position` is said."""
    siblings = select(func.count()).where(
        col(AgendaItem.meeting_id) == meeting.id, col(AgendaItem.parent_id) == fields.get("parent_id")
    )
    told = {
        "position": session.execute(siblings).scalar_one() + 1,
        "search_text": names.searchable(title, fields.get("notes")),
        "created_at": MADE,
        "modified_at": MADE,
        **fields,
    }
    told["outcome"] = AgendaOutcome(told.get("outcome", "none"))
    return _kept(session, AgendaItem(meeting_id=meeting.id, title=title, **told))


def decision(session: Session, meeting: Meeting, text: str = "Lokalen bokas.", **fields: Any) -> Decision:
    """A decision of the meeting, with the next number of its year."""
    year = meeting.held_on.year
    told = {
        "year": year,
        "search_text": names.searchable(text),
        "created_at": MADE,
        "modified_at": MADE,
        **fields,
    }
    told.setdefault("sequence", groups.next_number(session, meeting.group_id, f"decision-{year}"))
    return _kept(session, Decision(group_id=meeting.group_id, meeting_id=meeting.id, text=text, **told))


def delivery(session: Session, address: str = "lova@example.org", **fields: Any) -> Delivery:
    """Planned, and due, since MADE unless said."""
    told = {"created_at": MADE, "planned_at": MADE, "next_at": MADE, **fields}
    return _kept(session, Delivery(address=address, **told))
