"""Who is told that a meeting is no longer as they were told, and when (domain 4 "When plans change")."""

from typing import Any

import pytest

from tests.asking import Api
from tests.conftest import Time
from tests.reminders.change.moving import ADA, BO, LATER, URL, Moving, body_of, moving
from tests.reminders.posting import at

MOVED = "Mötet är flyttat till fredag 24 april – Arbetsgruppen"


@pytest.fixture
def office(api: Api, time: Time) -> Moving:
    return moving(api, time)


class TestWhen:
    def test_those_who_were_told_are_told_once_when_it_has_been_quiet(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert office.told(at("2026-04-13", "10:14")) == {}
        assert office.told(at("2026-04-13", "10:15")) == {ADA: MOVED, BO: MOVED}
        assert office.told(at("2026-04-13", "10:16")) == {}
        assert office.changes() == [("accepted", None, ADA), ("accepted", None, BO)]

    def test_each_change_makes_it_wait_anew(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-23")
        office.change(at("2026-04-13", "10:10"), held_on="2026-04-24")

        assert office.told(at("2026-04-13", "10:20")) == {}
        assert office.told(at("2026-04-13", "10:25")) == {ADA: MOVED, BO: MOVED}

    def test_there_and_back_again_is_no_change(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24", place="Biblioteket")
        office.change(at("2026-04-13", "10:10"), held_on="2026-04-17", place="Rådhuset")

        assert office.told(at("2026-04-13", "11:00")) == {}
        assert office.changes() == []

    def test_back_again_after_it_was_told_is_told(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")
        office.told(at("2026-04-13", "10:15"))
        office.change(at("2026-04-13", "11:00"), held_on="2026-04-17")

        assert set(office.told(at("2026-04-13", "11:15")).values()) == {
            "Mötet är flyttat till fredag 17 april – Arbetsgruppen"
        }

    def test_a_change_that_a_digest_has_told_meanwhile_is_not_told_again(self, office: Moving) -> None:
        office.change(at("2026-04-16", "07:50"), place="Biblioteket")

        assert len(office.told(at("2026-04-16", "08:00"))) == 2
        assert office.told(at("2026-04-16", "08:30")) == {}

    def test_what_nobody_could_be_told_in_time_stands_as_such(self, office: Moving) -> None:
        office.change(at("2026-04-17", "13:50"), start_time="15:00")

        assert office.told(at("2026-04-17", "15:30")) == {}
        assert office.told(at("2026-04-17", "15:31")) == {}
        assert [row[0] for row in office.changes()] == ["too_late", "too_late"]

    def test_it_is_worth_telling_until_both_beginnings_have_passed(self, office: Moving) -> None:
        office.change(at("2026-04-17", "13:30"), held_on="2026-04-16")

        assert len(office.told(at("2026-04-17", "13:50"))) == 2

    def test_a_meeting_that_is_over_is_corrected_in_silence(self, office: Moving) -> None:
        office.change(at("2026-04-20", "10:00"), place="Biblioteket")

        assert office.told(at("2026-04-20", "11:00")) == {}
        assert office.changes() == []

    def test_a_held_meeting_makes_none(self, office: Moving) -> None:
        office.change(at("2026-04-17", "10:00"), place="Biblioteket")
        office.act(at("2026-04-17", "10:05"), "holding")

        assert office.told(at("2026-04-17", "11:00")) == {}


class TestWho:
    def test_nobody_else_is_told(self, office: Moving) -> None:
        office.point("C", office.person("Cia Carl", "member"))
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert set(office.told(at("2026-04-13", "10:15"))) == {ADA, BO}

    def test_who_was_told_through_another_group_is_told_there(self, office: Moving) -> None:
        below = office.api.post("/groups", name="Undergruppen", parent_id=office.group["id"])
        role = {"group_id": below["id"], "person_id": office.bo["id"], "roles": ["chair"]}
        held = office.api.post("/memberships", **role, email="ordf@example.org")
        for point in office.api.items("/action-points"):
            office.api.act(f"/action-points/{point['id']}/closing", status="dropped")
        office.point("C", {"role": "chair", "scope": "child_groups"})
        assert set(office.told(at("2026-04-16"))) == {"ordf@example.org"}

        office.change(at("2026-04-16", "10:00"), held_on="2026-04-24")
        assert set(office.told(at("2026-04-16", "10:15"))) == {ADA, "ordf@example.org"}
        office.api.patch(f"/memberships/{held['id']}", email="ny@example.org")
        office.change(at("2026-04-16", "11:00"), held_on="2026-04-27")
        assert set(office.told(at("2026-04-16", "11:15"))) == {ADA, BO}

    def test_those_who_own_nothing_any_more_are_told(self, office: Moving) -> None:
        point = office.api.items("/action-points?q=B")[0]
        office.api.patch(f"/action-points/{point['id']}", owners=[{"person_id": office.ada["id"]}])
        membership = office.api.items(f"/memberships?person_id={office.bo['id']}")[0]
        office.api.patch(f"/memberships/{membership['id']}", valid_to="2026-04-11")
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert set(office.told(at("2026-04-13", "10:15"))) == {ADA, BO}

    def test_the_ledger_says_who_cannot_be_told_and_why(self, office: Moving, api: Api) -> None:
        api.patch(f"/persons/{office.bo['id']}", email=None)
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert set(office.told(at("2026-04-13", "10:15"))) == {ADA}
        assert set(office.changes()) == {("accepted", None, ADA), ("unreachable", "no_address", None)}

    def test_an_office_is_told_at_its_own_address(self, office: Moving, api: Api) -> None:
        care = api.post("/organizations", name="Närvårdskontoret", email="kontor@example.org")
        office.point("C", {"organization_id": care["id"]})
        assert "kontor@example.org" in office.told(at("2026-04-16"))
        office.change(at("2026-04-16", "10:00"), held_on="2026-04-24")

        assert set(office.told(at("2026-04-16", "10:15"))) == {ADA, BO, "kontor@example.org"}

    def test_those_who_share_an_address_get_one_letter_and_a_row_each(self, office: Moving, api: Api) -> None:
        for name in ("Cia Carl", "Dan Dahl"):
            one = office.person(name, email=None)
            api.post(
                "/memberships",
                group_id=office.group["id"],
                person_id=one["id"],
                roles=["member"],
                email="alla@example.org",
            )
            office.point(name, one)
        assert "alla@example.org" in office.told(at("2026-04-16"))
        office.change(at("2026-04-16", "10:00"), held_on="2026-04-24")

        assert set(office.told(at("2026-04-16", "10:15"))) == {ADA, BO, "alla@example.org"}
        rows = api.items("/reminders?kind=change&state=accepted")
        shared = [row for row in rows if row["address"] == "alla@example.org"]
        assert len({row["person_id"] for row in shared}) == 2
        assert len({row["message_id"] for row in shared}) == 1

    def test_nothing_leaves_a_group_whose_reminders_are_off(self, office: Moving, api: Api) -> None:
        api.patch(f"/groups/{office.group['id']}", reminders="off")
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert office.told(at("2026-04-13", "10:15")) == {}
        assert office.changes() == []

    def test_a_preview_shows_who_would_be_told_and_turned_on_it_tells_them(
        self, office: Moving, api: Api
    ) -> None:
        api.patch(f"/groups/{office.group['id']}", reminders="preview")
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")

        assert office.told(at("2026-04-13", "10:15")) == {}
        assert office.told(at("2026-04-13", "10:16")) == {}
        assert [row[0] for row in office.changes()] == ["preview", "preview"]
        api.patch(f"/groups/{office.group['id']}", reminders="on")
        assert office.told(at("2026-04-13", "10:17")) == {ADA: MOVED, BO: MOVED}
        assert [row[0] for row in office.changes()] == ["superseded"] * 2 + ["accepted"] * 2


class TestWhat:
    @pytest.mark.parametrize(
        ("said", "subject"),
        [
            ({"start_time": "13:00"}, "Ändrad tid för mötet fredag 17 april"),
            ({"place": "Biblioteket"}, "Ändrad plats för mötet fredag 17 april"),
            ({"place": None}, "Ändrad plats för mötet fredag 17 april"),
            ({"online_url": f"{URL}2"}, "Ny länk till mötet fredag 17 april"),
            ({"start_time": "13:00", "place": "Biblioteket"}, "Mötet fredag 17 april har ändrats"),
            ({"held_on": "2026-04-24", "place": "Biblioteket"}, "Mötet är flyttat till fredag 24 april"),
        ],
    )
    def test_each_thing_that_was_told_is_told_anew(
        self, office: Moving, said: dict[str, Any], subject: str
    ) -> None:
        office.change(at("2026-04-13", "10:00"), **said)

        assert set(office.told(at("2026-04-13", "10:15")).values()) == {f"{subject} – Arbetsgruppen"}

    def test_what_was_not_told_is_no_change(self, api: Api, time: Time) -> None:
        office = moving(api, time, place=None, end_time=None, online_url=None, status="scheduled")
        office.change(
            at("2026-04-13", "10:00"), place="Rådhuset", end_time="16:00", online_url=URL, status="proposed"
        )

        assert office.told(at("2026-04-13", "10:15")) == {}

    def test_a_link_is_told_anew_only_to_those_who_were_told_it(self, office: Moving) -> None:
        office.point("C", office.person("Cia Utanför"))
        assert "cia@example.org" in office.told(at("2026-04-16"))
        office.change(at("2026-04-16", "10:00"), online_url=f"{URL}2")

        assert set(office.told(at("2026-04-16", "10:15"))) == {ADA, BO}

    def test_a_cancelled_meeting_is_told_with_its_reason_and_reopened_it_is_told_again(
        self, office: Moving
    ) -> None:
        office.act(at("2026-04-13", "10:00"), "cancellation", reason="Salen är uthyrd.")
        cancelled = office.mails(at("2026-04-13", "10:15"))
        office.act(at("2026-04-13", "11:00"), "reopening")
        opened = office.mails(at("2026-04-13", "11:15"))

        assert {str(mail["Subject"]) for mail in cancelled} == {
            "Mötet fredag 17 april är inställt – Arbetsgruppen"
        }
        assert "Orsak Salen är uthyrd." in body_of(cancelled[0])
        assert {str(mail["Subject"]) for mail in opened} == {"Mötet fredag 17 april blir av – Arbetsgruppen"}
        assert len(cancelled) == len(opened) == 2

    def test_the_new_day_has_its_own_occasions(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")
        office.told(at("2026-04-13", "10:15"))

        assert office.run(at("2026-04-16")) == {}
        assert office.run(at("2026-04-17")) == {ADA: ["A"], BO: ["B"]}
        assert office.run(at("2026-04-23")) == {ADA: ["A"], BO: ["B"]}

    def test_a_day_left_without_occasions_is_told_to_those_alone_who_have_not_heard_it(
        self, office: Moving
    ) -> None:
        """The day was told by the mail about the change, as by any other."""
        office.point("C", office.person("Cia Carl", "member"))
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-14")
        assert len(office.told(at("2026-04-13", "10:15"))) == 2

        assert office.run(at("2026-04-14")) == {"cia@example.org": ["C"]}


class TestAskedAgain:
    """At the moment of sending."""

    def test_what_changes_again_before_it_is_sent_is_made_anew(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-23")
        office.post.answers = [LATER, LATER]
        assert office.told(at("2026-04-13", "10:15")) == {}
        office.change(at("2026-04-13", "10:20"), held_on="2026-04-24")

        assert office.told(at("2026-04-13", "10:34")) == {}
        assert office.told(at("2026-04-13", "10:35")) == {ADA: MOVED, BO: MOVED}
        assert set(office.changes()) == {
            ("superseded", "meeting_changed", ADA),
            ("superseded", "meeting_changed", BO),
            ("accepted", None, ADA),
            ("accepted", None, BO),
        }

    def test_what_is_changed_back_before_it_is_sent_is_not_sent(self, office: Moving) -> None:
        office.change(at("2026-04-13", "10:00"), held_on="2026-04-24")
        office.post.answers = [LATER, LATER]
        office.told(at("2026-04-13", "10:15"))
        office.change(at("2026-04-13", "10:20"), held_on="2026-04-17")

        assert office.told(at("2026-04-13", "12:00")) == {}
        assert [row[:2] for row in office.changes()] == [("superseded", "meeting_changed")] * 2

    @pytest.mark.parametrize(
        ("act", "reason"),
        [("off", "reminders_off"), ("held", "meeting_held"), ("address", "address_changed")],
    )
    def test_what_is_no_longer_so_is_superseded(
        self, office: Moving, api: Api, act: str, reason: str
    ) -> None:
        office.told(at("2026-04-16"))
        office.change(at("2026-04-17", "10:00"), place="Biblioteket")
        office.post.answers = [LATER, LATER]
        office.told(at("2026-04-17", "10:15"))
        if act == "off":
            api.patch(f"/groups/{office.group['id']}", reminders="off")
        elif act == "held":
            office.act(at("2026-04-17", "10:16"), "holding")
        else:
            api.patch(f"/persons/{office.bo['id']}", email="bosse@example.org")

        told = set(office.told(at("2026-04-17", "12:00")))

        assert told == ({ADA} if act == "address" else set())
        assert ("superseded", reason, BO) in office.changes()
        again = set(office.told(at("2026-04-17", "12:01")))
        assert again == ({"bosse@example.org"} if act == "address" else set())
