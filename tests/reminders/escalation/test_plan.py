"""What a held meeting leaves carried along for long (domain 4 "Escalation"): who is told, when, and how often."""

from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import database
from app.groups.models import Group
from app.outbox.transport import Outcome, OutcomeKind
from app.persons.models import Stop
from app.reminders.escalation import plan
from tests import statements
from tests.asking import Api, Thing
from tests.conftest import NOW, POSTGRESQL, Time
from tests.reminders.interleaving import meanwhile
from tests.reminders.posting import Office, Post, at, text_of

PER, OLA = "per@example.org", "ola@example.org"
ABOUT = "har följt med länge"


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    made = Office(
        api, time, Post(), api.post("/groups", name="Arbetsgruppen", short_name="AG", reminders="on")
    )
    made.person("Ada Alm", "secretary")
    return made


@pytest.fixture
def per(office: Office) -> Thing:
    return office.person("Per Palm", "chair")


@pytest.fixture
def meetings(office: Office) -> list[Thing]:
    """Three, the first two held; the last on Friday 20 March."""
    made = [office.meeting(day, "09:00") for day in ("2026-03-02", "2026-03-06", "2026-03-20")]
    office.time.is_(at("2026-03-06", "12:00"))
    for meeting in made[:2]:
        office.api.act(f"/meetings/{meeting['id']}/holding")
    return made


@pytest.fixture
def point(office: Office, meetings: list[Thing]) -> Thing:
    """Carried once before the last meeting, by somebody who is not told of anything else here."""
    bo = office.person("Bo Berg", "member")
    return office.point("Boka lokal", bo, meeting=meetings[0], due_kind="none")


def hold(office: Office, meeting: Thing, instant: str) -> None:
    office.time.is_(instant)
    office.api.act(f"/meetings/{meeting['id']}/holding")


def told(office: Office, instant: str) -> dict[str, str]:
    """Address -> text of the letters about what has been carried along."""
    return {
        str(mail["To"].addresses[0].addr_spec): text_of(mail)
        for mail in office.mails(instant)
        if ABOUT in mail["Subject"]
    }


def another(office: Office, name: str) -> None:
    """A group with a chair of its own, in which a point was carried for long by Thursday 2 April."""
    group = office.api.post("/groups", name=name, reminders="on", escalate_after=1)
    own = Office(office.api, office.time, office.post, group)
    own.person(f"{name}schefen Ek", "chair")
    given, last = own.meeting("2026-03-24", "09:00"), own.meeting("2026-04-02", "09:00")
    own.time.is_(at("2026-03-24", "12:00"))
    own.api.act(f"/meetings/{given['id']}/holding")
    own.point("Boka lokal", meeting=given, due_kind="none")
    hold(own, last, at("2026-04-02", "12:00"))


def asked(engine: Engine, instant: str, planned: dict[str, int]) -> list[str]:
    """What the database is asked by a run that plans so many: how each statement begins."""
    with statements.sent(engine) as said:
        assert plan.plan_all(NOW.fromisoformat(instant)) == planned
    return [statement.split("(")[0][:30] for statement in said]


class TestTime:
    def test_the_chair_is_told_at_eight_the_next_working_day_and_once(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))

        for instant in (at("2026-03-20", "12:01"), at("2026-03-21"), at("2026-03-23", "07:59")):
            assert told(office, instant) == {}
        assert list(told(office, at("2026-03-23"))) == [PER]
        assert told(office, at("2026-03-23", "08:01")) == {}
        assert told(office, at("2026-03-24")) == {}

    def test_less_than_the_group_says_is_told_nobody(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        assert told(office, at("2026-03-09")) == {}

    def test_a_late_run_catches_up_within_the_day_or_the_next_working_one(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))

        assert told(office, at("2026-03-23", "20:00")) == {}
        assert list(told(office, at("2026-03-24", "15:00"))) == [PER]

    def test_one_marked_held_late_is_told_the_next_morning(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-24", "10:00"))

        assert told(office, at("2026-03-24", "10:01")) == {}
        assert list(told(office, at("2026-03-25"))) == [PER]

    def test_eight_is_the_groups(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        office.api.patch(f"/groups/{office.group['id']}", time_zone="Europe/Helsinki")
        hold(office, meetings[2], at("2026-03-20", "12:00"))

        assert list(told(office, at("2026-03-23", "07:00"))) == [PER]

    def test_each_held_meeting_is_told_of(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        assert "Har följt med från 2 möten." in told(office, at("2026-03-23"))[PER]
        hold(office, office.meeting("2026-03-27"), at("2026-03-27", "12:00"))

        assert "Har följt med från 3 möten." in told(office, at("2026-03-30"))[PER]

    def test_a_day_with_nothing_to_tell_is_over(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        office.api.patch(f"/groups/{office.group['id']}", escalate_after=3)
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        assert told(office, at("2026-03-23")) == {}
        office.api.patch(f"/groups/{office.group['id']}", escalate_after=2)

        assert told(office, at("2026-03-24")) == {}

    def test_what_had_passed_when_reminders_were_turned_on_is_not_told(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        office.api.patch(f"/groups/{office.group['id']}", reminders="off")
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        office.time.is_(at("2026-03-23", "12:00"))
        office.api.patch(f"/groups/{office.group['id']}", reminders="on")

        assert told(office, at("2026-03-23", "12:01")) == told(office, at("2026-03-24")) == {}

    def test_what_another_worker_plans_meanwhile_is_planned_once(
        self,
        office: Office,
        per: Thing,
        meetings: list[Thing],
        point: Thing,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        now, others = NOW.fromisoformat(at("2026-03-23")), []
        meanwhile(monkeypatch, plan, lambda: others.append(plan.plan_all(now)))

        assert plan.plan_all(now) == {}
        assert others == [{"planned": 1}]

    def test_a_point_that_is_closed_meanwhile_is_not_told(
        self,
        office: Office,
        per: Thing,
        meetings: list[Thing],
        point: Thing,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        office.time.is_(at("2026-03-23"))
        meanwhile(
            monkeypatch,
            plan,
            lambda: office.api.act(f"/action-points/{point['id']}/closing", status="done"),
        )

        assert plan.plan_all(NOW.fromisoformat(at("2026-03-23"))) == {}

    @pytest.mark.skipif(not POSTGRESQL, reason="SQLite lets one write at a time")
    def test_a_group_that_another_holds_is_left_to_it(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        now = NOW.fromisoformat(at("2026-03-23"))

        with database.transaction() as other:
            other.exec(select(Group).with_for_update()).one()
            assert plan.plan_all(now) == {}
        assert plan.plan_all(now) == {"planned": 1}

    def test_several_groups_are_told_with_as_many_statements_as_one(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing, engine: Engine
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        alone = asked(engine, at("2026-03-23"), {"planned": 1})
        office.time.is_(at("2026-03-23", "12:00"))
        for name in ("Styrgruppen", "Byggruppen", "Skolgruppen"):
            another(office, name)

        assert asked(engine, at("2026-04-07"), {"planned": 3}) == alone

    def test_two_workers_write_it_once(
        self, office: Office, per: Thing, meetings: list[Thing], point: Thing
    ) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        now = NOW.fromisoformat(at("2026-03-23"))

        assert plan.plan_all(now) == {"planned": 1}
        assert plan.plan_all(now) == {}


class TestWhom:
    @pytest.fixture(autouse=True)
    def _held(self, office: Office, meetings: list[Thing], point: Thing) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))

    def ledger(self, office: Office) -> list[tuple[str, str, str | None]]:
        rows = office.api.items("/reminders?kind=escalation")
        return [(row["recipient"]["kind"], row["state"], row["reason"]) for row in reversed(rows)]

    def test_both_chairs_are_told(self, office: Office, per: Thing) -> None:
        office.person("Ola Ohm", "chair")
        office.person("Eva Ek", "vice_chair")

        assert sorted(told(office, at("2026-03-23"))) == [OLA, PER]

    def test_without_a_chair_the_vice_chair_is(self, office: Office) -> None:
        office.person("Ola Ohm", "vice_chair")

        assert "som vice ordförande" in " ".join(told(office, at("2026-03-23"))[OLA].split())

    def test_owners_are_called_in_the_readers_language_and_by_their_group(
        self, office: Office, point: Thing
    ) -> None:
        above = office.api.post("/groups", name="Styrgruppen")
        office.api.patch(f"/groups/{office.group['id']}", parent_id=above["id"])
        roles = [{"role": "coordinator"}, {"role": "chair", "group_id": above["id"]}]
        office.api.patch(f"/action-points/{point['id']}", owners=roles)
        office.person("Ola Ohm", "chair", language="en")

        (mail,) = [
            text_of(mail)
            for mail in office.mails(at("2026-03-23"))
            if mail["To"].addresses[0].addr_spec == OLA
        ]
        assert "coordinator and chair of Styrgruppen" in " ".join(mail.split())

    def test_a_chair_who_cannot_be_told_stands_in_the_ledger(self, office: Office) -> None:
        office.person("Per Palm", "chair", email=None)
        office.person("Ola Ohm", "vice_chair")

        assert list(told(office, at("2026-03-23"))) == [OLA]
        assert self.ledger(office) == [("person", "accepted", None), ("person", "unreachable", "no_address")]

    def test_a_stop_is_respected(self, office: Office, per: Thing, session: Session) -> None:
        session.add(Stop(person_id=UUID(per["id"]), group_id=UUID(office.group["id"]), stopped_at=NOW))
        session.commit()

        assert told(office, at("2026-03-23")) == {}
        assert self.ledger(office) == [("person", "stopped", None)]

    def test_without_any_the_secretary_is_told_in_the_summary(self, office: Office) -> None:
        summary = office.summaries(at("2026-03-23"))["ada@example.org"]

        assert "gruppen har ingen ordförande som får mejl" in " ".join(summary.split())
        assert "1. Boka lokal (har följt med från 2 möten)" in summary
        assert self.ledger(office) == [("group", "unreachable", "vacant")]
        assert "Boka lokal" not in office.summaries(at("2026-03-24")).get("ada@example.org", "")

    def test_with_a_chair_the_secretary_is_not(self, office: Office, per: Thing) -> None:
        assert "Boka lokal" not in office.summaries(at("2026-03-23")).get("ada@example.org", "")

    def test_a_preview_is_written_and_not_sent(self, office: Office, per: Thing) -> None:
        office.api.patch(f"/groups/{office.group['id']}", reminders="preview")

        assert told(office, at("2026-03-23")) == {}
        assert self.ledger(office) == [("person", "preview", None)]


class TestLetter:
    @pytest.fixture(autouse=True)
    def _held(self, office: Office, per: Thing, meetings: list[Thing], point: Thing) -> None:
        hold(office, meetings[2], at("2026-03-20", "12:00"))

    def test_it_says_what_who_and_what_can_be_done(
        self, office: Office, point: Thing, meetings: list[Thing]
    ) -> None:
        board = office.api.post("/groups", name="Styrgruppen")
        office.api.patch(f"/groups/{office.group['id']}", parent_id=board["id"])

        (mail,) = (mail for mail in office.mails(at("2026-03-23")) if ABOUT in mail["Subject"])
        text = " ".join(text_of(mail).split())

        assert "1. Boka lokal Har följt med från 2 möten. Ansvar: Bo Berg." in text
        assert "rapporteras till Styrgruppen" in text
        assert str(mail["Reply-To"]) == "Ada Alm <ada@example.org>"
        assert "/stops/" in mail["List-Unsubscribe"] and "/stops/" in text
        (row,) = office.api.items("/reminders?kind=escalation")
        assert (row["meeting_id"], row["action_point_ids"]) == (meetings[2]["id"], [point["id"]])

    def test_leads_see_it_in_the_ledger(self, office: Office, per: Thing) -> None:
        told(office, at("2026-03-23"))

        assert len(office.api.as_(per["id"]).items("/reminders?kind=escalation")) == 1
        member = office.api.as_(office.person("Eva Ek", "member")["id"])
        assert member.items("/reminders?kind=escalation") == []


class TestSending:
    """At the moment of sending it is asked again."""

    @pytest.fixture(autouse=True)
    def _later(self, office: Office, per: Thing, meetings: list[Thing], point: Thing) -> None:
        """The mail server says to try later."""
        office.point("Ring skolan", per, meeting=meetings[0], due_kind="none")
        hold(office, meetings[2], at("2026-03-20", "12:00"))
        office.post.answers.append(Outcome(OutcomeKind.temporary, "451 4.7.1 Try again"))
        assert told(office, at("2026-03-23")) == {}

    def rows(self, office: Office) -> list[tuple[str, str | None]]:
        rows = office.api.items("/reminders?kind=escalation")
        return [(row["state"], row["reason"]) for row in reversed(rows)]

    def test_what_was_put_off_is_sent_later_just_once(self, office: Office) -> None:
        assert list(told(office, at("2026-03-23", "09:00"))) == [PER]
        assert told(office, at("2026-03-23", "12:00")) == {}

    def test_a_point_closed_meanwhile_is_not_in_it(self, office: Office, point: Thing) -> None:
        office.api.act(f"/action-points/{point['id']}/closing")

        text = told(office, at("2026-03-23", "09:00"))[PER]
        assert "Ring skolan" in text and "Boka lokal" not in text
        assert self.rows(office) == [("superseded", "points_changed"), ("accepted", None)]

    def test_with_nothing_left_it_is_superseded(self, office: Office) -> None:
        for one in office.api.items(f"/action-points?group_id={office.group['id']}"):
            office.api.act(f"/action-points/{one['id']}/closing")

        assert told(office, at("2026-03-23", "09:00")) == {}
        assert self.rows(office) == [("superseded", "nothing_left")]

    def test_a_meeting_opened_again_is_not_told_of(self, office: Office, meetings: list[Thing]) -> None:
        office.api.act(f"/meetings/{meetings[2]['id']}/reopening")

        assert told(office, at("2026-03-23", "09:00")) == {}
        assert self.rows(office) == [("superseded", "meeting_scheduled")]

    def test_who_is_chair_no_more_is_not_told(self, office: Office, per: Thing) -> None:
        membership = office.api.items(f"/memberships?person_id={per['id']}")[0]
        office.api.patch(f"/memberships/{membership['id']}", roles=["member"])

        assert told(office, at("2026-03-23", "09:00")) == {}
        assert self.rows(office) == [("superseded", "not_the_chair")]

    def test_a_new_address_is_written_to(self, office: Office, per: Thing) -> None:
        office.api.patch(f"/persons/{per['id']}", email="ny@example.org")

        assert list(told(office, at("2026-03-23", "09:00"))) == ["ny@example.org"]
