"""A nudge over HTTP, and the mail that it makes (domain 4)."""

from typing import Any

import pytest

from app.outbox.transport import Outcome, OutcomeKind
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.change.moving import address_of, body_of, calendar_of
from tests.reminders.posting import Office, Post, at

NOON = at("2026-04-13", "12:00")
LATER = Outcome(OutcomeKind.temporary, "451 4.3.0 Later")
LINE = "Kan du hinna till fredag?\n\nRing mig <b>gärna</b>."


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    made = Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))
    time.is_(NOON)
    return made


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


def nudge(api: Api, point: Thing, key: str = "first", **body: Any) -> list[Thing]:
    answer = api.call("POST", f"/action-points/{point['id']}/nudge", body, Idempotency_Key=key)
    assert answer.status_code == 201, answer.text
    items: list[Thing] = answer.json()["items"]
    return items


def refused(api: Api, point: Thing, key: str = "first", **body: Any) -> tuple[int, str]:
    problem = api.refused("POST", f"/action-points/{point['id']}/nudge", body, Idempotency_Key=key)
    return problem["status"], problem["type"].removeprefix("/problems/")


def test_a_nudge_is_a_mail_about_one_point_with_the_senders_own_words(office: Office, bo: Thing) -> None:
    ada = office.person("Ada Alm", "secretary")
    office.meeting("2026-04-17", "14:00", online_url="https://video.example.org/m/81")
    point, _ = office.point("Ring", bo), office.point("Måla", bo)

    (row,) = nudge(office.api.as_(ada["id"]), point, line=LINE)
    (mail,) = office.mails(NOON)

    assert (row["kind"], row["state"], row["address"]) == ("nudge", "planned", "bo@example.org")
    assert row["action_point_ids"] == [point["id"]]
    assert (address_of(mail), str(mail["Reply-To"])) == ("bo@example.org", "Ada Alm <ada@example.org>")
    assert str(mail["Subject"]) == "Påminnelse om punkt 1 – Arbetsgruppen"
    said = body_of(mail)
    assert "Ada Alm påminner om en punkt i Arbetsgruppen." in said
    assert "Ada Alm skriver Kan du hinna till fredag? Ring mig <b>gärna</b>." in said
    assert "1. Ring" in said and "Måla" not in said
    assert "/answers/" in said and "/stops/" in str(mail["List-Unsubscribe"])
    assert "SEQUENCE:0" in (calendar_of(mail) or "")
    html = mail.get_body(("html",))
    assert html is not None and "Ring mig &lt;b&gt;gärna&lt;/b&gt;." in html.get_content()
    kept = office.api.get(f"/reminders/{row['id']}")
    assert (kept["state"], kept["action_point_ids"]) == ("accepted", [point["id"]])
    assert office.api.items("/reminders?kind=nudge") == [kept]
    assert office.mails(at("2026-04-13", "12:01")) == []


def test_all_owners_are_told_and_the_answer_says_who_cannot_be(office: Office, bo: Thing) -> None:
    quiet = office.person("Siv Tyst", email=None)
    point = office.point("Ring", bo, quiet, {"name": "En liten grupp"})

    rows = nudge(office.api, point)

    assert {(row["state"], row["reason"]) for row in rows} == {
        ("planned", None),
        ("unreachable", "no_address"),
        ("unreachable", "named"),
    }
    assert [address_of(mail) for mail in office.mails(NOON)] == ["bo@example.org"]


def test_one_owner_may_be_named(office: Office, bo: Thing, api: Api) -> None:
    cia, outside = office.person("Cia Carl", "member"), office.person("Dan Dahl", "member")
    care = api.post("/organizations", name="Närvårdskontoret", email="kontor@example.org")
    point = office.point("Ring", bo, cia, {"organization_id": care["id"]})

    (one,) = nudge(api, point, "one", person_id=cia["id"])
    (other,) = nudge(api, point, "other", organization_id=care["id"])

    assert (one["person_id"], one["address"]) == (cia["id"], "cia@example.org")
    assert (other["recipient"], other["address"]) == (
        {"kind": "organization", "id": care["id"]},
        "kontor@example.org",
    )
    assert refused(api, point, "third", person_id=outside["id"]) == (422, "not-an-owner")
    assert refused(api, point, "fourth", person_id=cia["id"], organization_id=care["id"]) == (
        422,
        "invalid-request",
    )


def test_an_organization_without_an_address_is_its_members_in_the_group(
    office: Office, bo: Thing, api: Api
) -> None:
    care = api.post("/organizations", name="Närvårdskontoret")
    cia = office.person("Cia Carl", "member", organization_id=care["id"])
    point = office.point("Ring", bo, {"organization_id": care["id"]})

    rows = nudge(api, point, organization_id=care["id"])

    assert [row["person_id"] for row in rows] == [cia["id"]]


def test_those_who_share_an_address_get_one_letter(office: Office, api: Api) -> None:
    people = [office.person(name, email=None) for name in ("Cia Carl", "Dan Dahl")]
    for one in people:
        api.post(
            "/memberships",
            group_id=office.group["id"],
            person_id=one["id"],
            roles=["member"],
            email="alla@example.org",
        )

    rows = nudge(api, office.point("Ring", *people))

    assert len(rows) == 2
    assert [address_of(mail) for mail in office.mails(NOON)] == ["alla@example.org"]


def test_who_has_done_their_part_is_left_in_peace(office: Office, bo: Thing, api: Api) -> None:
    cia = office.person("Cia Carl", "member")
    point = office.point("Ring", bo, cia, completion="each")
    api.post(f"/action-points/{point['id']}/answers", person_id=bo["id"], answer="done")

    rows = nudge(api, point)

    assert {(row["person_id"], row["state"]) for row in rows} == {
        (bo["id"], "answered"),
        (cia["id"], "planned"),
    }


class TestOnce:
    """Idempotency-Key."""

    def test_the_same_again_is_the_first_answer_and_no_second_mail(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        point = office.point("Ring", bo)
        path, body = f"/action-points/{point['id']}/nudge", {"line": "Hej"}
        first = api.call("POST", path, body, Idempotency_Key="first")
        assert len(office.mails(NOON)) == 1
        api.act(f"/action-points/{point['id']}/closing")

        again = api.call("POST", path, body, Idempotency_Key='"first"')

        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert "Idempotency-Replayed" not in first.headers
        assert office.mails(NOON) == []

    def test_another_body_with_the_same_key_is_refused(self, office: Office, bo: Thing, api: Api) -> None:
        point = office.point("Ring", bo)
        nudge(api, point, line="Hej")

        assert refused(api, point, line="Hej!") == (422, "idempotency-key-reused")
        assert len(nudge(api, point, "second", line="Hej!")) == 1

    def test_a_key_belongs_to_a_caller_and_a_point(self, office: Office, bo: Thing, api: Api) -> None:
        points = office.point("Ring", bo), office.point("Skriv", bo)
        ada = api.as_(office.person("Ada Alm", "chair")["id"])

        made = [nudge(caller, point)[0]["id"] for caller in (api, ada) for point in points]

        assert len(set(made)) == 4

    def test_without_a_key_nothing_is_done(self, office: Office, bo: Thing, api: Api) -> None:
        point = office.point("Ring", bo)

        problem = api.refused("POST", f"/action-points/{point['id']}/nudge")

        assert (problem["status"], problem["type"]) == (428, "/problems/idempotency-key-needed")
        long = api.refused("POST", f"/action-points/{point['id']}/nudge", Idempotency_Key="x" * 65)
        assert [fault["header"] for fault in long["errors"]] == ["Idempotency-Key"]
        assert api.items("/reminders?kind=nudge") == []
        api.act(f"/action-points/{point['id']}/closing")
        closed = api.refused("POST", f"/action-points/{point['id']}/nudge")
        assert closed["type"] == "/problems/idempotency-key-needed"


class TestRefused:
    def test_only_leads_nudge(self, office: Office, bo: Thing, api: Api) -> None:
        point = office.point("Ring", bo)
        outsider = api.as_(office.person("Vera Utanför")["id"])

        assert refused(api.as_(bo["id"]), point) == (403, "forbidden")
        assert refused(outsider, point) == (404, "not-found")

    def test_a_closed_or_resting_or_unowned_point_is_not_nudged(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        closed, unowned = office.point("Ring", bo), office.point("Skriv")
        resting = office.point("Vila", bo, rests_until="2026-05-01")
        api.act(f"/action-points/{closed['id']}/closing")

        assert refused(api, closed) == (409, "action-point-closed")
        assert refused(api, resting) == (409, "action-point-resting")
        assert refused(api, unowned) == (409, "action-point-unowned")

    @pytest.mark.parametrize("setting", ["off", "preview"])
    def test_nothing_leaves_a_group_whose_reminders_are_not_on(
        self, office: Office, bo: Thing, api: Api, setting: str
    ) -> None:
        point = office.point("Ring", bo)
        api.patch(f"/groups/{office.group['id']}", reminders=setting)

        assert refused(api, point) == (409, "reminders-not-on")

    def test_a_line_has_a_length(self, office: Office, bo: Thing, api: Api) -> None:
        point = office.point("Ring", bo)

        assert refused(api, point, line="x" * 1001) == (422, "invalid-request")
        assert refused(api, point, line="") == (422, "invalid-request")


class TestAskedAgain:
    """At the moment of sending."""

    @pytest.mark.parametrize(
        ("what", "reason"),
        [
            ("closed", "point_closed"),
            ("rests", "point_rests"),
            ("another's", "not_an_owner"),
            ("no address", "no_address"),
            ("off", "reminders_off"),
        ],
    )
    def test_what_is_no_longer_so_is_not_sent(
        self, office: Office, bo: Thing, api: Api, what: str, reason: str
    ) -> None:
        point = office.point("Ring", bo)
        path = f"/action-points/{point['id']}"
        nudge(api, point)
        if what == "closed":
            api.act(f"{path}/closing")
        elif what == "rests":
            api.patch(path, rests_until="2026-05-01")
        elif what == "another's":
            api.patch(path, owners=[{"person_id": office.person("Cia Carl")["id"]}])
        elif what == "no address":
            api.patch(f"/persons/{bo['id']}", email=None)
        else:
            api.patch(f"/groups/{office.group['id']}", reminders="off")

        assert office.mails(NOON) == []
        (row,) = api.items("/reminders?kind=nudge")
        assert (row["state"], row["reason"]) == ("superseded", reason)

    def test_a_new_address_gets_it_and_the_request_is_answered_as_before(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        point = office.point("Ring", bo)
        first = nudge(api, point)
        api.patch(f"/persons/{bo['id']}", email="bosse@example.org")

        assert [address_of(mail) for mail in office.mails(NOON)] == ["bosse@example.org"]
        assert nudge(api, point) == first

    def test_it_tells_of_the_meeting_as_it_is_when_it_is_sent(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        meeting = office.meeting("2026-04-30", "14:00")
        nudge(api, office.point("Ring", bo))
        api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-07")

        (mail,) = office.mails(NOON)

        assert "torsdag 7 maj kl. 14.00" in body_of(mail)
        assert office.mails(at("2026-04-13", "12:30")) == []

    def test_what_was_frozen_and_has_not_left_is_made_anew_when_the_meeting_moves(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        meeting = office.meeting("2026-04-30", "14:00")
        nudge(api, office.point("Ring", bo))
        office.post.answers = [LATER]
        assert office.mails(NOON) == []
        api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-07")

        (mail,) = office.mails(at("2026-04-13", "14:00"))

        assert "torsdag 7 maj kl. 14.00" in body_of(mail)
        states = [row["state"] for row in api.items("/reminders")]
        assert sorted(states) == ["accepted", "superseded"]

    def test_another_meeting_that_has_become_the_next_is_told_of_in_its_stead(
        self, office: Office, bo: Thing, api: Api
    ) -> None:
        office.meeting("2026-04-30", "14:00")
        point = office.point("Ring", bo)
        first = nudge(api, point)
        sooner = office.meeting("2026-04-20", "14:00")

        (mail,) = office.mails(NOON)

        assert "måndag 20 april kl. 14.00" in body_of(mail)
        assert [row["meeting_id"] for row in api.items("/reminders?state=accepted")] == [sooner["id"]]
        assert nudge(api, point) == first

    def test_what_a_nudge_told_of_a_meeting_is_told_anew_when_it_changes(
        self, office: Office, bo: Thing, api: Api, time: Time
    ) -> None:
        meeting = office.meeting("2026-04-30", "14:00")
        nudge(api, office.point("Ring", bo))
        (first,) = office.mails(NOON)
        api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-07")

        (mail,) = office.mails(at("2026-04-13", "12:30"))

        assert str(mail["Subject"]) == "Mötet är flyttat till torsdag 7 maj – Arbetsgruppen"
        assert mail["In-Reply-To"] == first["Message-ID"]
