"""Which items are asked by mail: pure."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.meetings.times import Times
from app.reminders.summary.matters import latest_occasion, matters
from app.worklist.items import Item, PersonOf, PointOf, Question
from app.worklist.meetings import Ahead
from tests.reminders.summary.summaries import MADE, STEERING

DAY = date(2026, 3, 20)


def ahead(held_on: date = DAY, since: datetime | None = None, group: Group = STEERING) -> Ahead:
    begins = Times(held_on, None, None, "Europe/Stockholm").begins_at
    stamps: dict[str, Any] = {
        "created_at": MADE,
        "modified_at": MADE,
        "day_set_at": MADE,
        "begins_at": begins,
    }
    meeting = Meeting(
        group_id=group.id,
        held_on=held_on,
        status=MeetingStatus.proposed,
        time_zone="Europe/Stockholm",
        order_key="",
        **stamps,
    )
    return Ahead(group, meeting, since)


def item(question: Question, why: str | None = None, person: int | None = None) -> Item:
    who = PersonOf(UUID(int=person), "Bo Berg") if person else None
    return Item(question, STEERING.id, f"{question}{why}{person}", person=who, why=why)


def asked(*items: Item, nexts: Ahead | None = None, today: date = DAY, has_chair: bool = True) -> list[str]:
    return [
        f"{matter.item.question} {matter.item.why or ''}".strip()
        for matter in matters(items, nexts, today, has_chair=has_chair)
    ]


def test_the_latest_occasion_is_the_last_that_has_come() -> None:
    days = [(DAY - timedelta(days=before), before) for before in (8, 7, 6, 2, 1, 0)]

    assert [latest_occasion(ahead(), day) for day, _ in days] == [
        None,
        *[DAY - timedelta(days=7)] * 3,
        *[DAY - timedelta(days=1)] * 2,
    ]


def test_an_occasion_on_a_day_off_is_the_working_day_before() -> None:
    easter_tuesday = date(2026, 4, 7)  # the day before is Easter Monday, a week before is a Tuesday

    assert latest_occasion(ahead(easter_tuesday), date(2026, 4, 2)) == date(2026, 4, 2)


def test_what_had_passed_when_it_became_the_next_is_no_occasion() -> None:
    became = datetime(2026, 3, 13, 12, tzinfo=UTC)

    assert latest_occasion(ahead(since=became), date(2026, 3, 17)) is None
    assert latest_occasion(ahead(since=became), date(2026, 3, 19)) == date(2026, 3, 19)


def test_a_proposed_meeting_is_asked_about_from_its_first_occasion_on() -> None:
    proposed = item(Question.unconfirmed)

    assert asked(proposed, nexts=ahead(), today=date(2026, 3, 12)) == []
    assert asked(proposed, nexts=ahead(), today=date(2026, 3, 13)) == ["unconfirmed"]


def test_a_group_without_occasions_is_not_asked_about_its_proposed_meeting() -> None:
    silent = Group(**{**STEERING.model_dump(), "remind_days_before": []})

    assert asked(item(Question.unconfirmed), nexts=ahead(group=silent)) == []


def test_what_is_carried_is_the_chairs_where_there_is_one() -> None:
    assert asked(item(Question.carried)) == []
    assert asked(item(Question.carried), has_chair=False) == ["carried"]


def test_a_refused_address_and_a_stop_are_said_with_their_points() -> None:
    points = [item(Question.unreachable, why, 1) for why in ("bounced", "stopped")]

    assert asked(item(Question.bounced, "bounced", 1), item(Question.stopped, "stopped", 1)) == [
        "bounced bounced",
        "stopped stopped",
    ]
    assert asked(*points, item(Question.bounced, "bounced", 1), item(Question.stopped, "stopped", 1)) == [
        "unreachable bounced",
        "unreachable stopped",
    ]
    assert asked(*points, item(Question.bounced, "bounced", 2))[-1] == "bounced bounced"


def test_a_mail_that_failed_for_a_refused_address_is_said_once() -> None:
    failed = item(Question.bounced, "failed", 1)

    assert asked(failed, item(Question.bounced, "bounced", 1)) == ["bounced bounced"]
    assert asked(failed, item(Question.unreachable, "bounced", 1)) == ["unreachable bounced"]
    assert asked(failed, item(Question.bounced, "bounced", 2)) == ["bounced failed", "bounced bounced"]


def test_a_point_without_a_meeting_ahead_is_told_once() -> None:
    unowned = Item(Question.unowned, STEERING.id, "a", point=PointOf(UUID(int=1), 1, "Boka lokal"))

    (matter,) = matters([unowned], None, DAY, has_chair=True)
    assert (matter.renewed_on, matter.every) == (None, None)
