"""Who is told what and when (domain 4): the task run at instants, and what reached the mail server."""

from typing import Any

import pytest

from app.outbox.transport import Outcome, OutcomeKind
from app.reminders import busy
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.people import join
from tests.reminders.posting import Office, Post, at, text_of


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    group = api.post("/groups", name="Arbetsgruppen", reminders="on")
    return Office(api, time, Post(), group)


@pytest.fixture
def ada(office: Office) -> Thing:
    return office.person("Ada Alm", "secretary")


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


ADA, BO = "ada@example.org", "bo@example.org"


class TestOccasions:
    """When."""

    def test_each_responsible_person_is_told_once_per_occasion(
        self, office: Office, ada: Thing, bo: Thing
    ) -> None:
        office.meeting("2026-04-17", "14:00")
        office.point("A", ada)
        office.point("B", bo)

        assert office.run(at("2026-04-10", "07:59")) == {}
        assert office.run(at("2026-04-10")) == {ADA: ["A"], BO: ["B"]}
        assert office.run(at("2026-04-10")) == {}
        assert office.run(at("2026-04-10", "09:00")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A"], BO: ["B"]}
        assert office.run(at("2026-04-17")) == {}

    def test_what_comes_after_an_occasion_belongs_to_the_next(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-04-17")
        office.point("A", ada)
        office.run(at("2026-04-10"))

        office.point("B", ada)

        assert office.run(at("2026-04-10", "12:00")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A", "B"]}

    def test_nobody_is_mailed_while_notes_are_typed(self, office: Office, ada: Thing, time: Time) -> None:
        time.is_(at("2026-04-10", "10:00"))
        office.meeting("2026-04-17")
        office.point("A", ada)

        assert office.run(at("2026-04-10", "10:01")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A"]}

    def test_an_occasion_that_no_run_saw_is_caught_up_the_next_working_day(
        self, office: Office, ada: Thing
    ) -> None:
        office.meeting("2026-04-24")
        office.point("A", ada)

        assert office.run(at("2026-04-18", "11:00")) == {}  # missed on Friday 17th, now Saturday
        assert office.run(at("2026-04-20")) == {ADA: ["A"]}
        assert office.run(at("2026-04-23")) == {ADA: ["A"]}

    def test_what_is_too_late_stands_in_the_ledger_as_such(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-04-17", "14:00")
        office.point("A", ada)

        assert office.run(at("2026-04-20")) == {}
        assert [row[1:] for row in office.ledger()] == [("too_late", ADA)]

    def test_a_meeting_that_nobody_could_be_told_of_stands_there_with_each_who_was_not(
        self, office: Office, ada: Thing
    ) -> None:
        office.person("Siv Tyst", "member", email=None)
        office.point("A", {"kind": "group"})
        office.point("B", {"name": "En mindre grupp"})
        office.time.is_(at("2026-04-17", "12:00"))
        meeting = office.meeting("2026-04-17", "15:00")

        assert office.run(at("2026-04-17", "14:59")) == {}
        assert office.ledger() == []
        assert office.run(at("2026-04-17", "15:00")) == {}
        assert office.run(at("2026-04-20")) == {}
        assert sorted(office.ledger()) == [
            ("2026-04-17", "too_late", ADA),
            ("2026-04-17", "unreachable", "named"),
            ("2026-04-17", "unreachable", "no_address"),
        ]
        assert {row["meeting_id"] for row in office.api.items("/reminders")} >= {meeting["id"]}

    def test_whoever_was_told_its_day_is_not_told_too_late_that_it_was_moved_there_again(
        self, office: Office, ada: Thing
    ) -> None:
        bo = office.person("Bo Berg", "member")
        meeting = office.meeting("2026-04-17", "15:00")
        office.point("A", ada)
        assert office.run(at("2026-04-10")) == {ADA: ["A"]}
        office.point("B", bo)
        office.time.is_(at("2026-04-15", "10:00"))
        for day in ("2026-04-24", "2026-04-17"):
            office.api.patch(f"/meetings/{meeting['id']}", held_on=day)
        office.time.is_(at("2026-04-16", "10:00"))
        for day in ("2026-04-24", "2026-04-17"):
            office.api.patch(f"/meetings/{meeting['id']}", held_on=day)
        office.api.patch(f"/meetings/{meeting['id']}", start_time="07:30:00")

        office.run(at("2026-04-17", "09:00"))

        assert [row[1:] for row in office.ledger(state="too_late")] == [("too_late", "bo@example.org")]

    def test_what_is_booked_that_late_takes_no_mail_of_that_day_away(
        self, office: Office, ada: Thing
    ) -> None:
        office.point("A", ada)
        office.time.is_(at("2026-04-17", "06:00"))
        office.meeting("2026-04-17", "07:30")
        office.meeting("2026-04-20", "10:00")

        assert office.run(at("2026-04-17", "07:31")) == {}
        assert office.run(at("2026-04-17", "08:00")) == {ADA: ["A"]}
        assert [row[:2] for row in office.ledger()] == [
            ("2026-04-16", "too_late"),
            ("2026-04-17", "accepted"),
        ]

    def test_what_came_too_late_takes_no_later_mail_of_its_day_away(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-04-17", "14:00")
        office.point("A", ada)
        office.point("B", ada, due_kind="date", due_date="2026-04-23")

        assert office.run(at("2026-04-17", "17:00")) == {}
        assert office.ledger() == [("2026-04-16", "too_late", ADA)]
        assert office.run(at("2026-04-20")) == {ADA: ["B"]}
        assert office.ledger() == [("2026-04-16", "too_late", ADA), ("2026-04-16", "accepted", ADA)]

    @pytest.mark.parametrize(("day", "seen_to"), [("2026-06-08", True), ("2026-06-09", False)])
    def test_a_day_of_its_own_that_is_long_past_is_looked_at_no_more(
        self, office: Office, ada: Thing, day: str, *, seen_to: bool
    ) -> None:
        office.point("B", ada, due_kind="date", due_date="2026-04-09")

        assert office.run(at(day)) == {}
        assert office.ledger() == ([("2026-04-08", "too_late", ADA)] if seen_to else [])
        assert busy.groups(office.time.now) == []

    def test_a_mail_about_something_else_hides_nobody_whom_it_was_too_late_to_remind(
        self, office: Office, ada: Thing
    ) -> None:
        office.point("A", ada)
        office.point("B", ada, due_kind="date", due_date="2026-04-23")
        assert office.run(at("2026-04-16")) == {ADA: ["B"]}
        office.time.is_(at("2026-04-16", "10:00"))
        office.meeting("2026-04-17", "07:00")

        assert office.run(at("2026-04-17", "07:01")) == {}
        assert office.ledger(state="too_late") == [("2026-04-16", "too_late", ADA)]
        assert "för sent att påminna Ada Alm" in " ".join(office.summaries(at("2026-04-17"))[ADA].split())

    @pytest.mark.parametrize(
        ("meeting", "due", "now", "told", "next_morning"),
        [
            pytest.param(
                ("2026-04-17", "07:00"),
                "2026-04-23",
                ("2026-04-16", "17:00"),
                ["A", "B"],
                "2026-04-17",
                id="meeting",
            ),
            pytest.param(
                ("2026-04-20", "13:00"),
                "2026-04-18",
                ("2026-04-18", "10:00"),
                ["B", "A"],
                "2026-04-20",
                id="point",
            ),
        ],
    )
    def test_what_waits_for_the_next_morning_goes_along_with_what_cannot(
        self,
        office: Office,
        ada: Thing,
        meeting: tuple[str, str],
        due: str,
        now: tuple[str, str],
        told: list[str],
        next_morning: str,
    ) -> None:
        office.meeting(*meeting)
        office.point("A", ada)
        office.point("B", ada, due_kind="date", due_date=due)
        office.run(at("2026-04-15"))

        assert office.run(at(*now)) == {ADA: told}
        assert office.run(at(next_morning)) == {}

    def test_a_meeting_that_moves_has_new_occasions(self, office: Office, ada: Thing) -> None:
        meeting = office.meeting("2026-04-17")
        office.point("A", ada)
        assert office.run(at("2026-04-10")) == {ADA: ["A"]}

        office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-24")

        assert office.run(at("2026-04-16")) == {ADA: []}  # the mail about the change
        assert office.run(at("2026-04-17")) == {ADA: ["A"]}
        assert office.run(at("2026-04-23")) == {ADA: ["A"]}

    def test_a_cancelled_meeting_reminds_nobody(self, office: Office, ada: Thing) -> None:
        meeting = office.meeting("2026-04-17")
        office.point("A", ada)

        office.api.act(f"/meetings/{meeting['id']}/cancellation")

        assert office.run(at("2026-04-10")) == {}

    def test_a_meeting_booked_late_gets_one_at_the_next_remind_at(
        self, office: Office, ada: Thing, time: Time
    ) -> None:
        time.is_(at("2026-04-16", "12:00"))
        office.meeting("2026-04-17", "14:00")
        office.point("A", ada)

        assert office.run(at("2026-04-16", "12:01")) == {}
        assert office.run(at("2026-04-17")) == {ADA: ["A"]}

    def test_one_moved_behind_another_waits_until_it_is_next_again(
        self, office: Office, ada: Thing, bo: Thing
    ) -> None:
        moved = office.meeting("2026-04-17", "14:00")
        office.meeting("2026-05-15", "14:00")
        office.point("B", bo)
        office.time.is_(at("2026-03-30", "09:00"))
        office.api.patch(f"/meetings/{moved['id']}", held_on="2026-05-18")

        assert office.run(at("2026-05-08")) == {BO: ["B"]}
        assert office.run(at("2026-05-11")) == {}

    def test_moved_there_and_back_it_is_told_anew_to_those_not_told_that_day(
        self, office: Office, ada: Thing, bo: Thing, time: Time
    ) -> None:
        meeting = office.meeting("2026-04-17", "14:00")
        office.point("A", ada)
        assert office.run(at("2026-04-10")) == {ADA: ["A"]}
        office.point("B", bo)
        time.is_(at("2026-04-16", "09:00"))
        office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-24")
        office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-17")

        assert office.run(at("2026-04-17")) == {BO: ["B"]}

    def test_a_preliminary_meeting_is_told_at_the_last_occasion_only(
        self, office: Office, ada: Thing
    ) -> None:
        office.meeting("2026-04-17", status="proposed")
        office.point("A", ada)

        assert office.run(at("2026-04-10")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A"]}
        assert [row[1] for row in office.ledger()] == ["meeting_proposed", "accepted"]

    def test_an_earlier_one_that_nobody_marked_held_does_not_stand_in_its_way(
        self, office: Office, ada: Thing
    ) -> None:
        office.meeting("2026-03-20")
        office.meeting("2026-04-17")
        office.point("A", ada)
        office.run(at("2026-03-13"))
        office.run(at("2026-03-19"))

        assert office.run(at("2026-04-10")) == {ADA: ["A"]}

    def test_reminders_turned_on_between_two_occasions(self, office: Office, ada: Thing, time: Time) -> None:
        office.api.patch(f"/groups/{office.group['id']}", reminders="off")
        office.meeting("2026-04-17")
        office.point("A", ada)
        time.is_(at("2026-04-13"))
        office.api.patch(f"/groups/{office.group['id']}", reminders="on")

        assert office.run(at("2026-04-13", "08:01")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A"]}

    def test_in_preview_everything_is_worked_out_and_nothing_sent(self, office: Office, ada: Thing) -> None:
        office.api.patch(f"/groups/{office.group['id']}", reminders="preview")
        office.meeting("2026-04-17")
        office.point("A", ada)

        assert office.run(at("2026-04-10")) == {}
        assert office.ledger() == [("2026-04-10", "preview", ADA)]

    def test_turned_on_after_a_preview_the_meeting_that_is_left_without_any_gets_one(
        self, office: Office, ada: Thing, time: Time
    ) -> None:
        office.api.patch(f"/groups/{office.group['id']}", reminders="preview")
        office.meeting("2026-04-20", "14:00")
        office.point("A", ada)
        office.run(at("2026-04-13"))
        office.run(at("2026-04-17"))
        time.is_(at("2026-04-17", "09:00"))
        office.api.patch(f"/groups/{office.group['id']}", reminders="on")

        assert office.run(at("2026-04-17", "09:01")) == {}
        assert office.run(at("2026-04-20")) == {ADA: ["A"]}
        assert office.run(at("2026-04-20", "08:30")) == {}


class TestOwnDays:
    """Points with a day of their own."""

    def test_a_date_has_occasions_of_its_own(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-06-01")
        office.point("A", ada, due_kind="date", due_date="2026-04-15")

        assert office.run(at("2026-04-08")) == {ADA: ["A"]}
        assert office.run(at("2026-04-14")) == {ADA: ["A"]}
        assert office.run(at("2026-05-25")) == {ADA: ["A"]}

    def test_the_meetings_digest_takes_the_others_in(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-04-17")
        office.point("A", ada)
        office.point("B", ada, due_kind="date", due_date="2026-04-13")

        assert office.run(at("2026-04-10")) == {ADA: ["B", "A"]}

    def test_what_is_due_later_waits_for_its_own_occasion(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-04-17")
        office.point("A", ada)
        office.point("B", ada, due_kind="date", due_date="2026-05-20")

        assert office.run(at("2026-04-10")) == {ADA: ["A"]}
        assert office.run(at("2026-05-13")) == {ADA: ["B"]}

    def test_told_with_the_meeting_it_is_not_told_again_when_the_meeting_moves_away(
        self, office: Office, ada: Thing, time: Time
    ) -> None:
        meeting = office.meeting("2026-04-17")
        office.point("A", ada, due_kind="date", due_date="2026-04-17")
        assert office.run(at("2026-04-10")) == {ADA: ["A"]}
        time.is_(at("2026-04-12"))
        office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-05-20")

        assert office.run(at("2026-04-13")) == {ADA: []}  # the mail about the change
        assert office.run(at("2026-04-16")) == {ADA: ["A"]}

    def test_due_at_another_groups_meeting(self, office: Office, ada: Thing) -> None:
        board = office.api.post("/groups", name="Styrgruppen")
        there = office.api.post("/meetings", group_id=board["id"], held_on="2026-04-22")
        office.point("A", ada, due_kind="meeting", due_meeting_id=there["id"])

        assert office.run(at("2026-04-15")) == {ADA: ["A"]}

    def test_without_any_meeting_booked_points_due_next_wait(self, office: Office, ada: Thing) -> None:
        office.point("A", ada)

        assert office.run(at("2026-04-10")) == {}
        assert office.ledger() == []


class TestContent:
    """What, and to whom."""

    @pytest.fixture(autouse=True)
    def meeting(self, office: Office, ada: Thing, bo: Thing) -> Thing:
        return office.meeting("2026-04-17", "14:00")

    def test_roles_offices_groups_and_outsiders_are_told(self, office: Office, ada: Thing, bo: Thing) -> None:
        bureau = office.api.post(
            "/organizations", name="Kontoret", kind="office", email="kontoret@example.org"
        )
        outside = office.person("Vera Utanför")
        office.point("A", {"role": "secretary"})
        office.point("B", {"organization_id": bureau["id"]})
        office.point("C", {"kind": "group"}, completion="each")
        office.point("D", outside)

        assert office.run(at("2026-04-10")) == {
            ADA: ["A", "C"],
            BO: ["C"],
            "kontoret@example.org": ["B"],
            "vera@example.org": ["D"],
        }

    def test_who_is_not_told_stands_in_the_ledger_with_the_reason(self, office: Office, bo: Thing) -> None:
        silent = office.person("Siv Tyst", email=None)
        office.point("A", silent)
        office.point("B", {"role": "coordinator"})
        office.point("C", {"name": "En mindre grupp"})

        assert office.run(at("2026-04-10")) == {}
        assert sorted(row[1:] for row in office.ledger() if row[2]) == [
            ("unreachable", "named"),
            ("unreachable", "no_address"),
            ("unreachable", "vacant"),
        ]

    def test_undated_ones_if_the_group_wants_them(self, office: Office, ada: Thing) -> None:
        office.point("A", ada, due_kind="none")
        assert office.run(at("2026-04-10")) == {ADA: ["A"]}

        office.api.patch(f"/groups/{office.group['id']}", remind_undated=False)
        assert office.run(at("2026-04-16")) == {}

    def test_resting_ones_are_nobodys_until_their_day(self, office: Office, ada: Thing) -> None:
        office.point("A", ada, rests_until="2026-04-16")

        assert office.run(at("2026-04-10")) == {}
        assert office.run(at("2026-04-16")) == {ADA: ["A"]}

    def test_answered_since_the_last_mail_is_left_out(self, office: Office, ada: Thing, time: Time) -> None:
        point = office.point("A", ada)
        office.point("B", ada)
        office.run(at("2026-04-10"))
        time.is_(at("2026-04-12"))
        office.api.post(f"/action-points/{point['id']}/answers", answer="in_progress", person_id=ada["id"])

        assert office.run(at("2026-04-16")) == {ADA: ["B"]}

    def test_nothing_left_is_no_mail(self, office: Office, ada: Thing, time: Time) -> None:
        point = office.point("A", ada)
        office.run(at("2026-04-10"))
        time.is_(at("2026-04-12"))
        office.api.post(f"/action-points/{point['id']}/answers", answer="cannot", person_id=ada["id"])

        assert office.run(at("2026-04-16")) == {}
        assert office.ledger()[-1] == ("2026-04-16", "answered", ADA)

    def test_an_each_point_answered_done_is_left_out_for_good(
        self, office: Office, ada: Thing, bo: Thing, time: Time
    ) -> None:
        point = office.point("A", {"kind": "group"}, completion="each")
        office.api.post(f"/action-points/{point['id']}/answers", answer="done", person_id=ada["id"])

        assert office.run(at("2026-04-10")) == {BO: ["A"]}

    def test_unowned_points_are_offered_last_and_make_no_mail_alone(
        self, office: Office, ada: Thing, bo: Thing
    ) -> None:
        office.person("Olle Observatör", "observer")
        olle = office.api.items("/persons?q=olle")[0]
        office.point("Ledig")
        assert office.run(at("2026-04-10")) == {}

        office.point("A", bo)
        office.point("B", olle)
        assert office.run(at("2026-04-16")) == {BO: ["A", "Ledig"], "olle@example.org": ["B"]}

    def test_persons_with_one_address_get_one_letter(self, office: Office) -> None:
        for name in ("Cia Ceder", "Dag Dahl"):
            person = office.api.post("/persons", name=name)
            office.api.post(
                "/memberships", group_id=office.group["id"], person_id=person["id"], roles=["member"],
                email="Delad@example.org" if name < "D" else "delad@example.org",
            )  # fmt: skip
            office.point(f"Till {name}", person)

        told = office.run(at("2026-04-10"))

        assert [*told.values()] == [["Till Cia Ceder", "Till Dag Dahl"]]
        rows = office.api.items("/reminders")
        assert len(rows) == 2 and len({row["message_id"] for row in rows}) == 1

    def test_the_address_for_this_group_is_used(self, office: Office) -> None:
        person = office.api.post("/persons", name="Eva Ek", email="hemma@example.org")
        office.api.post(
            "/memberships",
            group_id=office.group["id"],
            person_id=person["id"],
            roles=["member"],
            email="jobbet@example.org",
        )
        office.point("A", person)

        assert office.run(at("2026-04-10")) == {"jobbet@example.org": ["A"]}

    def test_the_letter_has_what_every_mail_has(
        self, office: Office, ada: Thing, bo: Thing, time: Time
    ) -> None:
        office.point("A", bo)
        office.run(at("2026-04-09"))
        time.is_(at("2026-04-10"))
        office.api.post("/reminder-runs")

        rows: list[dict[str, Any]] = office.api.items("/reminders?state=accepted")

        assert len(rows) == 1
        assert rows[0]["last_reply"].startswith("250")
        assert rows[0]["message_id"].startswith("<")


class TestSending:
    """At the moment of sending it is asked again."""

    @pytest.fixture
    def point(self, office: Office, ada: Thing) -> Thing:
        office.meeting("2026-04-17", "14:00", place="Rådhuset")
        return office.point("A", ada)

    def later(self, office: Office) -> None:
        """The mail server says to try later."""
        office.post.answers.append(Outcome(OutcomeKind.temporary, "451 4.7.1 Try again"))
        assert office.run(at("2026-04-10")) == {}

    def test_what_was_put_off_is_sent_later_just_once(self, office: Office, point: Thing) -> None:
        self.later(office)

        assert office.run(at("2026-04-10", "09:00")) == {ADA: ["A"]}
        assert office.run(at("2026-04-10", "12:00")) == {}
        assert office.ledger() == [("2026-04-10", "accepted", ADA)]

    def test_a_point_closed_meanwhile_is_not_told(self, office: Office, point: Thing) -> None:
        self.later(office)
        office.api.act(f"/action-points/{point['id']}/closing")

        assert office.run(at("2026-04-10", "09:00")) == {}
        assert office.api.items("/reminders")[0]["state"] == "superseded"
        assert office.api.items("/reminders")[0]["reason"]

    def test_what_is_left_is_made_anew(self, office: Office, ada: Thing, point: Thing) -> None:
        office.point("B", ada)
        self.later(office)
        office.api.act(f"/action-points/{point['id']}/closing")

        assert office.run(at("2026-04-10", "09:00")) == {ADA: ["B"]}
        assert [row[1] for row in office.ledger()] == ["superseded", "accepted"]

    def test_what_may_have_arrived_and_is_no_longer_so_is_not_sent_again_until_the_next_occasion(
        self, office: Office, ada: Thing, point: Thing
    ) -> None:
        office.point("B", ada)
        office.post.answers.append(Outcome(OutcomeKind.unknown, "message: no answer in time"))
        office.run(at("2026-04-10"))
        assert [row[1] for row in office.ledger()] == ["uncertain"]
        office.api.act(f"/action-points/{point['id']}/closing")

        assert office.run(at("2026-04-10", "09:00")) == {}
        (row,) = office.api.items("/reminders?kind=digest")
        assert (row["state"], row["reason"]) == ("uncertain", "no_longer_true")
        assert office.run(at("2026-04-16")) == {ADA: ["B"]}

    def test_a_second_copy_stands_as_such(self, office: Office, point: Thing) -> None:
        office.post.answers.append(Outcome(OutcomeKind.unknown, "message: no answer in time"))
        office.run(at("2026-04-10"))

        assert office.run(at("2026-04-10", "09:00")) == {ADA: ["A"]}
        (row,) = office.api.items("/reminders")
        assert (row["state"], row["reason"], row["attempts"]) == ("accepted", "second_copy", 2)

    def test_a_meeting_moved_meanwhile_is_told_on_its_new_occasions(
        self, office: Office, point: Thing
    ) -> None:
        self.later(office)
        meeting = office.api.items(f"/meetings?group_id={office.group['id']}")[0]
        office.api.patch(f"/meetings/{meeting['id']}", held_on="2026-04-24")

        assert office.run(at("2026-04-10", "09:00")) == {}
        assert office.run(at("2026-04-17")) == {ADA: ["A"]}

    def test_another_place_is_told_anew_at_once(self, office: Office, point: Thing) -> None:
        self.later(office)
        meeting = office.api.items(f"/meetings?group_id={office.group['id']}")[0]
        office.api.patch(f"/meetings/{meeting['id']}", place="Biblioteket")

        assert office.run(at("2026-04-10", "09:00")) == {ADA: ["A"]}
        assert [row[1] for row in office.ledger()] == ["superseded", "accepted"]

    def test_a_new_address_is_written_to(self, office: Office, ada: Thing, point: Thing) -> None:
        self.later(office)
        office.api.patch(f"/persons/{ada['id']}", email="ny@example.org")

        assert office.run(at("2026-04-10", "09:00")) == {"ny@example.org": ["A"]}

    def test_an_address_that_was_refused_is_written_to_no_more_until_it_is_given_anew(
        self, office: Office, ada: Thing, point: Thing
    ) -> None:
        office.post.answers.append(Outcome(OutcomeKind.refused, "550 5.1.1 No such user"))
        office.run(at("2026-04-10"))

        (owner,) = office.api.get(f"/action-points/{point['id']}")["owners"]
        assert owner["unreachable"] == "bounced"
        assert office.run(at("2026-04-16")) == {}

        office.api.patch(f"/persons/{ada['id']}", email="ada.alm@example.org")
        (owner,) = office.api.get(f"/action-points/{point['id']}")["owners"]
        assert owner["unreachable"] is None

    def test_a_refused_address_stops_nobody_else(self, office: Office, bo: Thing, point: Thing) -> None:
        office.point("B", bo)
        office.post.answers.append(Outcome(OutcomeKind.refused, "550 5.1.1 No such user"))

        told = office.run(at("2026-04-10"))

        assert len(told) == 1
        assert sorted(row[1] for row in office.ledger()) == ["accepted", "failed"]


def test_a_role_is_said_in_the_readers_language_and_a_subgroups_as_one_of_several(office: Office) -> None:
    office.meeting("2026-04-17")
    below = office.api.post("/groups", name="Norr", parent_id=office.group["id"])
    join(office.api, below, office.person("Bo Berg"), "chair")
    office.person("Eva Ek", "coordinator", language="en")
    office.point("Samla in", {"role": "chair", "scope": "child_groups"})
    office.point("Räkna", {"role": "coordinator"})

    told = {str(mail["To"].addresses[0].addr_spec): text_of(mail) for mail in office.mails(at("2026-04-10"))}

    assert "Du får den som ordförande i en av undergrupperna." in " ".join(told["bo@example.org"].split())
    assert "You get it as coordinator." in " ".join(told["eva@example.org"].split())


def test_a_role_in_another_group_is_said_with_its_group_to_the_reader_and_to_co_owners(
    office: Office,
) -> None:
    office.meeting("2026-04-17")
    above = office.api.post("/groups", name="Styrgruppen")
    office.api.patch(f"/groups/{office.group['id']}", parent_id=above["id"], mail_details=True)
    join(office.api, above, office.person("Bo Berg"), "chair")
    eva = office.person("Eva Ek", "member", language="en")
    office.point("Samla in", eva, {"role": "chair", "group_id": above["id"]})

    told = {str(mail["To"].addresses[0].addr_spec): text_of(mail) for mail in office.mails(at("2026-04-10"))}

    assert "Du får den som ordförande i Styrgruppen." in " ".join(told["bo@example.org"].split())
    assert "chair of Styrgruppen" in " ".join(told["eva@example.org"].split())


def test_a_role_in_the_subgroups_of_another_group_is_said_with_that_group(office: Office) -> None:
    office.meeting("2026-04-17")
    above = office.api.post("/groups", name="Styrgruppen")
    office.api.patch(f"/groups/{office.group['id']}", parent_id=above["id"], mail_details=True)
    beside = office.api.post("/groups", name="Norr", parent_id=above["id"])
    join(office.api, beside, office.person("Bo Berg"), "chair")
    eva = office.person("Eva Ek", "member", language="en")
    office.point("Samla in", eva, {"role": "chair", "scope": "child_groups", "group_id": above["id"]})

    told = {str(mail["To"].addresses[0].addr_spec): text_of(mail) for mail in office.mails(at("2026-04-10"))}

    said = " ".join(told["bo@example.org"].split())
    assert "Du får den som ordförande i en av undergrupperna till Styrgruppen." in said
    assert "chair in each subgroup of Styrgruppen" in " ".join(told["eva@example.org"].split())
