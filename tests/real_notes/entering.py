"""A note goes in: everything it holds, through the API."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.asking import Api, Thing
from tests.real_notes.expected import START
from tests.real_notes.mapping import Given, Human, Owner, World


@dataclass
class Entered:
    """What became of it: ids by what the note calls them, and the other way round."""

    group_id: str
    bodies: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)

    def who(self, id: str | None) -> str | None:
        """The name of a person or an organization."""
        return next(
            (name for names in (self.people, self.bodies) for name, its in names.items() if its == id), None
        )

    def meeting(self, id: str | None) -> str | None:
        return next((name for name, its in self.meetings.items() if its == id), None)

    def numbers(self, ids: list[str]) -> tuple[int, ...]:
        return tuple(sorted(self.points[id] for id in ids))


def enter(api: Api, world: World, held_on: date, **settings: Any) -> Entered:
    """The group with its people, and the meeting with all that the note says of it; no other meeting yet."""
    made = Entered(api.post("/groups", {"name": world.group, **settings})["id"])
    for body in world.bodies:
        made.bodies[body.name] = api.post("/organizations", name=body.name, email=body.email)["id"]
    for human in world.people:
        made.people[human.name] = _person(api, made, human)
        if human.roles:
            _join(api, made, human)
    made.meetings["held"] = _held(api, made, world, held_on)["id"]
    _attend(api, made, world)
    items = _agenda(api, made, world)
    points = [_point(made, point, items) for point in world.points]
    for answer in api.post("/action-points", points)["items"]:
        made.points[answer["id"]] = answer["number"]
    return made


def book(api: Api, made: Entered, name: str, day: date, status: str) -> None:
    """One more meeting of the group."""
    body = {
        "group_id": made.group_id,
        "held_on": day.isoformat(),
        "start_time": START.isoformat(),
        "status": status,
    }
    made.meetings[name] = api.post("/meetings", body)["id"]


def _person(api: Api, made: Entered, human: Human) -> str:
    organization = human.organization and made.bodies[human.organization.name]
    body = {"name": human.name, "email": human.email, "title": human.title, "organization_id": organization}
    id: str = api.post("/persons", body)["id"]
    return id


def _join(api: Api, made: Entered, human: Human) -> None:
    body = {
        "group_id": made.group_id,
        "person_id": made.people[human.name],
        "roles": list(human.roles),
        "role_title": human.role_title,
        "title": human.title,
        "on_behalf_of_id": human.organization and made.bodies[human.organization.name],
        "email": human.group_email,
    }
    api.post("/memberships", body)


def _held(api: Api, made: Entered, world: World, held_on: date) -> Thing:
    note = world.note
    body = {
        "group_id": made.group_id,
        "status": "held",
        "held_on": held_on.isoformat(),
        "start_time": note.start,
        "end_time": note.end,
        "place": note.place,
    }
    return api.post("/meetings", body)


def _attend(api: Api, made: Entered, world: World) -> None:
    """Persons by name; where nobody is named, the organization."""
    rows = [
        {"person_id": made.people[one.name], "presence": one.status}
        if one.name
        else {"organization_id": made.bodies[world.body(one.organization or "").name], "presence": one.status}
        for one in world.note.attendance
    ]
    api.patch(f"/meetings/{made.meetings['held']}/attendance", rows=rows)


def _agenda(api: Api, made: Entered, world: World) -> list[str]:
    """The ids of the items in order; "4.2" goes under "4"."""
    ids: list[str] = []
    numbers = [number for number, _ in world.note.agenda]
    for number, title in world.note.agenda:
        above = (number or "").rpartition(".")[0]
        parent_id = ids[numbers.index(above)] if above else None
        body = {"meeting_id": made.meetings["held"], "title": title, "parent_id": parent_id}
        ids.append(api.post("/agenda-items", body)["id"])
    return ids


def _point(made: Entered, point: Given, items: list[str]) -> Thing:
    return {
        "meeting_id": made.meetings["held"],
        "agenda_item_id": None if point.item is None else items[point.item],
        "task": point.task,
        "owners": [_owner(made, owner) for owner in point.owners],
        "completion": "each" if any(owner.kind == "group" for owner in point.owners) else "any",
        "due_kind": point.due_kind,
        "due_date": point.due_day and point.due_day.isoformat(),
        "due_event": point.due_event,
    }


def _owner(made: Entered, owner: Owner) -> Thing:
    if owner.written or owner.name:
        return {"name": owner.written or owner.name}
    if owner.person:
        return {"person_id": made.people[owner.person.name]}
    if owner.organization:
        return {"organization_id": made.bodies[owner.organization.name]}
    said = {"kind": owner.kind, "role": owner.role, "role_title": owner.role_title}
    return {name: value for name, value in said.items() if value}
