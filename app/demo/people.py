"""Who is in the story: organizations, groups and persons. All of them are invented."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.demo.telling import GROUP, SECRETARY, STEERING, Telling
from app.groups import service as groups
from app.groups.models import DefaultDue, GroupCreate, GroupUpdate, Reminders
from app.memberships import service as memberships
from app.memberships.models import MembershipCreate, Role
from app.organizations import service as organizations
from app.organizations.models import OrganizationCreate, OrganizationKind
from app.persons import service as persons
from app.persons.models import Language, PersonCreate

EKDALA, GRANVIKA = "Lokal grupp Ekdala", "Lokal grupp Granvika"
OFFICE = "Närvårdskontoret Exempelbygden"
WRITERS = {
    GROUP: SECRETARY,
    STEERING: SECRETARY,
    EKDALA: "Kerstin Furubacke",
    GRANVIKA: "Bo Granlid",
}

ORGANIZATIONS = (
    (OFFICE, OrganizationKind.office, None, "narvardskontoret@exempelbygden.example"),
    ("Region Exempelbygden", OrganizationKind.region, None, None),
    ("Barn- och ungdomspsykiatrin", OrganizationKind.other, "Region Exempelbygden", None),
    ("Folkhälsoenheten", OrganizationKind.other, "Region Exempelbygden", None),
    ("Ekdala kommun", OrganizationKind.municipality, None, None),
    ("Socialförvaltningen i Ekdala", OrganizationKind.other, "Ekdala kommun", None),
    ("Granvika kommun", OrganizationKind.municipality, None, None),
    ("Elevhälsan i Granvika", OrganizationKind.other, "Granvika kommun", None),
    ("Föräldraföreningen Lyktan", OrganizationKind.association, None, None),
)


@dataclass(frozen=True)
class Somebody:
    name: str
    email: str | None
    organization: str
    title: str
    language: Language = Language.sv


PERSONS = (
    Somebody("Moa Lindesjö", "moa.lindesjo@exempelbygden.example", OFFICE, "Processledare"),
    Somebody(
        "Signe Ahlmark", "signe.ahlmark@ekdala.example", "Socialförvaltningen i Ekdala", "Förvaltningschef"
    ),
    Somebody(
        "Torvald Ekenstam",
        "torvald.ekenstam@region.example",
        "Barn- och ungdomspsykiatrin",
        "Verksamhetschef",
    ),
    Somebody(
        "Kerstin Furubacke", "kerstin.furubacke@ekdala.example", "Socialförvaltningen i Ekdala", "Enhetschef"
    ),
    Somebody("Nils-Olof Brandehag", "nils-olof.brandehag@granvika.example", "Granvika kommun", "Rektor"),
    Somebody("Rakel Ängsmyr", "rakel.angsmyr@granvika.example", "Elevhälsan i Granvika", "SIP-samordnare"),
    Somebody("Idun Stenhede", "idun.stenhede@granvika.example", "Elevhälsan i Granvika", "SIP-samordnare"),
    Somebody(
        "Arvid Mossdal",
        "arvid.mossdal@region.example",
        "Region Exempelbygden",
        "Vårdenhetschef",
        Language.en,
    ),
    Somebody("Hedda Vråmark", "hedda.vramark@region.example", "Folkhälsoenheten", "Folkhälsostrateg"),
    Somebody("Jonatan Tjärnholm", None, "Föräldraföreningen Lyktan", "Ordförande"),
    Somebody("Bo Granlid", "bo.granlid@granvika.example", "Granvika kommun", "Biträdande rektor"),
    Somebody("Edvin Kvarnlund", "edvin.kvarnlund@ekdala.example", "Ekdala kommun", "Systemförvaltare"),
    Somebody("Gunvor Hallstigen", "gunvor.hallstigen@region.example", "Region Exempelbygden", "Direktör"),
    Somebody("Alva Rönnskog", "alva.ronnskog@ekdala.example", "Ekdala kommun", "Kommundirektör"),
)
# Known to the secretary, though in none of her groups (Idun: not yet).
OUTSIDERS = ("Edvin Kvarnlund", "Idun Stenhede")
# Nobody is coordinator, and nobody chairs the group in Granvika. Idun comes later, in Rakel's place.
MEMBERS = (
    (GROUP, "Signe Ahlmark", (Role.chair,)),
    (GROUP, "Torvald Ekenstam", (Role.vice_chair,)),
    (GROUP, "Moa Lindesjö", (Role.secretary,)),
    (GROUP, "Kerstin Furubacke", (Role.member,)),
    (GROUP, "Nils-Olof Brandehag", (Role.member,)),
    (GROUP, "Rakel Ängsmyr", (Role.member,)),
    (GROUP, "Arvid Mossdal", (Role.member,)),
    (GROUP, "Hedda Vråmark", (Role.co_opted,)),
    (GROUP, "Jonatan Tjärnholm", (Role.user_representative,)),
    (GROUP, "Bo Granlid", (Role.substitute,)),
    (STEERING, "Gunvor Hallstigen", (Role.chair,)),
    (STEERING, "Alva Rönnskog", (Role.member,)),
    (STEERING, "Signe Ahlmark", (Role.member,)),
    (STEERING, "Moa Lindesjö", (Role.secretary,)),
    (EKDALA, "Kerstin Furubacke", (Role.chair, Role.secretary)),
    (EKDALA, "Edvin Kvarnlund", (Role.member,)),
    (GRANVIKA, "Nils-Olof Brandehag", (Role.member,)),
    (GRANVIKA, "Bo Granlid", (Role.secretary,)),
)


def gather(telling: Telling, now: datetime, today: date) -> None:
    """Everybody there is, in the groups they are in from that day."""
    _organizations(telling, now)
    _groups(telling, now)
    for person in PERSONS:
        _person(telling, person, now)
    organization = {person.name: person.organization for person in PERSONS}
    for group, name, roles in MEMBERS:
        body = MembershipCreate(
            group_id=telling.ids[group],
            person_id=telling.ids[name],
            roles=list(roles),
            on_behalf_of_id=telling.ids[organization[name]],
            valid_from=today,
        )
        telling.keep(f"{name} i {group}", memberships.add(telling.session, telling.administrator, body, now))


def _organizations(telling: Telling, now: datetime) -> None:
    for name, kind, parent, email in ORGANIZATIONS:
        body = OrganizationCreate(
            name=name, kind=kind, parent_id=telling.ids[parent] if parent else None, email=email
        )
        telling.keep(name, organizations.add(telling.session, telling.administrator, body, now))


def _groups(telling: Telling, now: datetime) -> None:
    _group(telling, now, STEERING, short_name="SG", reminders=Reminders.preview)
    _group(
        telling,
        now,
        GROUP,
        external_id="demo",
        short_name="BBU",
        parent_id=telling.ids[STEERING],
        office_id=telling.ids[OFFICE],
        email="bbu@exempelbygden.example",
        default_due=DefaultDue.next_meeting,
    )
    for name in (EKDALA, GRANVIKA):
        _group(telling, now, name, parent_id=telling.ids[GROUP], reminders=Reminders.off)


def turn_on_reminders(telling: Telling, now: datetime) -> None:
    """The year's meetings were held without: there is nothing to catch up."""
    change = GroupUpdate(reminders=Reminders.on)
    groups.update(telling.session, telling.secretary, telling.ids[GROUP], change, "*", now)


def _group(telling: Telling, now: datetime, name: str, **fields: Any) -> None:
    body = GroupCreate(name=name, **fields)
    telling.keep(name, groups.add(telling.session, telling.administrator, body, now))


def _person(telling: Telling, person: Somebody, now: datetime) -> None:
    body = PersonCreate(
        name=person.name,
        email=person.email,
        title=person.title,
        language=person.language,
        organization_id=telling.ids[person.organization],
    )
    telling.ids[person.name], _ = persons.add(telling.session, telling.administrator, body, now)
    if person.name in OUTSIDERS:
        persons.add(telling.session, telling.secretary, body, now)
