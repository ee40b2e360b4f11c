"""From what a note says to what is sent: people with invented addresses, bodies, points with owners."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.real_notes.gold import Note, Point, first_by_key, key
from tests.real_notes.gold import Owner as Said

EVERYBODY = {"alla", "allas", "vi", "ni", "man", "var och en", "övriga", "gruppen"}
ROLES = {
    "vice ordförande": "vice_chair",
    "ordförande": "chair",
    "ordf": "chair",
    "mötessekreterare": "secretary",
    "sekreterare": "secretary",
    "protokollförare": "secretary",
    "kassör": "treasurer",
    "adjungerad": "co_opted",
}


@dataclass(frozen=True)
class Body:
    """An organization, with an address of its own or none."""

    name: str
    email: str | None


@dataclass(frozen=True)
class Human:
    """A person; a member of the group if there are `roles`. `group_email`: for this group only, shared."""

    name: str
    email: str | None
    roles: tuple[str, ...] = ()
    role_title: str | None = None
    title: str | None = None
    organization: Body | None = None
    group_email: str | None = None

    @property
    def address(self) -> str | None:
        return self.group_email or self.email


@dataclass(frozen=True)
class Owner:
    """One owner of a point. `written`: the name is sent, and whose it is the service's to find."""

    kind: str
    person: Human | None = None
    organization: Body | None = None
    role: str | None = None
    role_title: str | None = None
    name: str | None = None
    written: str | None = None


@dataclass(frozen=True)
class Given:
    """An action point with the number it gets, and where on the agenda it stands."""

    number: int
    task: str
    item: int | None
    owners: tuple[Owner, ...]
    due_kind: str
    due_day: date | None
    due_event: str | None


@dataclass
class World:
    """All that goes in from one note."""

    note: Note
    group: str
    bodies: list[Body] = field(default_factory=list)
    people: list[Human] = field(default_factory=list)
    points: list[Given] = field(default_factory=list)

    @property
    def members(self) -> list[Human]:
        return [human for human in self.people if human.roles]

    def body(self, name: str) -> Body:
        return next(body for body in self.bodies if key(body.name) == key(name))


def world(note: Note) -> World:
    made = World(note, note.group or f"Arbetsgrupp {note.index}")
    made.bodies = _bodies(note)
    members = _attending(made)
    made.people = members + _strangers(note, members)
    made.points = [_given(made, number, point) for number, point in enumerate(note.points, 1)]
    return made


def _bodies(note: Note) -> list[Body]:
    """Those that attend or owe something, once each; every second can be written to."""
    owing = [owner.name for point in note.points for owner in point.owners if owner.kind == "organization"]
    names = first_by_key([*(one.organization for one in note.attendance), *owing])
    return [
        Body(name, f"kontor{at}@not{note.index}.example" if (at + note.index) % 2 else None)
        for at, name in enumerate(names)
    ]


def _attending(made: World) -> list[Human]:
    """Members of the group, as the note lists them; two of them share an address where they are many."""
    named = [one for one in made.note.attendance if one.name]
    return [
        Human(
            name=one.name or "",
            email=_address(made.note, at),
            **_roles(one.role, made.group),
            title=one.title,
            organization=made.body(one.organization) if one.organization else None,
            group_email=f"delad@not{made.note.index}.example" if at in {2, 3} and len(named) > 7 else None,
        )
        for at, one in enumerate(named)
    ]


def _strangers(note: Note, members: Sequence[Human]) -> list[Human]:
    """People who owe something and are none of those who attended: no members."""
    owing = [owner.name for point in note.points for owner in point.owners if owner.kind == "person"]
    names = [name for name in first_by_key(owing) if len(_fitting(members, name)) != 1]
    return [Human(name, _address(note, len(members) + at)) for at, name in enumerate(names)]


def _address(note: Note, at: int) -> str | None:
    """Invented; every fifth has none."""
    return None if at % 5 == 4 else f"person{at}@not{note.index}.example"


def _roles(said: str | None, group: str) -> dict[str, Any]:
    """The roles in this group; of another group, or of another kind, a role title."""
    rest, roles = key(said or "").replace(".", " "), []
    for word, role in ROLES.items():
        if re.search(rf"\b{key(word)}\b", rest):
            rest = re.sub(rf"\b{key(word)}\b", "", rest)
            roles.append(role)
    strange = [word for word in rest.split() if word not in {"och", *key(group).split()}]
    if strange or not roles:
        return {"roles": ("member",), "role_title": said}
    return {"roles": tuple(roles), "role_title": None}


def _fitting(people: Sequence[Human], name: str) -> list[Human]:
    """Those with that name; else those of whom it says a part, the last word perhaps as an initial."""
    exact = [human for human in people if key(human.name) == key(name)]
    return exact or [human for human in people if _is_part(key(name).split(), _words(human.name))]


def _words(name: str) -> list[str]:
    """Without what stands in quotation marks."""
    return re.sub(r"[\"”“].*?[\"”“]", " ", key(name)).split()


def _is_part(said: list[str], words: list[str]) -> bool:
    *first, last = said
    whole = all(word in words for word in first) and said[0] == words[0]
    return whole and (last in words or (len(last) == 1 and any(word.startswith(last) for word in words[1:])))


def _given(made: World, number: int, point: Point) -> Given:
    numbers = [item for item, _ in made.note.agenda]
    due_kind = "event" if point.due_kind == "date" and point.due_day is None else point.due_kind
    return Given(
        number=number,
        task=point.task,
        item=numbers.index(point.agenda_number) if point.agenda_number else None,
        owners=tuple(dict.fromkeys(_owner(made, owner) for owner in point.owners)),
        due_kind=due_kind,
        due_day=point.due_day if due_kind == "date" else None,
        due_event=point.due_text if due_kind == "event" else None,
    )


def _owner(made: World, said: Said) -> Owner:
    name = said.name or ""
    if said.kind == "person":
        person = _fitting(made.people, name)[0]
        exact = key(person.name) == key(name) and bool(person.roles) and made.note.index % 2 == 0
        return Owner("person", person=person, written=name if exact else None)
    if said.kind == "organization":
        return Owner("organization", organization=made.body(name))
    if said.kind == "role":
        return _role(made, name)
    return Owner("group") if _is_own(made.group, name) else Owner("named", name=name)


def _role(made: World, name: str) -> Owner:
    """The role, where a member has it; else a title that nobody holds."""
    role = next((role for word, role in ROLES.items() if key(word) == key(name)), None)
    held = role and any(role in human.roles for human in made.members)
    return Owner("role", role=role) if held else Owner("role", role_title=name)


def _is_own(group: str, name: str) -> bool:
    """Everybody, or the group by a word of its own name."""
    words = key(group).replace(",", " ").split()
    return key(name) in {key(word) for word in EVERYBODY} | set(words) | {f"{word}en" for word in words}
