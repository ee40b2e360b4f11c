"""What a secretary has to see to, over HTTP: each question on and off, and who is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.bounces.models import Bounce
from app.mail.address import EmailState
from app.outbox.transport import Outcome, OutcomeKind
from app.persons.models import Person, Stop
from tests.asking import Api, Thing
from tests.conftest import NOW, Time
from tests.people import join, member_of
from tests.reminders.posting import Office, Post, at

KEYS = [
    "unheld",
    "unconfirmed",
    "unbooked",
    "unreachable",
    "unowned",
    "cannot",
    "bounced",
    "stopped",
    "carried",
]


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))


@pytest.fixture
def ada(office: Office) -> Thing:
    return office.person("Ada Alm", "secretary")


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


@pytest.fixture
def mine(office: Office, ada: Thing) -> Api:
    """The API as the secretary."""
    return office.api.as_(ada["id"])


def standing(mine: Api) -> dict[str, list[Any]]:
    """The lists that are not empty."""
    found = mine.get("/me/worklist")
    assert list(found) == KEYS
    return {key: items for key, items in found.items() if items}


def tasks(items: list[Thing]) -> list[str]:
    return [item["action_point"]["task"] for item in items]


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that read, while it lasts."""
    asked: list[str] = []

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", before)
    yield asked
    event.remove(engine, "before_cursor_execute", before)


class TestMeetings:
    def test_one_that_has_passed_is_to_be_marked_held_from_the_next_day(
        self, office: Office, mine: Api, time: Time
    ) -> None:
        meeting = office.meeting("2026-03-06", "09:00")
        time.is_(at("2026-03-06", "23:00"))
        assert standing(mine) == {}

        time.is_(at("2026-03-07", "00:01"))
        (item,) = standing(mine)["unheld"]
        assert item["meeting"] == {"id": meeting["id"], "held_on": "2026-03-06"}
        assert item["group"] == {"id": office.group["id"], "name": "Arbetsgruppen"}
        assert item["since"] == "2026-03-06T08:00:00Z"

        office.api.act(f"/meetings/{meeting['id']}/holding")
        assert standing(mine) == {}

    def test_one_that_was_cancelled_is_nobodys(self, office: Office, mine: Api, time: Time) -> None:
        meeting = office.meeting("2026-03-06")
        office.api.act(f"/meetings/{meeting['id']}/cancellation")
        time.is_(at("2026-03-09"))

        assert standing(mine) == {}

    def test_the_next_one_is_to_be_confirmed_while_it_is_proposed(self, office: Office, mine: Api) -> None:
        meeting = office.meeting("2026-03-20", status="proposed")
        office.meeting("2026-04-20", status="proposed")

        assert [item["meeting"]["id"] for item in standing(mine)["unconfirmed"]] == [meeting["id"]]

        office.api.patch(f"/meetings/{meeting['id']}", status="scheduled")
        assert standing(mine) == {}

    def test_one_is_to_be_booked_while_open_points_wait(self, office: Office, mine: Api, bo: Thing) -> None:
        point = office.point("A", bo)
        office.point("Vilar", bo, due_kind="none", rests_until="2026-12-01")
        assert [item["count"] for item in standing(mine)["unbooked"]] == [1]

        office.meeting("2026-03-20")
        assert standing(mine) == {}

        meeting = office.api.items(f"/meetings?group_id={office.group['id']}")[0]
        office.api.act(f"/meetings/{meeting['id']}/cancellation")
        office.api.act(f"/action-points/{point['id']}/closing")
        assert standing(mine) == {}


class TestOwners:
    @pytest.fixture(autouse=True)
    def _booked(self, office: Office) -> None:
        office.meeting("2026-03-20")

    def why(self, mine: Api) -> list[tuple[str, str, list[str]]]:
        return [
            (item["action_point"]["task"], item["why"], item["owners"])
            for item in standing(mine).get("unreachable", [])
        ]

    def test_each_says_why_it_cannot_be_reached(self, office: Office, mine: Api) -> None:
        silent = office.person("Siv Tyst", "member", email=None)
        agency = office.api.post("/organizations", name="Kontoret", kind="office")
        office.point("namn", {"name": "En mindre grupp"})
        office.point("roll", {"role": "coordinator"})
        office.point("adress", silent)
        office.point("kontor", {"organization_id": agency["id"]})
        office.point("nådd", office.person("Bo Berg", "member"))

        assert self.why(mine) == [
            ("namn", "named", ["En mindre grupp"]),
            ("roll", "vacant", ["samordnare"]),
            ("adress", "no_address", ["Siv Tyst"]),
            ("kontor", "no_address", ["Kontoret"]),
        ]
        office.api.patch(f"/persons/{silent['id']}", email="siv@example.org")
        assert [why[0] for why in self.why(mine)] == ["namn", "roll", "kontor"]

    def test_each_subgroup_in_which_nobody_has_the_role_is_named(self, office: Office, mine: Api) -> None:
        norr, _, _ = (
            office.api.post("/groups", name=name, parent_id=office.group["id"])
            for name in ("Norr", "Söder", "Öster")
        )
        office.point("Samla in", {"role": "chair", "scope": "child_groups"})
        eva = office.person("Eva Ek")
        join(office.api, norr, eva, "chair")

        assert self.why(mine) == [
            ("Samla in", "vacant", ["ordförande i Söder"]),
            ("Samla in", "vacant", ["ordförande i Öster"]),
        ]

    def test_roles_are_said_in_the_readers_language_else_in_the_groups(
        self, office: Office, mine: Api
    ) -> None:
        above = office.api.post("/groups", name="Styrgruppen")
        office.api.patch(f"/groups/{office.group['id']}", parent_id=above["id"])
        office.api.post("/groups", name="Norr", parent_id=office.group["id"])
        office.point("här", {"role": "coordinator"})
        office.point("där", {"role": "chair", "group_id": above["id"]})
        office.point("under", {"role": "secretary", "scope": "child_groups"})

        def roles(**accept: str) -> list[str]:
            answer = mine.call("GET", "/me/worklist", **accept)
            return [item["owners"][0] for item in answer.json()["unreachable"]]

        assert roles() == ["samordnare", "ordförande i Styrgruppen", "sekreterare i Norr"]
        assert roles(Accept_Language="en") == ["coordinator", "chair of Styrgruppen", "secretary of Norr"]
        office.api.patch(f"/groups/{office.group['id']}", language="en")
        assert roles() == ["coordinator", "chair of Styrgruppen", "secretary of Norr"]

    def test_one_of_many_stands_there_by_name(self, office: Office, mine: Api, bo: Thing) -> None:
        office.person("Siv Tyst", "member", email=None)
        office.point("alla", {"kind": "group"})

        (item,) = standing(mine)["unreachable"]
        assert (item["person"]["name"], item["owners"]) == ("Siv Tyst", ["Arbetsgruppen"])

    def test_a_leaver_without_a_successor_stands_there(self, office: Office, mine: Api, time: Time) -> None:
        person = office.api.post("/persons", name="Lena Lind", email="lena@example.org")
        membership = join(office.api, office.group, person, "member")
        office.point("A", person)
        office.api.patch(f"/memberships/{membership['id']}", valid_to="2026-03-05")
        assert self.why(mine) == []

        time.is_(at("2026-03-06"))
        assert self.why(mine) == [("A", "left", ["Lena Lind"])]

    def test_a_successor_answers_for_the_leaver(
        self, office: Office, mine: Api, bo: Thing, time: Time
    ) -> None:
        person = office.api.post("/persons", name="Lena Lind", email="lena@example.org")
        membership = join(office.api, office.group, person, "member")
        office.point("A", person)
        office.api.act(
            f"/memberships/{membership['id']}/succession", person_id=bo["id"], **{"from": "2026-03-06"}
        )
        time.is_(at("2026-03-06"))

        assert self.why(mine) == []

    def test_a_point_that_nobody_owns_waits_until_somebody_takes_it(
        self, office: Office, mine: Api, bo: Thing
    ) -> None:
        point = office.point("Ledig")
        office.point("Vilar", rests_until="2026-12-01")
        assert tasks(standing(mine)["unowned"]) == ["Ledig"]

        office.api.post(f"/action-points/{point['id']}/answers", person_id=bo["id"], answer="took")
        assert standing(mine) == {}


class TestCannot:
    @pytest.fixture
    def point(self, office: Office, bo: Thing) -> Thing:
        office.meeting("2026-03-20")
        point = office.point("A", bo)
        self.say(office, point, bo, "cannot", comment="Hinner inte")
        return point

    def say(self, office: Office, point: Thing, who: Thing, answer: str, **more: Any) -> None:
        office.api.post(
            f"/action-points/{point['id']}/answers", {"person_id": who["id"], "answer": answer, **more}
        )

    def test_it_stands_there_with_what_was_said(self, mine: Api, point: Thing, bo: Thing) -> None:
        (item,) = standing(mine)["cannot"]

        assert (item["action_point"]["id"], item["comment"]) == (point["id"], "Hinner inte")
        assert item["person"] == {"id": bo["id"], "name": "Bo Berg"}

    def test_another_answer_ends_it(self, office: Office, mine: Api, point: Thing, bo: Thing) -> None:
        self.say(office, point, bo, "in_progress")
        assert standing(mine) == {}

    def test_closing_ends_it(self, office: Office, mine: Api, point: Thing) -> None:
        office.api.act(f"/action-points/{point['id']}/closing")
        assert standing(mine) == {}

    def test_other_owners_end_it(
        self, office: Office, mine: Api, point: Thing, bo: Thing, time: Time
    ) -> None:
        eva = office.person("Eva Ek", "member")
        time.is_(at("2026-03-03"))
        office.api.patch(
            f"/action-points/{point['id']}", owners=[{"person_id": bo["id"]}, {"person_id": eva["id"]}]
        )
        assert standing(mine) == {}

    def test_a_successor_ends_it(
        self, office: Office, mine: Api, point: Thing, bo: Thing, time: Time
    ) -> None:
        eva = office.person("Eva Ek", "member")
        membership = office.api.items(f"/memberships?person_id={bo['id']}")[0]
        office.api.act(
            f"/memberships/{membership['id']}/succession", person_id=eva["id"], **{"from": "2026-03-03"}
        )
        time.is_(at("2026-03-03"))

        assert standing(mine) == {}

    def test_an_organization_says_it_too(self, office: Office, mine: Api, bo: Thing) -> None:
        office.meeting("2026-03-20")
        agency = office.api.post(
            "/organizations", name="Kontoret", kind="office", email="kontoret@example.org"
        )
        point = office.point("B", {"organization_id": agency["id"]})
        office.api.post(
            f"/action-points/{point['id']}/answers", organization_id=agency["id"], answer="cannot"
        )

        (item,) = standing(mine)["cannot"]
        assert (item["person"], item["owners"]) == (None, ["Kontoret"])


class TestMail:
    def test_an_address_that_was_refused_stands_there(self, office: Office, mine: Api, bo: Thing) -> None:
        office.meeting("2026-03-20")
        office.point("A", bo)
        office.post.answers.append(Outcome(OutcomeKind.refused, "550 5.1.1 No such user"))
        office.run(at("2026-03-13"))

        found = [(item["person"]["name"], item["why"]) for item in standing(mine)["bounced"]]
        assert ("Bo Berg", "failed") in found

    def test_those_it_was_too_late_to_remind_stand_there_by_their_meeting(
        self, office: Office, mine: Api, bo: Thing, time: Time
    ) -> None:
        agency = office.api.post("/organizations", name="Kontoret", kind="office", email="k@example.org")
        office.point("A", bo, {"organization_id": agency["id"]}, office.person("Eva Ek", "member"))
        time.is_(at("2026-03-20", "12:00"))
        meeting = office.meeting("2026-03-20", "15:00")
        office.run(at("2026-03-20", "16:30"))

        (item,) = standing(mine)["bounced"]
        assert (item["why"], item["owners"], item["person"]) == (
            "too_late",
            ["Bo Berg", "Eva Ek", "Kontoret"],
            None,
        )
        assert item["meeting"] == {"id": meeting["id"], "held_on": "2026-03-20"}
        assert item["since"] == "2026-03-20T15:30:00Z"
        said = " ".join(office.summaries(at("2026-03-23"))["ada@example.org"].split())
        assert "Det blev för sent att påminna Bo Berg, Eva Ek, Kontoret före mötet fredag 20 mars." in said
        time.is_(at("2026-04-04"))
        assert "bounced" not in standing(mine)

    def test_a_mail_that_came_later_ends_it(self, office: Office, mine: Api, bo: Thing) -> None:
        office.meeting("2026-03-20")
        office.point("A", bo)
        office.post.answers.append(Outcome(OutcomeKind.refused, "554 5.7.1 Message refused"))
        office.run(at("2026-03-13"))
        assert [item["why"] for item in standing(mine)["bounced"]] == ["failed"]

        office.run(at("2026-03-19"))
        assert standing(mine) == {}

    def test_it_is_forgotten_after_two_weeks(self, office: Office, mine: Api, bo: Thing, time: Time) -> None:
        office.meeting("2026-03-20")
        office.meeting("2026-06-20")
        office.point("A", bo, due_kind="none")
        office.post.answers.append(Outcome(OutcomeKind.refused, "554 5.7.1 Message refused"))
        office.run(at("2026-03-19"))
        time.is_(at("2026-03-19", "12:00"))
        assert "bounced" in standing(mine)

        time.is_(at("2026-04-03"))
        assert "bounced" not in standing(mine)

    def test_a_members_bounced_address_stands_there(
        self, mine: Api, office: Office, bo: Thing, session: Session
    ) -> None:
        row = session.get_one(Person, UUID(bo["id"]))
        row.email_state = EmailState.bounced
        session.add(
            Bounce(
                created_at=NOW, received_at=NOW, address_key="bo@example.org", status="5.1.1", diagnostic=""
            )
        )
        session.commit()

        (item,) = standing(mine)["bounced"]
        assert (item["person"]["name"], item["why"]) == ("Bo Berg", "bounced")
        assert item["since"] == "2026-03-02T09:00:00Z"

        office.api.patch(f"/persons/{bo['id']}", email="bo.berg@example.org")
        assert standing(mine) == {}

    def test_people_who_stopped_stand_there(
        self, mine: Api, office: Office, bo: Thing, session: Session
    ) -> None:
        session.add(Stop(person_id=UUID(bo["id"]), group_id=UUID(office.group["id"]), stopped_at=NOW))
        session.commit()

        (item,) = standing(mine)["stopped"]
        assert (item["person"]["name"], item["since"]) == ("Bo Berg", "2026-03-02T09:00:00Z")


class TestCarried:
    def test_a_point_carried_as_often_as_the_group_says_stands_there(
        self, office: Office, mine: Api, bo: Thing, time: Time
    ) -> None:
        given, first, second = (office.meeting(f"2026-03-{day}") for day in ("02", "09", "16"))
        office.meeting("2026-04-20")
        office.point("A", bo, {"role": "secretary"}, meeting=given)
        time.is_(at("2026-03-16", "17:00"))
        for meeting in (given, first):
            office.api.act(f"/meetings/{meeting['id']}/holding")
        assert "carried" not in standing(mine)

        office.api.act(f"/meetings/{second['id']}/holding")

        (item,) = standing(mine)["carried"]
        assert (item["meeting"]["id"], item["action_point"]["times_carried"]) == (second["id"], 2)
        assert item["owners"] == ["Bo Berg", "sekreterare"]

        office.api.patch(f"/groups/{office.group['id']}", escalate_after=3)
        assert standing(mine) == {}


class TestReach:
    @pytest.fixture(autouse=True)
    def _waiting(self, office: Office) -> None:
        office.meeting("2026-03-20", status="proposed")

    @pytest.mark.parametrize("role", ["chair", "vice_chair", "secretary", "coordinator"])
    def test_leads_are_told(self, office: Office, ada: Thing, role: str) -> None:
        lead = office.api.as_(office.person("Eva Ek", role)["id"])

        assert list(standing(lead)) == ["unconfirmed"]

    def test_people_of_the_office_are_told(self, office: Office, ada: Thing) -> None:
        agency = office.api.post("/organizations", name="Kontoret", kind="office")
        office.api.patch(f"/groups/{office.group['id']}", office_id=agency["id"])
        clerk = office.person("Eva Ek", organization_id=agency["id"])

        assert list(standing(office.api.as_(clerk["id"]))) == ["unconfirmed"]

    @pytest.mark.parametrize("role", ["member", "treasurer", "substitute", "observer"])
    def test_those_who_lead_nothing_have_nothing(self, office: Office, ada: Thing, role: str) -> None:
        assert standing(office.api.as_(office.person("Eva Ek", role)["id"])) == {}

    def test_outsiders_and_leads_of_other_groups_have_nothing(self, office: Office, ada: Thing) -> None:
        other = office.api.post("/groups", name="Andra gruppen")
        outsider = office.api.post("/persons", name="Vera Utanför")
        assert standing(office.api.as_(outsider["id"])) == {}

        join(office.api, other, outsider, "chair", email="vera@example.org")
        assert standing(office.api.as_(outsider["id"])) == {}

    def test_a_lead_no_more_has_nothing(self, office: Office, ada: Thing, time: Time) -> None:
        person = office.person("Eva Ek")
        join(office.api, office.group, person, "chair", valid_to="2026-03-05")
        time.is_(at("2026-03-06"))

        assert standing(office.api.as_(person["id"])) == {}

    def test_a_system_has_no_worklist(self, office: Office) -> None:
        key = office.api.post(
            "/api-keys", name="Ärendesystemet", scopes=["read"], group_ids=[office.group["id"]]
        )

        for system in (office.api, Api(office.api.client, key["key"])):
            assert system.refused("GET", "/me/worklist")["status"] == 403

    def test_a_group_in_which_nobody_can_be_told_says_so(self, office: Office, ada: Thing) -> None:
        vice = office.api.as_(office.person("Eva Ek", "vice_chair")["id"])
        assert "unreachable" not in standing(vice)

        office.api.patch(f"/persons/{ada['id']}", email=None)

        (item,) = standing(vice)["unreachable"]
        assert (item["why"], item["action_point"], item["group"]["id"]) == (
            "no_address",
            None,
            office.group["id"],
        )

    def test_an_administrators_is_their_own_and_that_of_groups_nobody_sees_to(
        self, office: Office, ada: Thing, session: Session
    ) -> None:
        empty = office.api.post("/groups", name="Tomma gruppen")
        office.api.post("/groups", name="Avstängda gruppen", reminders="off")
        person = office.api.post("/persons", name="Vera Förvaltare")
        made = office.api.post("/api-keys", name="test", person_id=person["id"], administrator=True)

        found = standing(Api(office.api.client, made["key"]))

        assert list(found) == ["unreachable"]
        assert [(item["group"]["id"], item["why"]) for item in found["unreachable"]] == [
            (empty["id"], "vacant")
        ]

    def test_it_is_unchanged_until_something_is(self, office: Office, ada: Thing, mine: Api) -> None:
        tag = mine.call("GET", "/me/worklist").headers["etag"]
        assert mine.call("GET", "/me/worklist", If_None_Match=tag).status_code == 304

        office.point("Ledig")
        assert mine.call("GET", "/me/worklist", If_None_Match=tag).status_code == 200


def test_ten_groups_take_as_many_statements_as_one(api: Api, engine: Engine) -> None:
    """And each item stands under its own group, by name."""
    person = api.post("/persons", name="Ada Alm", email="ada@example.org")
    asked_of = []
    for count in (1, 10):
        for number in range(count - 1, -1, -1) if count > 1 else (10,):
            group = api.post("/groups", name=f"Grupp {number:02}")
            join(api, group, person, "secretary")
            member_of(api, group, name="Siv Tyst")
            meeting = api.post("/meetings", group_id=group["id"], held_on="2026-03-01")
            api.post(
                "/action-points", {"meeting_id": meeting["id"], "task": "A", "owners": [{"kind": "group"}]}
            )
            api.post("/action-points", {"meeting_id": meeting["id"], "task": "B"})
        mine = api.as_(person["id"])
        mine.get("/me")  # that the key is used is noted the first time
        with counted(engine) as asked:
            found = standing(mine)
        asked_of.append(len(asked))

    assert asked_of[0] == asked_of[1] <= 17
    assert [item["group"]["name"] for item in found["unheld"]] == [f"Grupp {n:02}" for n in range(11)]
    assert {key: len(items) for key, items in found.items()} == {
        "unheld": 11,
        "unbooked": 11,
        "unreachable": 11,
        "unowned": 11,
    }
