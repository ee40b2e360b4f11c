"""Only groups with something to see to are planned, and what is written is what planning every group writes."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from app import database
from app.action_points.models import ActionPoint
from app.groups.models import Group, Reminders
from app.meetings import since as next_meetings
from app.meetings.models import NextMeeting
from app.memberships.models import Membership
from app.reminders import busy, plan, run, targets
from app.reminders.change import plan as change
from app.reminders.escalation import plan as escalation
from app.reminders.models import ClosedOccasion, Reminder, ReminderPoint
from app.reminders.owing import owing
from app.reminders.plan import Planned
from app.reminders.summary import plan as summary
from app.reminders.targets import Decisions
from tests import crowd, make, statements
from tests.reminders import registers

GROUPS = 12
QUIET = datetime(2026, 2, 20, 20, 0, tzinfo=UTC)


def register(seed: int) -> datetime:
    with database.transaction() as session:
        return registers.fill(session, Random(seed), GROUPS)


def worked_out(session: Session) -> list[Group]:
    """All groups whose reminders are worked out."""
    wanted = select(Group).where(Group.reminders != Reminders.off).order_by(col(Group.id))
    return list(session.exec(wanted))


def written(session: Session) -> Counter[str]:
    """All that planning leaves, without the ids it gives."""
    points: dict[UUID, list[str]] = {}
    for point in session.exec(select(ReminderPoint).order_by(col(ReminderPoint.position))):
        points.setdefault(point.reminder_id, []).append(f"{point.point_id} {point.own_due_on}")
    told = [
        f"{row.model_dump(exclude={'id', 'delivery_id'})} {row.delivery_id is None} {points.get(row.id)}"
        for row in session.exec(select(Reminder))
    ]
    seen_to = [str(row.model_dump()) for row in session.exec(select(ClosedOccasion))]
    records = [str(row.model_dump()) for row in session.exec(select(NextMeeting))]
    return Counter([*told, *seen_to, *records])


@pytest.mark.parametrize("seed", range(8))
def test_what_is_written_is_what_planning_every_group_writes(session: Session, seed: int) -> None:
    now = register(seed)
    every = one_by_one(session, now)

    run.plan_all(now)

    assert written(session) == every


def one_by_one(session: Session, now: datetime) -> Counter[str]:
    """What planning every group by itself would write; nothing is."""
    for group in worked_out(session):
        plan.plan(session, [group], now)
    every = written(session)
    session.rollback()
    session.expunge_all()
    return every


@pytest.mark.parametrize("seed", range(17, 27))
def test_a_group_that_is_changed_after_it_was_read_is_planned_as_it_is_then(
    session: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = register(seed)
    run.settle_all(now)
    whose = Random(seed).choice(busy.groups(now))
    assert changed(session, whose, seed, now)
    as_it_became = one_by_one(session, now)
    worked, tries = plan.worked_out, list[bool]()

    def overtaken(session: Session, decided: list[Decisions]) -> list[Planned]:
        made = worked(session, decided)
        if not tries:
            with database.transaction() as other:
                tries.append(changed(other, whose, seed, now))
        return made

    monkeypatch.setattr(plan, "worked_out", overtaken)
    run.plan_all(now)

    assert written(session) == as_it_became
    assert tries == [True]


def changed(session: Session, group_id: UUID, seed: int, now: datetime) -> bool:
    """One of the changes that tell on what is planned; False if somebody holds the group."""
    locked = select(Group).where(Group.id == group_id).with_for_update(skip_locked=True)
    group = session.exec(locked).first()
    if group is None:
        return False
    if seed % 3 == 0:
        group.reminders = Reminders.off
        group.touch(now)
    elif seed % 3 == 1:
        session.execute(_of(ActionPoint, group_id, closed_at=now))
    else:
        session.execute(_of(Membership, group_id, valid_to=now.date() - registers.DAY))
    session.flush()
    return True


def _of(noun: Any, group_id: UUID, **values: Any) -> Any:
    return update(noun).where(noun.group_id == group_id).values(version=noun.version + 1, **values)


@pytest.mark.parametrize("booked", ["2026-04-11T10:00", "2026-04-12T22:00"])
def test_a_meeting_that_was_booked_after_all_its_occasions_is_not_forgotten(
    session: Session, booked: str
) -> None:
    monday, then = datetime(2026, 4, 13, 6, 5, tzinfo=UTC), datetime.fromisoformat(booked + "Z")
    with database.transaction() as other:
        group = make.group(other, reminders=Reminders.on)
        make.member(other, group, "secretary", email="lova@example.org")
        make.meeting(other, group, monday.date(), "13:30", created_at=then, day_set_at=then)
        make.owner(other, make.action_point(other, group, due_kind="none"), "role", role="secretary")
        next_meetings.settle(other, group.id, then)
    every = one_by_one(session, monday)

    assert run.plan_all(monday) == {"planned": 1}
    assert written(session) == every


def test_a_meeting_that_has_been_next_for_long_is_not_forgotten(session: Session) -> None:
    monday = datetime(2026, 4, 13, 6, 5, tzinfo=UTC)
    long_ago = monday - next_meetings.LATELY - timedelta(days=1)
    with database.transaction() as other:
        group = make.group(other, reminders=Reminders.on)
        make.member(other, group, "secretary", email="lova@example.org")
        make.meeting(other, group, date(2026, 4, 20), "13:30", created_at=long_ago, day_set_at=long_ago)
        make.owner(other, make.action_point(other, group, due_kind="none"), "role", role="secretary")
        next_meetings.settle(other, group.id, long_ago)

    assert run.plan_all(monday) == {"planned": 1}


@pytest.mark.parametrize("seed", range(8, 16))
def test_no_group_is_planned_that_has_nothing_to_see_to(session: Session, seed: int) -> None:
    now = register(seed)
    behind = {group.id for group in worked_out(session) if _settles(session, group, now)}
    busy_ones = [
        group.id
        for group in worked_out(session)
        if targets.decide(session, [owing(session, group, now)], now)[0].decided
    ]
    session.rollback()

    assert set(busy.behind(now)) == behind
    run.settle_all(now)
    assert busy.groups(now) == busy_ones


def _settles(session: Session, group: Group, now: datetime) -> bool:
    records = select(NextMeeting.since, NextMeeting.meeting_id).where(NextMeeting.group_id == group.id)
    before = session.exec(records).all()
    next_meetings.settle(session, group.id, now)
    return session.exec(records).all() != before


def test_groups_with_nothing_to_see_to_cost_no_statement(engine: Engine) -> None:
    few, many = beside(engine, range(3)), beside(engine, range(3, 30))

    assert len(few) == len(many) <= 10


def beside(engine: Engine, groups: range) -> list[str]:
    """What a run sends at an instant at which nothing is due, with these groups added to those there are."""
    crowd.fill(engine, groups, 5)
    with database.transaction() as session:
        session.execute(update(Group).values(reminders=Reminders.on))
    run.settle_all(QUIET)
    with statements.sent(engine) as said:
        for plan_kind in (run.plan_all, change.plan_all, escalation.plan_all, summary.plan_all):
            assert plan_kind(QUIET) == {}
    return said
