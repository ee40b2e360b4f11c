"""What is swept: five groups, one of each thing in them, and everybody who may stand in any relation to them.

Every text of a group holds its own word, so that a text is known again wherever it turns up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from app.access import secret
from app.access.policy import Standing
from app.action_points.models import ActionPoint, Answer, AnswerKind
from app.api_keys.models import ApiKey, ApiKeyGroup, Scope
from app.attendance.models import Attendance, AttendanceRole
from app.auditing.models import AuditEvent
from app.groups.models import Group, Reminders
from app.identities.models import Identity, LinkedBy
from app.imports.models import Import
from app.meetings.models import Meeting
from app.memberships.models import Role
from app.organizations.models import Organization
from app.persons.models import Person
from app.reminders.models import Reminder, ReminderPoint, ReminderRun, ReminderState
from tests import make

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
WORDS = {
    "above": "bokskog",
    "own": "tallkotte",
    "below": "ekollon",
    "beside": "granbarr",
    "elsewhere": "alkärr",
}
PARENTS = {"own": "above", "below": "own", "beside": "above"}
LEADING = frozenset({Role.chair, Role.vice_chair, Role.secretary, Role.coordinator})


@dataclass
class Place:
    """A group with its things by what they are: {"meetings": id, …}."""

    name: str
    group: Group
    person: Person
    things: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asker:
    """Somebody with a key, and what they are to the groups, as the contract says it."""

    name: str
    key: str | None
    person_id: str | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    scopes: frozenset[Scope] = frozenset(Scope)
    administrator: bool = False
    owns: frozenset[str] = frozenset()


@dataclass
class Register:
    places: dict[str, Place] = field(default_factory=dict)
    askers: list[Asker] = field(default_factory=list)
    organization: str = ""
    run: str = ""
    key_id: str = ""
    identity: str = ""
    audit_event: str = ""

    def asker(self, name: str) -> Asker:
        return next(one for one in self.askers if one.name == name)


def made(session: Session) -> Register:
    """The register, put straight into the tables."""
    register = Register(run=str(_kept(session, ReminderRun(created_at=NOW, at=NOW, ended_at=NOW)).id))
    office = make.organization(session, "Kansliet")
    register.organization = str(office.id)
    for name, word in WORDS.items():
        parent = register.places[PARENTS[name]].group if PARENTS.get(name) in register.places else None
        register.places[name] = _place(session, name, word, parent, office if name == "own" else None)
    _ties(session, register.places)
    for asker in _people(session, register.places, office):
        register.askers.append(asker)
    register.askers += _systems(session, register.places)
    register.askers.append(Asker("nobody", None))
    register.key_id = str(session.exec(select(ApiKey.id)).first())
    register.audit_event = str(_kept(session, _audited()).id)
    register.identity = str(_kept(session, _linked(register.places["own"].person)).id)
    session.commit()
    return register


def _audited() -> AuditEvent:
    blank: dict[str, Any] = {"details": {}, "changes": [], "previous": "", "key_id": "", "hash": ""}
    return AuditEvent(created_at=NOW, number=1, actor_kind="job", act="job", **blank)


def _linked(person: Person) -> Identity:
    return Identity(
        person_id=person.id,
        issuer="https://login.example.org",
        subject="lova",
        linked_by=LinkedBy.administrator,
        created_at=NOW,
        modified_at=NOW,
    )


def _kept(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def _place(
    session: Session, name: str, word: str, parent: Group | None, office: Organization | None
) -> Place:
    group = make.group(
        session,
        f"Gruppen {word}",
        reminders=Reminders.on if name == "own" else Reminders.off,
        external_id=f"grupp-{word}",
        email=f"{word}@example.org",
        parent_id=parent and parent.id,
        office_id=office and office.id,
    )
    person = make.person(session, f"Lova {word}", email=f"lova.{word}@example.org", title=f"Titel {word}")
    place = Place(name, group, person, {"groups": str(group.id), "persons": str(person.id)})
    _fill(session, place, word)
    return place


def _fill(session: Session, place: Place, word: str) -> None:
    group, person = place.group, place.person
    member = make.membership(session, group, person, "member", title=f"Titel {word}", email=f"m.{word}@x.se")
    held = make.meeting(session, group, "2026-02-02", status="held", note=f"Anteckning {word}")
    meeting = make.meeting(session, group, "2026-05-04", place=f"Lokal {word}", note=f"Anteckning {word}")
    item = make.agenda_item(session, held, f"Fråga {word}", outcome="parked", parked_until=f"Svar {word}")
    decision = make.decision(session, held, f"Beslut {word}", agenda_item_id=item.id)
    point = make.action_point(session, group, held, task=f"Uppgift {word}", details=f"Mer {word}")
    make.owner(session, point, "person", person_id=person.id)
    _kept(
        session,
        Answer(
            created_at=NOW,
            point_id=point.id,
            person_id=person.id,
            answer=AnswerKind.in_progress,
            comment=f"Svar {word}",
            actor={"kind": "person", "id": str(person.id), "name": person.name},
        ),
    )
    note = _kept(session, _note(group, word))
    told = _kept(session, _told(meeting, person, word))
    _kept(session, ReminderPoint(reminder_id=told.id, point_id=point.id, position=1))
    place.things |= {
        "memberships": str(member.id),
        "meetings": str(meeting.id),
        "held": str(held.id),
        "agenda-items": str(item.id),
        "decisions": str(decision.id),
        "action-points": str(point.id),
        "imports": str(note.id),
        "reminders": str(told.id),
    }


def _note(group: Group, word: str) -> Import:
    meeting = {
        "group": None, "held_on": "2026-02-02", "start_time": None, "end_time": None, "place": None,
        "meeting_id": None,
    }  # fmt: skip
    return Import(
        created_at=NOW,
        modified_at=NOW,
        group_id=group.id,
        file_name=f"{word}.txt",
        fingerprint=f"mark {word}",
        text=f"Anteckning {word}",
        meeting=meeting,
        attendance=[],
        agenda_items=[],
        decisions=[],
        action_points=[],
        next_meetings=[],
        unread=[f"Oläst {word}"],
    )


def _told(meeting: Meeting, person: Person, word: str) -> Reminder:
    return Reminder(
        created_at=NOW,
        group_id=meeting.group_id,
        meeting_id=meeting.id,
        occasion_on=TODAY,
        recipient_kind="person",
        recipient_id=person.id,
        person_id=person.id,
        address=f"lova.{word}@example.org",
        own_state=ReminderState.preview,
    )


def _ties(session: Session, places: Mapping[str, Place]) -> None:
    """What leads from one group to another: due meetings, owners, reports, referrals."""
    own, above, below = (places[name] for name in ("own", "above", "below"))
    tied = {one.name: make.member(session, one.group, name=f"Tuva {one.name}") for one in (own, above, below)}
    for one, other in ((own, above), (own, below), (above, own), (below, own)):
        word = WORDS[one.name]
        held = session.get_one(Meeting, UUID(one.things["held"]))
        point = make.action_point(
            session,
            one.group,
            held,
            task=f"Delad {word} till {other.name}",
            due_kind="meeting",
            due_meeting_id=UUID(other.things["meetings"]),
            report_to_id=other.group.id,
        )
        make.owner(session, point, "role", role="observer", group_id=other.group.id)
        make.owner(session, point, "person", person_id=tied[other.name].id, position=1)
        _kept(
            session,
            Answer(
                created_at=NOW,
                point_id=point.id,
                person_id=tied[other.name].id,
                answer=AnswerKind.cannot,
                comment="Hinner inte",
                actor={"kind": "person", "id": str(tied[other.name].id), "name": tied[other.name].name},
            ),
        )
        make.agenda_item(
            session, held, f"Hänskjuten {word}", outcome="referred", referred_to_id=other.group.id
        )
        one.things[f"tied to {other.name}"] = str(point.id)
        one.things["tied person"] = str(tied[one.name].id)


def _people(session: Session, places: Mapping[str, Place], office: Organization) -> list[Asker]:
    own = places["own"]

    def person(name: str, **fields: Any) -> Person:
        return make.person(session, f"Ask {name}", **fields)

    def asker(name: str, person: Person, **facts: Any) -> Asker:
        return Asker(name, make.key(session, person), str(person.id), **facts)

    def member(place: Place, role: Role, name: str = "", **days: Any) -> Asker:
        who = person(name or f"{role} {place.name}")
        make.membership(session, place.group, who, role, **days)
        standings, owns = {place.name: _standing(role)}, _tied(places, place) if role == Role.observer else ()
        return asker(name or f"{role} of {place.name}", who, standings=standings, owns=frozenset(owns))

    made = [member(own, role) for role in Role]
    made += [member(places[name], role) for name in ("above", "below", "beside", "elsewhere")
             for role in (Role.chair, Role.member)]  # fmt: skip
    made.append(asker("office person", person("office", organization_id=office.id),
                      standings={"own": Standing.lead}))  # fmt: skip
    last = member(own, Role.chair, "last day today", valid_to=TODAY)
    ended = member(own, Role.chair, "ended yesterday", valid_to=TODAY - DAY)
    coming = member(own, Role.chair, "begins tomorrow", valid_from=TODAY + DAY)
    made += [last, _nothing(ended), _nothing(coming)]
    called_in = person("called in")
    meeting = UUID(own.things["meetings"])
    row = Attendance(
        meeting_id=meeting,
        person_id=called_in.id,
        roles=[AttendanceRole.substitute],
        created_at=NOW,
        modified_at=NOW,
    )
    _kept(session, row)
    owner = person("owner only")
    point = session.get_one(ActionPoint, UUID(own.things["action-points"]))
    make.owner(session, point, "person", person_id=owner.id, position=1)
    made += [
        asker("called in", called_in),
        asker("owner only", owner, owns=frozenset({own.things["action-points"]})),
        asker("in no group", person("in no group")),
    ]
    chief = person("administrator")
    key = ApiKey(**_keyed(administrator=True, person_id=chief.id))
    made.append(Asker("administrator person", _written(session, key), str(chief.id), administrator=True))
    return made


def _tied(places: Mapping[str, Place], to: Place) -> list[str]:
    """The points of other groups that are the observers' of this one."""
    return [
        id for place in places.values() for what, id in place.things.items() if what == f"tied to {to.name}"
    ]


def _nothing(asker: Asker) -> Asker:
    return Asker(asker.name, asker.key, asker.person_id)


def _standing(role: Role) -> Standing:
    """As domain 6 has it, said here once more."""
    if role in LEADING:
        return Standing.lead
    return Standing.observer if role == Role.observer else Standing.member


def _keyed(**fields: Any) -> dict[str, Any]:
    return {"name": "nyckel", "scopes": list(Scope), "created_at": NOW, "modified_at": NOW, **fields}


def _written(session: Session, key: ApiKey) -> str:
    text = secret.new()
    key.secret_hash = secret.hashed(text)
    _kept(session, key)
    return secret.written(key.id, text)


def _systems(session: Session, places: Mapping[str, Place]) -> list[Asker]:
    """Keys of one group and of all, by their scopes; and an administrator's."""
    made = []
    for scopes in ({"read"}, {"read", "write"}, {"read", "remind"}, {"write"}):
        said = frozenset(Scope(scope) for scope in scopes)
        standing = Standing.lead if Scope.write in said else Standing.observer
        one = ApiKey(**_keyed(scopes=sorted(scopes)))
        key = _written(session, one)
        _kept(session, ApiKeyGroup(api_key_id=one.id, group_id=places["own"].group.id))
        title = "+".join(sorted(scopes))
        made.append(Asker(f"system {title} of own", key, None, {"own": standing}, said))
        if scopes == {"read", "remind"}:
            everywhere = _written(session, ApiKey(**_keyed(scopes=sorted(scopes), all_groups=True)))
            made.append(
                Asker(f"system {title} of all", everywhere, None, dict.fromkeys(places, standing), said)
            )
    top = _written(session, ApiKey(**_keyed(administrator=True)))
    return [*made, Asker("administrator system", top, administrator=True)]
