from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbox.backoff import LONGEST, gives_up_at, next_try, pause

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
chance = st.floats(0, 1, exclude_max=True)


@given(st.integers(0, 10**30), chance)
def test_a_pause_is_longer_than_five_minutes_and_has_an_end(attempts: int, random: float) -> None:
    found = pause(attempts, lambda: random)

    assert timedelta(minutes=5) < found <= 1.5 * LONGEST


def test_pauses_double_up_to_an_hour() -> None:
    found = [pause(attempts, lambda: 0.0) / MINUTE for attempts in range(1, 8)]

    assert found == [6, 12, 24, 48, 60, 60, 60]


def test_chance_spreads_what_failed_at_once() -> None:
    found = [pause(1, iter([drawn]).__next__) / MINUTE for drawn in (0.0, 0.5, 0.9)]

    assert found == pytest.approx([6, 7.5, 8.7])


@given(st.integers(1, 1000), st.timedeltas(timedelta(0), timedelta(days=6)), chance)
def test_the_next_try_comes_before_the_end(attempts: int, left: timedelta, random: float) -> None:
    found = next_try(NOW, attempts, NOW + left, lambda: random)

    assert (found is None) == (left <= timedelta(minutes=10))
    assert found is None or NOW + timedelta(minutes=5) < found < NOW + left


def test_what_is_useful_for_a_short_while_is_tried_until_then() -> None:
    now, end, tries = NOW, NOW + timedelta(hours=2), []

    while (found := next_try(now, 9, end, lambda: 0.0)) is not None:
        tries.append((found - NOW) / MINUTE)
        now = found

    assert tries == [60, 90, 105, 112.5]


def test_nothing_is_tried_for_more_than_five_days() -> None:
    assert gives_up_at(NOW, None) == NOW + timedelta(days=5)
    assert gives_up_at(NOW, NOW + timedelta(days=9)) == NOW + timedelta(days=5)
    assert gives_up_at(NOW, NOW + timedelta(days=1)) == NOW + timedelta(days=1)
