"""When a question is asked again: pure, with the day as an argument."""

from datetime import date, timedelta
from uuid import UUID

from app.reminders.summary.rhythm import Matter, due, remembered
from app.worklist.items import Item, Question

DAY = date(2026, 3, 2)
ITEM = Item(Question.unowned, UUID(int=1), "one")
OTHER = Item(Question.unowned, UUID(int=1), "other")
ONCE = [Matter(ITEM)]
FORTNIGHTLY = [Matter(ITEM, every=timedelta(days=14))]


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def asked_on(matters: list[Matter], days: int) -> list[int]:
    """After how many days it is asked, looked at each day; what is asked is remembered."""
    asked: dict[str, date] = {}
    found = []
    for number in range(days):
        if due(matters, asked, after(number)):
            found.append(number)
            asked = remembered(matters, asked, after(number))
    return found


def test_what_is_new_is_told_once() -> None:
    assert asked_on(ONCE, 100) == [0]


def test_every_two_weeks_is_every_fourteenth_day() -> None:
    assert asked_on(FORTNIGHTLY, 43) == [0, 14, 28, 42]


def test_two_weeks_that_end_on_a_day_off_end_on_the_next_day_looked_at() -> None:
    assert due(FORTNIGHTLY, {"one": DAY}, after(13)) == []
    assert due(FORTNIGHTLY, {"one": DAY}, after(16)) == [ITEM]


def test_what_is_renewed_is_asked_again_from_that_day_on() -> None:
    renewed = [Matter(ITEM, renewed_on=after(5))]

    assert due(renewed, {"one": DAY}, after(4)) == []
    assert due(renewed, {"one": DAY}, after(5)) == [ITEM]
    assert due(renewed, {"one": DAY}, after(7)) == [ITEM]
    assert due(renewed, {"one": after(5)}, after(7)) == []


def test_only_what_is_due_is_asked_and_all_that_stands_is_remembered() -> None:
    matters = [Matter(ITEM), Matter(OTHER)]

    assert due(matters, {"one": DAY}, after(3)) == [OTHER]
    assert remembered(matters, {"one": DAY, "gone": DAY}, after(3)) == {"one": DAY, "other": after(3)}


def test_what_came_right_and_comes_back_is_new() -> None:
    asked = remembered([Matter(OTHER)], {"one": DAY, "other": DAY}, after(1))

    assert due(ONCE, asked, after(2)) == [ITEM]
