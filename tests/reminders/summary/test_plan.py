"""The secretary's mail (domain 4): the task run at instants, and what reached the secretary."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app import database, settings
from app.mail.address import EmailState
from app.outbox.transport import Outcome, OutcomeKind
from app.persons.models import Person, Stop
from app.reminders import run
from app.reminders.summary import letters, plan, receivers
from app.reminders.summary.letters import Letter
from app.reminders.summary.receivers import Receiver
from tests.asking import Api, Thing
from tests.conftest import NOW, POSTGRESQL, Time
from tests.people import join
from tests.reminders.posting import Office, Post, at

ADA, EVA = "ada@example.org", "eva@example.org"


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(
        api, time, Post(), api.post("/groups", name="Arbetsgruppen", short_name="AG", reminders="on")
    )


@pytest.fixture
def ada(office: Office) -> Thing:
    return office.person("Ada Alm", "secretary")


@pytest.fixture
def bo(office: Office) -> Thing:
    return office.person("Bo Berg", "member")


def worked_out(session: Session, now: datetime) -> list[Letter]:
    """Today's letter, which is one."""
    those = receivers.these(session, receivers.everybody(session, now), now)
    (letter,) = letters.worked_out(session, those, now.date(), now)
    return [letter]


class TestTime:
    """08:00 in Stockholm on working days, at most once a day."""

    @pytest.fixture(autouse=True)
    def _waiting(self, office: Office, ada: Thing, bo: Thing) -> None:
        office.meeting("2026-06-17")
        office.point("Boka lokal")

    def test_it_comes_at_eight_and_once(self, office: Office) -> None:
        assert office.summaries(at("2026-03-03", "07:59")) == {}
        assert list(office.summaries(at("2026-03-03"))) == [ADA]
        assert office.summaries(at("2026-03-03", "08:01")) == {}
        assert office.summaries(at("2026-03-04")) == {}

    def test_a_late_run_within_the_working_day_catches_up(self, office: Office) -> None:
        assert list(office.summaries(at("2026-03-03", "15:59"))) == [ADA]

    def test_what_no_run_saw_comes_the_next_working_day(self, office: Office) -> None:
        assert office.summaries(at("2026-03-06", "20:00")) == {}
        assert office.summaries(at("2026-03-07")) == {}  # Saturday
        assert list(office.summaries(at("2026-03-09"))) == [ADA]

    def test_holidays_are_quiet(self, office: Office) -> None:
        for day in ("2026-04-03", "2026-04-06", "2026-05-01"):  # Good Friday, Easter Monday, 1 May
            assert office.summaries(at(day)) == {}
        assert list(office.summaries(at("2026-05-04"))) == [ADA]

    def test_what_comes_up_during_the_day_waits_until_the_next(self, office: Office) -> None:
        assert list(office.summaries(at("2026-03-03"))) == [ADA]
        office.point("Ring skolan")

        assert office.summaries(at("2026-03-03", "11:00")) == {}
        told = office.summaries(at("2026-03-04"))[ADA]
        assert "2. Ring skolan" in told and "Boka lokal" not in told

    def test_a_day_with_nothing_to_say_is_over_too(self, office: Office) -> None:
        office.summaries(at("2026-03-03"))
        assert office.summaries(at("2026-03-04")) == {}
        office.point("Ring skolan")

        assert office.summaries(at("2026-03-04", "09:00")) == {}
        assert list(office.summaries(at("2026-03-05"))) == [ADA]

    def test_two_workers_at_once_write_it_once(self, office: Office) -> None:
        now = NOW.fromisoformat(at("2026-03-03"))
        with database.snapshot() as session:
            made = worked_out(session, now)

        assert plan.plan_all(now) == {"planned": 1}
        with database.transaction() as session:
            assert plan.write_missing(session, made, now.date(), now) == []
        assert plan.plan_all(now) == {}

    def test_one_that_another_worker_is_writing_is_left_to_it(self, office: Office) -> None:
        now = NOW.fromisoformat(at("2026-03-03"))
        with ThreadPoolExecutor(1) as pool:
            with database.transaction() as other:
                made = worked_out(other, now)
                assert plan.write_missing(other, made, now.date(), now) == made
                second = pool.submit(plan.plan_all, now)
            assert second.result() == {}
        assert len(office.api.items("/reminders?kind=summary")) == 1

    @pytest.mark.skipif(not POSTGRESQL, reason="SQLite lets one write at a time")
    def test_a_row_about_the_receiver_that_somebody_else_writes_keeps_no_mail_away(
        self, office: Office, ada: Thing
    ) -> None:
        with database.transaction() as other:
            referred_to = select(Person).where(Person.id == UUID(ada["id"]))
            other.exec(referred_to.with_for_update(read=True, key_share=True)).one()

            assert plan.plan_all(NOW.fromisoformat(at("2026-03-03"))) == {"planned": 1}


class TestFaults:
    """What is wrong with one keeps nobody else's mail away, and is tried again by the next run that day."""

    @pytest.fixture(autouse=True)
    def _two(self, office: Office, ada: Thing) -> None:
        office.person("Eva Ek", "secretary")
        office.meeting("2026-06-17")
        office.point("Boka lokal")

    def test_a_mail_that_cannot_be_written(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        write = plan.write

        def fails(session: Session, those: list[Letter], *when: Any) -> None:
            if any(letter.address == ADA for letter in those):
                raise ValueError
            write(session, those, *when)

        with monkeypatch.context() as broken:
            broken.setattr(plan, "write", fails)
            assert list(office.summaries(at("2026-03-03"))) == [EVA]
            assert plan.plan_all(office.time.now) == {"planning_failed": 1}

        assert list(office.summaries(at("2026-03-03", "09:00"))) == [ADA]
        assert office.summaries(at("2026-03-03", "10:00")) == {}

    def test_a_mail_that_cannot_be_worked_out(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(session: Session, those: list[Receiver], *when: Any) -> Iterator[Letter]:
            if any(each.name == "Ada Alm" for each in those):
                raise ValueError
            return letters.worked_out(session, those, *when)

        with monkeypatch.context() as broken:
            broken.setattr(plan, "worked_out", fails)
            assert list(office.summaries(at("2026-03-03"))) == [EVA]
            assert plan.plan_all(office.time.now) == {"planning_failed": 1}

        assert list(office.summaries(at("2026-03-03", "09:00"))) == [ADA]

    def test_a_row_that_is_refused_for_another_reason_is_not_taken_for_one_that_is_there(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*args: Any) -> None:
            raise IntegrityError("INSERT", {}, Exception("foreign key"))

        monkeypatch.setattr(plan, "write", refused)

        assert plan.plan_all(NOW.fromisoformat(at("2026-03-03"))) == {"planning_failed": 2}


class TestRhythm:
    """Each question has its own."""

    def days(self, office: Office, days: list[str], word: str, who: str = ADA) -> list[str]:
        """On which of these the word stood in the mail."""
        return [day for day in days if word in office.summaries(at(day)).get(who, "")]

    def test_a_meeting_not_marked_held_is_asked_about_the_next_working_day(
        self, office: Office, ada: Thing
    ) -> None:
        office.meeting("2026-03-06", "09:00")
        days = ["2026-03-06", "2026-03-07", "2026-03-09", "2026-03-10"]

        assert self.days(office, days, "Mötet fredag 6 mars har passerat") == ["2026-03-09"]

    def test_a_proposed_meeting_is_asked_about_at_each_occasion(self, office: Office, ada: Thing) -> None:
        office.meeting("2026-03-20", status="proposed")
        days = [f"2026-03-{day:02}" for day in (12, 13, 16, 19, 20)]

        assert self.days(office, days, "preliminärt") == ["2026-03-13", "2026-03-19"]

    def test_a_confirmed_one_is_not(self, office: Office, ada: Thing) -> None:
        meeting = office.meeting("2026-03-20", status="proposed")
        assert self.days(office, ["2026-03-13"], "preliminärt") == ["2026-03-13"]
        office.api.patch(f"/meetings/{meeting['id']}", status="scheduled")

        assert self.days(office, ["2026-03-19"], "preliminärt") == []

    def test_one_moved_there_late_is_asked_about_before_it_begins(self, office: Office, ada: Thing) -> None:
        office.time.is_(at("2026-03-19", "10:00"))
        office.meeting("2026-03-20", "14:00", status="proposed")

        assert self.days(office, ["2026-03-20"], "preliminärt") == ["2026-03-20"]

    def test_no_meeting_booked_is_told_every_two_weeks(self, office: Office, ada: Thing, bo: Thing) -> None:
        office.point("A", bo)
        days = [f"2026-03-{day:02}" for day in (3, 4, 16, 17, 30, 31)]

        assert self.days(office, days, "Inget möte är bokat") == ["2026-03-03", "2026-03-17", "2026-03-31"]

    def test_who_cannot_be_reached_is_told_when_it_is_new_and_at_each_occasion(
        self, office: Office, ada: Thing
    ) -> None:
        office.meeting("2026-03-20")
        office.meeting("2026-06-17")
        office.point("A", office.person("Siv Tyst", "member", email=None))
        days = [f"2026-03-{day:02}" for day in (3, 4, 12, 13, 16, 19, 20, 23)]

        assert self.days(office, days, "Siv Tyst har ingen mejladress") == [
            "2026-03-03",
            "2026-03-13",
            "2026-03-19",
        ]

    def test_cannot_is_told_once_and_a_new_one_again(self, office: Office, ada: Thing, bo: Thing) -> None:
        office.meeting("2026-06-17")
        point = office.point("A", bo)
        path = f"/action-points/{point['id']}/answers"
        office.api.post(path, person_id=bo["id"], answer="cannot", comment="Hinner inte")
        assert self.days(office, ["2026-03-03", "2026-03-04"], "Bo Berg har svarat ”kan inte”") == [
            "2026-03-03"
        ]

        office.api.post(path, person_id=bo["id"], answer="in_progress")
        office.api.post(path, person_id=bo["id"], answer="cannot")
        assert self.days(office, ["2026-03-05", "2026-03-06"], "kan inte") == ["2026-03-05"]

    def test_what_has_come_right_is_not_told(self, office: Office, ada: Thing, bo: Thing) -> None:
        office.meeting("2026-06-17")
        point = office.point("A")
        office.api.post(f"/action-points/{point['id']}/answers", person_id=bo["id"], answer="took")

        assert office.summaries(at("2026-03-03")) == {}

    def test_a_stop_is_told_once(self, office: Office, ada: Thing, bo: Thing, session: Session) -> None:
        stopped(session, bo, office.group)

        assert self.days(office, ["2026-03-03", "2026-03-04"], "inte få mejl") == ["2026-03-03"]


def stopped(session: Session, person: Thing, group: Thing) -> None:
    session.add(Stop(person_id=UUID(person["id"]), group_id=UUID(group["id"]), stopped_at=NOW))
    session.commit()


class TestReceivers:
    @pytest.fixture(autouse=True)
    def _waiting(self, office: Office) -> None:
        office.meeting("2026-06-17")
        office.point("Boka lokal")

    def told(self, office: Office, day: str = "2026-03-03") -> list[str]:
        return sorted(office.summaries(at(day)))

    def test_all_secretaries_and_nobody_else_are_told(self, office: Office, ada: Thing) -> None:
        office.person("Eva Ek", "secretary")
        office.person("Per Palm", "chair")

        assert self.told(office) == [ADA, EVA]

    @pytest.mark.parametrize(("role", "word"), [("chair", "ordförande"), ("coordinator", "samordnare")])
    def test_without_a_secretary_the_next_in_turn_is_told_and_why(
        self, office: Office, role: str, word: str
    ) -> None:
        office.person("Eva Ek", role)
        office.person("Ola Ohm", "vice_chair")

        told = office.summaries(at("2026-03-03"))
        assert list(told) == [EVA]
        assert f"Det kommer till dig som {word}" in told[EVA]

    def test_a_secretary_without_an_address_is_passed_over(self, office: Office) -> None:
        office.person("Ada Alm", "secretary", email=None)
        office.person("Eva Ek", "chair")

        assert self.told(office) == [EVA]

    def test_a_secretary_who_stopped_the_groups_mail_is_passed_over(
        self, office: Office, ada: Thing, session: Session
    ) -> None:
        office.person("Eva Ek", "chair")
        stopped(session, ada, office.group)

        assert self.told(office) == [EVA]

    def test_a_new_secretary_is_told_all_that_stands(self, office: Office, ada: Thing, time: Time) -> None:
        assert self.told(office) == [ADA]
        eva = office.person("Eva Ek")
        membership = office.api.items(f"/memberships?person_id={ada['id']}")[0]
        office.api.act(
            f"/memberships/{membership['id']}/succession", person_id=eva["id"], **{"from": "2026-03-04"}
        )

        assert "1. Boka lokal" in office.summaries(at("2026-03-04"))[EVA]

    def test_nobody_to_tell_stands_in_the_ledger_for_administrators(self, office: Office) -> None:
        vice = office.api.as_(office.person("Eva Ek", "vice_chair")["id"])
        assert self.told(office) == []

        (row,) = office.api.items("/reminders?kind=summary")
        assert (row["state"], row["reason"], row["group_id"]) == ("unreachable", "vacant", None)
        assert row["recipient"] == {"kind": "group", "id": office.group["id"]}
        assert len(row["action_point_ids"]) == 1
        assert vice.items("/reminders?kind=summary") == []
        office.run(at("2026-03-04"))
        assert len(office.api.items("/reminders?kind=summary")) == 1

    def test_only_the_receiver_and_administrators_see_it(self, office: Office, ada: Thing) -> None:
        assert self.told(office) == [ADA]

        (row,) = office.api.items("/reminders?kind=summary")
        assert (row["state"], row["group_id"], row["meeting_id"], row["person_id"]) == (
            "accepted",
            None,
            None,
            ada["id"],
        )
        assert office.api.as_(ada["id"]).get(f"/reminders/{row['id']}") == row
        system = office.api.post("/api-keys", name="Alla", scopes=["read", "write"], group_ids=None)
        for other in (
            office.api.as_(office.person("Eva Ek", "chair")["id"]),
            office.api.as_(office.person("Vera Utanför")["id"]),
            Api(office.api.client, system["key"]),
        ):
            assert other.items("/reminders?kind=summary") == []
            assert other.refused("GET", f"/reminders/{row['id']}")["status"] == 404

    def test_it_is_written_in_the_receivers_language(self, office: Office) -> None:
        office.person("Eva Ek", "secretary", language="en")

        assert "Nobody has taken this point yet" in office.summaries(at("2026-03-03"))[EVA]


class TestGroups:
    @pytest.fixture
    def more(self, office: Office, ada: Thing) -> Callable[..., Thing]:
        """Another group that Ada is secretary of, with a point that nobody owns."""

        def make(name: str, **fields: str) -> Thing:
            group = office.api.post("/groups", {"name": name, "reminders": "on", **fields})
            join(office.api, group, ada, "secretary")
            office.api.post("/meetings", group_id=group["id"], held_on="2026-06-17")
            office.api.post("/action-points", group_id=group["id"], task=f"Punkt i {name}")
            return group

        return make

    def test_several_groups_are_one_mail(self, office: Office, more: Callable[..., Thing]) -> None:
        more("Styrgruppen")
        more("Barngruppen")

        told = office.summaries(at("2026-03-03"))[ADA]
        assert told.index("Barngruppen") < told.index("1. Punkt i Barngruppen") < told.index("Styrgruppen")
        assert "i 2 grupper" in told
        assert len(office.api.items("/reminders?kind=summary")) == 1

    def test_groups_without_reminders_are_not_in_it(self, office: Office, more: Callable[..., Thing]) -> None:
        more("Avstängda", reminders="off")
        more("Provande", reminders="preview")
        more("Styrgruppen")

        told = office.summaries(at("2026-03-03"))[ADA]
        assert "Styrgruppen" in told and "Avstängda" not in told and "Provande" not in told

    def test_a_preview_is_worked_out_and_not_sent(self, office: Office, more: Callable[..., Thing]) -> None:
        group = more("Provande", reminders="preview")
        assert office.summaries(at("2026-03-03")) == {}
        assert office.summaries(at("2026-03-04")) == {}
        assert office.ledger(kind="summary") == [("2026-03-03", "preview", ADA)]

        office.api.patch(f"/groups/{group['id']}", reminders="on")
        assert "Punkt i Provande" in office.summaries(at("2026-03-05"))[ADA]

    def test_the_address_is_that_of_the_group_or_else_their_own(
        self, office: Office, ada: Thing, more: Callable[..., Thing]
    ) -> None:
        group = more("Styrgruppen")
        membership = office.api.items(f"/memberships?group_id={group['id']}")[0]
        office.api.patch(f"/memberships/{membership['id']}", email="styr@example.org")
        (own,) = office.api.items(f"/memberships?group_id={office.group['id']}&person_id={ada['id']}")
        assert list(office.summaries(at("2026-03-03"))) == [ADA]  # two groups, two addresses

        office.api.patch(f"/memberships/{own['id']}", valid_to="2026-03-03")
        office.api.post("/action-points", group_id=group["id"], task="En till")
        assert list(office.summaries(at("2026-03-04"))) == ["styr@example.org"]


class TestSending:
    """At the moment of sending it is asked again."""

    @pytest.fixture
    def point(self, office: Office, ada: Thing) -> Thing:
        office.meeting("2026-06-17")
        return office.point("Boka lokal")

    def later(self, office: Office, day: str = "2026-03-03") -> None:
        """The mail server says to try later."""
        office.post.answers.append(Outcome(OutcomeKind.temporary, "451 4.7.1 Try again"))
        assert office.summaries(at(day)) == {}

    def test_what_was_put_off_is_sent_later_just_once(self, office: Office, point: Thing) -> None:
        self.later(office)

        assert list(office.summaries(at("2026-03-03", "09:00"))) == [ADA]
        assert office.summaries(at("2026-03-03", "12:00")) == {}
        assert office.ledger(kind="summary") == [("2026-03-03", "accepted", ADA)]

    def test_with_nothing_left_to_say_it_is_superseded(self, office: Office, point: Thing, bo: Thing) -> None:
        self.later(office)
        office.api.post(f"/action-points/{point['id']}/answers", person_id=bo["id"], answer="took")

        assert office.summaries(at("2026-03-03", "09:00")) == {}
        (row,) = office.api.items("/reminders?kind=summary")
        assert (row["state"], row["reason"]) == ("superseded", "nothing_left")

    def test_what_is_no_longer_so_is_made_anew(self, office: Office, point: Thing, bo: Thing) -> None:
        office.point("Ring skolan")
        self.later(office)
        office.api.post(f"/action-points/{point['id']}/answers", person_id=bo["id"], answer="took")

        told = office.summaries(at("2026-03-03", "09:00"))[ADA]

        assert "2. Ring skolan" in told and "Boka lokal" not in told
        new, old = office.api.items("/reminders?kind=summary")
        assert (old["state"], old["reason"]) == ("superseded", "no_longer_so")
        assert (new["state"], len(new["action_point_ids"])) == ("accepted", 1)

    def test_a_new_address_is_written_to(self, office: Office, ada: Thing, point: Thing) -> None:
        self.later(office)
        office.api.patch(f"/persons/{ada['id']}", email="ny@example.org")

        assert list(office.summaries(at("2026-03-03", "09:00"))) == ["ny@example.org"]

    def test_who_is_no_longer_the_secretary_is_not_told(
        self, office: Office, ada: Thing, point: Thing
    ) -> None:
        self.later(office)
        membership = office.api.items(f"/memberships?person_id={ada['id']}")[0]
        office.api.patch(f"/memberships/{membership['id']}", roles=["member"])

        assert office.summaries(at("2026-03-03", "09:00")) == {}
        assert office.api.items("/reminders?kind=summary")[0]["reason"] == "not_the_secretary"

    def test_what_did_not_arrive_that_day_is_told_the_next(self, office: Office, point: Thing) -> None:
        self.later(office)
        self.later(office, "2026-03-04")

        assert "Boka lokal" in office.summaries(at("2026-03-05"))[ADA]
        assert [row[1] for row in office.ledger(kind="summary")] == ["expired", "expired", "accepted"]

    def test_a_refused_address_lets_the_next_in_turn_be_told(self, office: Office, point: Thing) -> None:
        office.person("Eva Ek", "chair")
        office.post.answers.append(Outcome(OutcomeKind.refused, "550 5.1.1 No such user"))
        assert office.summaries(at("2026-03-03")) == {}
        with database.transaction() as session:
            row = session.exec(select(Person).where(Person.name == "Ada Alm")).one()
            row.email_state = EmailState.bounced

        told = office.summaries(at("2026-03-04"))
        assert list(told) == [EVA]
        assert "Mejl till Ada Alm kommer inte fram" in told[EVA]


def test_replies_go_to_the_operator(office: Office, ada: Thing, monkeypatch: pytest.MonkeyPatch) -> None:
    office.meeting("2026-06-17")
    office.point("Boka lokal")
    monkeypatch.setenv("NASTA_OPERATOR_EMAIL", "drift@example.org")
    settings.get.cache_clear()
    office.time.is_(at("2026-03-03"))
    run.tick(office.time.now, office.post, "test", lambda: office.time.now)

    (mail,) = office.post.taken()
    assert "drift@example.org" in mail["Reply-To"]
    assert mail["List-Unsubscribe"] is None


def test_roles_that_nobody_has_are_said_in_the_readers_language_and_are_the_same_matter_in_any(
    office: Office,
) -> None:
    above = office.api.post("/groups", name="Styrgruppen")
    office.api.patch(f"/groups/{office.group['id']}", parent_id=above["id"])
    office.api.post("/groups", name="Norr", parent_id=office.group["id"])
    office.person("Ada Alm", "secretary")
    office.person("Eva Ek", "secretary", language="en")
    office.meeting("2026-06-17")
    office.point("här", {"role": "coordinator"})
    office.point("där", {"role": "chair", "group_id": above["id"]})
    office.point("i Norr", {"role": "secretary", "scope": "child_groups"})
    office.point("bredvid", {"role": "treasurer", "scope": "child_groups", "group_id": above["id"]})

    told = {address: " ".join(text.split()) for address, text in office.summaries(at("2026-03-03")).items()}

    for role in ("samordnare", "ordförande i Styrgruppen", "sekreterare i Norr"):
        assert f"Ingen är {role} just nu." in told[ADA]
    assert "Ingen är kassör i varje undergrupp till Styrgruppen just nu." in told[ADA]
    for role in ("coordinator", "chair of Styrgruppen", "secretary of Norr"):
        assert f"Nobody is {role} at present." in told[EVA]
    assert "Nobody is treasurer in each subgroup of Styrgruppen at present." in told[EVA]
    office.api.patch(f"/groups/{office.group['id']}", language="en")
    assert office.summaries(at("2026-03-04")) == {}
