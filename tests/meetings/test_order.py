"""In which order a group's meetings stand."""

from datetime import date, datetime, time, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.meetings.order import order_key

# Few of each, so that they often agree.
DAYS = st.sampled_from([date(1900, 1, 1), date(2026, 3, 2), date(2026, 10, 2), date(2199, 12, 31)])
STARTS = st.none() | st.sampled_from([time(0), time(8), time(8, 30), time(23, 59, 59)])
MADE = st.builds(
    lambda micros, hours: (
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=hours))) + timedelta(microseconds=micros)
    ),
    st.sampled_from([0, 1, 999_999, 3_600_000_000]),
    st.integers(-2, 2),
)
IDS = st.sampled_from([UUID(int=1), UUID(int=0xA), UUID(int=2**127)])
PLACED = st.tuples(DAYS, STARTS, MADE, IDS)


@given(one=PLACED, other=PLACED)
def test_keys_sort_by_day_then_start_with_none_last_then_when_made_then_id(
    one: tuple[date, time | None, datetime, UUID], other: tuple[date, time | None, datetime, UUID]
) -> None:
    def rank(placed: tuple[date, time | None, datetime, UUID]) -> tuple[object, ...]:
        day, start, made, id = placed
        return day, start is None, start or time(0), made, str(id)

    assert (order_key(*one) < order_key(*other)) == (rank(one) < rank(other))


@given(placed=PLACED)
def test_a_key_has_room_in_its_column(placed: tuple[date, time | None, datetime, UUID]) -> None:
    assert len(order_key(*placed)) <= 100
