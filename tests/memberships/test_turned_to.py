"""Whom a group's matters go to."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from app.groups.models import Group
from app.mail.address import Address, EmailState
from app.memberships import turned_to
from app.memberships.turned_to import CHAIRS, SECRETARIES, can_be_written_to, takes_mail
from app.persons.models import Person, Stop
from app.reminders.composing import reply_to_of
from tests import make
from tests.conftest import NOW

DAY = date(2026, 3, 2)


@pytest.fixture
def group(session: Session) -> Group:
    return make.group(session)


def holder(
    session: Session, group: Group, name: str, *roles: str, person: Any = None, **fields: Any
) -> Person:
    """Somebody with an address of their own unless `person` says otherwise."""
    told = {"email": f"{name.split(maxsplit=1)[0].casefold()}@example.org", **(person or {})}
    made = make.person(session, name, **told)
    make.membership(session, group, made, *roles, **fields)
    return made


def first(session: Session, group: Group, roles: Any = SECRETARIES, fits: Any = takes_mail) -> list[str]:
    return [each.name for each in turned_to.first(turned_to.of_group(session, roles, group.id, DAY), fits)]


def test_secretaries_come_before_chairs_and_chairs_before_coordinators(
    session: Session, group: Group
) -> None:
    holder(session, group, "Cia Ceder", "coordinator")
    assert first(session, group) == ["Cia Ceder"]
    holder(session, group, "Bo Berg", "chair")
    assert first(session, group) == ["Bo Berg"]
    holder(session, group, "Eva Ek", "member", "secretary")
    holder(session, group, "Ada Alm", "secretary", "chair")
    assert first(session, group) == ["Ada Alm", "Eva Ek"]


def test_chairs_come_before_vice_chairs_and_nobody_else_is_asked(session: Session, group: Group) -> None:
    holder(session, group, "Ada Alm", "secretary")
    holder(session, group, "Bo Berg", "vice_chair")
    assert first(session, group, CHAIRS) == ["Bo Berg"]
    holder(session, group, "Cia Ceder", "chair")
    assert first(session, group, CHAIRS) == ["Cia Ceder"]


@pytest.mark.parametrize(
    ("person", "fields", "why"),
    [
        ({"email": None}, {}, "no_address"),
        ({"active": False}, {}, "no_address"),
        ({"email_state": EmailState.bounced}, {}, "bounced"),
        ({}, {"email": "grupp@example.org", "email_state": EmailState.bounced}, "bounced"),
    ],
)
def test_those_who_cannot_be_written_to_are_passed_over(
    session: Session, group: Group, person: Any, fields: Any, why: str
) -> None:
    holder(session, group, "Ada Alm", "secretary", person=person, **fields)
    assert first(session, group, fits=can_be_written_to) == []
    assert turned_to.why_nobody(turned_to.of_group(session, SECRETARIES, group.id, DAY)) == why

    holder(session, group, "Bo Berg", "chair")
    assert first(session, group) == ["Bo Berg"]


def test_an_address_for_the_group_is_used_whatever_became_of_the_own(session: Session, group: Group) -> None:
    holder(
        session, group, "Ada Alm", "secretary", person={"email_state": EmailState.bounced}, email="g@example.org"
    )  # fmt: skip

    (found,) = turned_to.of_group(session, SECRETARIES, group.id, DAY)
    assert (found.address, found.own) == ("g@example.org", None)


def test_who_stopped_the_mail_is_passed_over_by_the_service_but_colleagues_may_write(
    session: Session, group: Group
) -> None:
    ada = holder(session, group, "Ada Alm", "secretary")
    holder(session, group, "Bo Berg", "chair")
    session.add(Stop(person_id=ada.id, group_id=group.id, stopped_at=NOW))
    session.flush()

    assert first(session, group) == ["Bo Berg"]
    assert first(session, group, fits=can_be_written_to) == ["Ada Alm"]
    assert reply_to_of(session, group, DAY) == Address("Ada Alm", "ada@example.org")


def test_only_those_who_hold_it_today(session: Session, group: Group) -> None:
    holder(session, group, "Ada Alm", "secretary", valid_to="2026-03-01")
    holder(session, group, "Bo Berg", "secretary", valid_from="2026-03-03")
    assert first(session, group) == []
    assert turned_to.why_nobody([]) == "vacant"

    holder(session, group, "Cia Ceder", "secretary", valid_from="2026-03-02", valid_to="2026-03-02")
    assert first(session, group) == ["Cia Ceder"]


def test_many_groups_each_on_its_own_day(session: Session) -> None:
    late, early = (
        make.group(session, name, time_zone=zone)
        for name, zone in (("Väst", "America/Los_Angeles"), ("Öst", "Asia/Tokyo"))
    )
    for group in (late, early):
        holder(
            session, group, f"Ada {group.name}", "secretary", valid_to="2026-03-02", person={"email": None}
        )
    now = NOW.replace(hour=20)  # 2 March in Los Angeles, 3 March in Tokyo

    assert list(turned_to.of_groups(session, SECRETARIES, now)) == [late.id]
    assert turned_to.of_groups(session, SECRETARIES, now, [early.id]) == {}


class TestReplyTo:
    """The secretary, else the group's address, else the chair or the coordinator."""

    def test_the_secretary_comes_before_the_group(self, session: Session) -> None:
        group = make.group(session, email="gruppen@example.org")
        holder(session, group, "Bo Berg", "chair")
        assert reply_to_of(session, group, DAY) == Address("Arbetsgruppen", "gruppen@example.org")

        holder(session, group, "Ada Alm", "secretary")
        assert reply_to_of(session, group, DAY) == Address("Ada Alm", "ada@example.org")

    def test_the_chair_comes_after_it(self, session: Session, group: Group) -> None:
        assert reply_to_of(session, group, DAY) is None
        holder(session, group, "Bo Berg", "chair")

        assert reply_to_of(session, group, DAY) == Address("Bo Berg", "bo@example.org")
