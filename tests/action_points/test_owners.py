"""The ownership rule (domain 3), asked of the database."""

import json
from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from app import nouns
from app.action_points import closing
from app.action_points.models import ActionPoint, Owner, OwnerScope, PointStatus
from app.action_points.owners import OWNER, Owners, points_of
from app.groups.models import Group
from app.mail.address import EmailState
from app.memberships.models import Membership, Role
from app.persons.models import Person, Stop
from app.reading import NOW
from tests import make

NOON = datetime.fromisoformat("2026-03-10T12:00:00+00:00")
JOB = {"kind": "job", "id": None, "name": None}


def ask(session: Session, owner: Owner, now: datetime = NOON) -> Any:
    """Who answers for an owner at an instant: `names`, `people`, `office`, `unreachable`."""
    session.flush()
    rule = Owners(col(OWNER.id) == owner.id)
    statement = select(cast(rule.told(), Text), rule.office(), rule.unreachable()).where(
        col(OWNER.id) == owner.id
    )
    row = session.execute(statement, {NOW.key: now}).one()
    people = json.loads(row[0])
    return SimpleNamespace(
        names=[one["name"] for one in people], people=people, office=row[1], unreachable=row[2]
    )


def owned(session: Session, person: Person, now: datetime = NOON) -> set[Any]:
    """The points a person answers for, asked from the person."""
    return set(session.execute(points_of(nouns.literal_id(person.id)), {NOW.key: now}).scalars())


def succeeded(session: Session, membership: Membership, successor: Person, last: str) -> None:
    membership.valid_to, membership.successor_id = date.fromisoformat(last), successor.id
    session.flush()


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


@pytest.fixture
def point(session: Session, group: Group) -> ActionPoint:
    return make.action_point(session, group, given_on="2026-03-02")


class TestPerson:
    def test_somebody_from_outside_owns_it(self, session: Session, point: ActionPoint) -> None:
        outside = make.person(session, "Vera Utanför", email="vera@example.org")

        answer = ask(session, make.owner(session, point, "person", person_id=outside.id))

        assert (answer.names, answer.unreachable, answer.people[0]["left"]) == (["Vera Utanför"], None, False)
        assert answer.people[0]["email"] == "vera@example.org"

    def test_the_address_for_the_group_goes_before_their_own(
        self, session: Session, group: Group, point: ActionPoint
    ) -> None:
        person = make.person(session, email="hemma@example.org", email_state=EmailState.bounced)
        make.membership(session, group, person, email="delad@example.org")

        answer = ask(session, make.owner(session, point, "person", person_id=person.id))

        assert (answer.people[0]["email"], answer.unreachable) == ("delad@example.org", None)

    @pytest.mark.parametrize(
        ("fields", "why"),
        [
            ({}, "no_address"),
            ({"email": "a@example.org", "email_state": EmailState.bounced}, "bounced"),
            ({"email": "a@example.org", "active": False}, "no_address"),
            ({"email": "a@example.org"}, None),
        ],
    )
    def test_why_they_cannot_be_told(
        self, session: Session, point: ActionPoint, fields: dict[str, Any], why: str | None
    ) -> None:
        person = make.person(session, **fields)

        answer = ask(session, make.owner(session, point, "person", person_id=person.id))

        assert (answer.unreachable, answer.people[0]["unreachable"]) == (why, why)

    def test_who_has_stopped_the_groups_mail_is_not_told(
        self, session: Session, group: Group, point: ActionPoint
    ) -> None:
        person, other = make.person(session, email="a@example.org"), make.group(session)
        session.add(Stop(person_id=person.id, group_id=group.id, stopped_at=NOON))
        elsewhere = make.action_point(session, other)

        assert (
            ask(session, make.owner(session, point, "person", person_id=person.id)).unreachable == "stopped"
        )
        assert ask(session, make.owner(session, elsewhere, "person", person_id=person.id)).unreachable is None


class TestSuccession:
    @pytest.fixture
    def leaver(self, session: Session, group: Group) -> Person:
        return make.member(session, group, name="Tore Avgående", email="tore@example.org")

    @pytest.fixture
    def membership(self, session: Session, leaver: Person) -> Membership:
        found: Membership = session.execute(
            select(Membership).where(col(Membership.person_id) == leaver.id)
        ).scalar_one()
        return found

    def test_from_the_day_after_it_is_the_successors(
        self, session: Session, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id)
        successor = make.person(session, "Elsa Efterträdare", email="elsa@example.org")
        succeeded(session, membership, successor, "2026-03-09")

        last_day = ask(session, owner, datetime.fromisoformat("2026-03-09T22:59:59+00:00"))
        day_after = ask(session, owner, datetime.fromisoformat("2026-03-09T23:00:00+00:00"))

        assert (last_day.names, day_after.names) == (["Tore Avgående"], ["Elsa Efterträdare"])
        assert owned(session, successor) == {point.id}
        assert owned(session, leaver) == set()

    def test_given_on_the_last_day_it_is_inherited(
        self, session: Session, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id, since="2026-03-09")
        succeeded(session, membership, make.person(session, "Elsa"), "2026-03-09")

        assert ask(session, owner).names == ["Elsa"]

    def test_what_the_leaver_is_given_later_is_the_leavers(
        self, session: Session, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id, since="2026-03-10")
        succeeded(session, membership, make.person(session, "Elsa"), "2026-03-09")

        answer = ask(session, owner)

        assert (answer.names, answer.people[0]["left"], answer.unreachable) == (["Tore Avgående"], True, None)

    def test_inherited_ones_are_inherited_again(
        self, session: Session, group: Group, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id)
        second, third = make.person(session, "Andra"), make.person(session, "Tredje")
        succeeded(session, membership, second, "2026-03-04")
        between = make.membership(session, group, second, valid_from="2026-03-05", valid_to="2026-03-08")
        between.successor_id = third.id

        assert ask(session, owner).names == ["Tredje"]
        assert (owned(session, second), owned(session, third)) == (set(), {point.id})

    def test_what_went_to_one_who_came_back_stays_with_the_successor(
        self, session: Session, group: Group, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id)
        succeeded(session, membership, make.person(session, "Elsa"), "2026-03-04")
        make.membership(session, group, leaver, valid_from="2026-03-06")

        assert ask(session, owner).names == ["Elsa"]

    def test_a_successor_that_gives_it_back_does_not_go_round(
        self, session: Session, group: Group, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner, other = make.owner(session, point, "person", person_id=leaver.id), make.person(session, "Elsa")
        succeeded(session, membership, other, "2026-03-04")
        between = make.membership(session, group, other, valid_from="2026-03-05", valid_to="2026-03-08")
        between.successor_id = leaver.id
        make.membership(session, group, leaver, valid_from="2026-03-09")

        answer = ask(session, owner)

        assert (answer.names, answer.people[0]["left"]) == (["Tore Avgående"], False)

    def test_without_a_successor_the_leaver_still_owns_it(
        self, session: Session, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id)
        membership.valid_to = date(2026, 3, 9)

        answer = ask(session, owner)

        assert (answer.names, answer.people[0]["left"]) == (["Tore Avgående"], True)

    def test_a_new_role_is_no_leaving(
        self, session: Session, group: Group, point: ActionPoint, leaver: Person, membership: Membership
    ) -> None:
        owner = make.owner(session, point, "person", person_id=leaver.id)
        membership.valid_to = date(2026, 3, 4)
        make.membership(session, group, leaver, Role.chair, valid_from="2026-03-05")

        assert ask(session, owner).people[0]["left"] is False

    def test_succession_in_another_group_is_of_no_account(
        self, session: Session, point: ActionPoint, leaver: Person
    ) -> None:
        owner, other = make.owner(session, point, "person", person_id=leaver.id), make.group(session)
        elsewhere = make.membership(session, other, leaver)
        succeeded(session, elsewhere, make.person(session, "Elsa"), "2026-03-04")

        assert ask(session, owner).names == ["Tore Avgående"]


class TestRole:
    def test_whoever_holds_it_today(self, session: Session, group: Group, point: ActionPoint) -> None:
        owner = make.owner(session, point, "role", role=Role.chair)
        make.membership(session, group, make.person(session, "Förra"), "chair", valid_to="2026-03-09")
        make.membership(session, group, make.person(session, "Nya"), "chair", valid_from="2026-03-10")
        make.member(session, group, "vice_chair", name="Vice")

        assert ask(session, owner, NOON - timedelta(days=1)).names == ["Förra"]
        assert ask(session, owner).names == ["Nya"]

    def test_two_holders_both_answer(self, session: Session, group: Group, point: ActionPoint) -> None:
        for name in ("Berit", "Anders"):
            make.member(session, group, "chair", "secretary", name=name)

        assert ask(session, make.owner(session, point, "role", role=Role.chair)).names == ["Anders", "Berit"]

    def test_a_vacant_role_is_nobody(self, session: Session, group: Group, point: ActionPoint) -> None:
        make.member(session, group, "member")

        answer = ask(session, make.owner(session, point, "role", role=Role.coordinator))

        assert (answer.names, answer.unreachable) == ([], "vacant")

    def test_a_role_by_its_title(self, session: Session, group: Group, point: ActionPoint) -> None:
        make.membership(session, group, make.person(session, "Signe"), role_title="SAMO")

        assert ask(session, make.owner(session, point, "role", role_title="samo")).names == ["Signe"]

    def test_each_subgroups_holder(self, session: Session, group: Group, point: ActionPoint) -> None:
        make.member(session, group, "chair", name="Här")
        both = make.person(session, "Båda")
        for name in ("Norr", "Söder"):
            child = make.group(session, name, parent_id=group.id)
            make.member(session, child, "chair", name=name)
            make.membership(session, child, both, "chair")
        owner = make.owner(session, point, "role", role=Role.chair, scope=OwnerScope.child_groups)

        answer = ask(session, owner)

        assert answer.names == ["Båda", "Norr", "Söder"]
        assert owned(session, both) == {point.id}

    def test_the_role_of_another_group(self, session: Session, group: Group, point: ActionPoint) -> None:
        board = make.group(session, "Styrgruppen")
        chair = make.member(session, board, "chair", name="Ordförande där")
        make.member(session, group, "chair", name="Ordförande här")

        assert ask(session, make.owner(session, point, "role", role=Role.chair, group_id=board.id)).names == [
            chair.name
        ]
        assert owned(session, chair) == {point.id}


class TestOrganization:
    def test_its_own_address_if_it_has_one(self, session: Session, group: Group, point: ActionPoint) -> None:
        office = make.organization(session, "Kontoret", email="kontoret@example.org")
        make.membership(session, group, make.person(session), on_behalf_of_id=office.id)

        answer = ask(session, make.owner(session, point, "organization", organization_id=office.id))

        assert (answer.names, answer.office, answer.unreachable) == ([], "kontoret@example.org", None)

    def test_else_its_members_in_the_group_and_those_of_its_units(
        self, session: Session, group: Group, point: ActionPoint
    ) -> None:
        region = make.organization(session, "Regionen")
        clinic = make.organization(session, "Barnkliniken", parent_id=region.id)
        ward = make.organization(session, "Avdelningen", parent_id=clinic.id)
        make.membership(session, group, make.person(session, "För regionen"), on_behalf_of_id=region.id)
        make.membership(session, group, make.person(session, "Från avdelningen", organization_id=ward.id))
        make.membership(
            session, group, make.person(session, "För en annan", organization_id=ward.id),
            on_behalf_of_id=make.organization(session, "Kommunen").id,
        )  # fmt: skip
        make.membership(
            session, make.group(session), make.person(session, "I en annan grupp", organization_id=ward.id)
        )
        owner = make.owner(session, point, "organization", organization_id=region.id)

        assert ask(session, owner).names == ["Från avdelningen", "För regionen"]

    def test_without_address_and_members_nobody_can_be_told(
        self, session: Session, point: ActionPoint
    ) -> None:
        office = make.organization(session)

        answer = ask(session, make.owner(session, point, "organization", organization_id=office.id))

        assert (answer.names, answer.unreachable) == ([], "no_address")


class TestGroup:
    def test_every_member_today(self, session: Session, group: Group, point: ActionPoint) -> None:
        make.member(session, group, "chair", name="A", email="a@example.org")
        make.member(session, group, "observer", name="B")
        make.membership(session, group, make.person(session, "Slutat"), valid_to="2026-03-09")
        make.membership(session, group, make.person(session, "Inte börjat"), valid_from="2026-03-11")

        answer = ask(session, make.owner(session, point, "group"))

        assert (answer.names, answer.unreachable) == (["A", "B"], None)

    def test_a_group_of_one(self, session: Session, group: Group, point: ActionPoint) -> None:
        make.member(session, group, name="Ensam")

        answer = ask(session, make.owner(session, point, "group"))

        assert (answer.names, answer.unreachable) == (["Ensam"], "no_address")

    def test_a_group_of_nobody(self, session: Session, point: ActionPoint) -> None:
        assert ask(session, make.owner(session, point, "group")).unreachable == "vacant"


def test_a_name_that_is_nobody_in_the_register_is_kept(session: Session, point: ActionPoint) -> None:
    answer = ask(session, make.owner(session, point, "named", name="En mindre grupp"))

    assert (answer.names, answer.office, answer.unreachable) == ([], None, "named")


def test_a_closed_point_keeps_its_persons(session: Session, group: Group, point: ActionPoint) -> None:
    owner = make.owner(session, point, "role", role=Role.chair)
    before = make.membership(session, group, make.person(session, "Förra"), "chair")

    closing.close(session, point, PointStatus.done, JOB, NOON)
    before.valid_to = date(2026, 3, 10)
    make.membership(session, group, make.person(session, "Nya"), "chair", valid_from="2026-03-11")

    later = NOON + timedelta(days=5)
    assert ask(session, owner, later).names == ["Förra"]
    closing.reopen(session, point, JOB, later)
    assert ask(session, owner, later).names == ["Nya"]


def test_asked_from_the_person_or_from_the_point_the_answer_is_the_same(session: Session) -> None:
    """A random register: groups, units, roles, successions, and points of every kind of owner."""
    random = Random(20260302)
    offices = [make.organization(session, f"O{n}") for n in range(4)]
    offices += [make.organization(session, f"U{n}", parent_id=random.choice(offices).id) for n in range(4)]
    parent = make.group(session, "P")
    groups = [parent, *[make.group(session, f"G{n}", parent_id=parent.id) for n in range(3)]]
    people = [
        make.person(session, f"Person {n}", organization_id=random.choice(offices).id) for n in range(12)
    ]
    for person in people:
        for group in random.sample(groups, 2):
            ended = random.random() < 0.4
            row = make.membership(
                session, group, person, random.choice(["chair", "member", "observer"]),
                valid_to="2026-03-05" if ended else None,
                on_behalf_of_id=random.choice([None, *(office.id for office in offices)]),
            )  # fmt: skip
            row.successor_id = random.choice(people).id if ended and random.random() < 0.8 else None
    told: list[dict[str, Any]] = [
        *({"kind": "person", "person_id": person.id} for person in people),
        *(
            {"kind": "role", "role": role, "scope": scope}
            for role in (Role.chair, Role.member)
            for scope in OwnerScope
        ),
        *({"kind": "organization", "organization_id": office.id} for office in offices),
        *({"kind": "group", "group_id": group_id} for group_id in (None, *(group.id for group in groups))),
        {"kind": "named", "name": "Några"},
    ]
    rows = []
    for group in groups:
        for fields in told:
            point = make.action_point(session, group, given_on=random.choice(["2026-03-01", "2026-03-07"]))
            rows.append(make.owner(session, point, **fields))
    for owner in random.sample(rows, 15):
        closing.close(session, session.get_one(ActionPoint, owner.point_id), PointStatus.done, JOB, NOON)

    forward = {(one["id"], str(owner.point_id)) for owner in rows for one in ask(session, owner).people}
    backward = {(str(person.id), str(point)) for person in people for point in owned(session, person)}

    assert forward == backward
    assert len(forward) > 100
