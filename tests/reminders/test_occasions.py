"""Domain 4, "When", a sentence at a time; then a year of arbitrary runs against the rules written out again.

Unless a test says otherwise: Stockholm, [7, 1] at 08:00, a meeting on Friday 17 April 2026 at 13:00, booked
on 1 March. Its occasions are Friday 10 and Thursday 16 April.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.reminders.occasions import Decision, Occasion, Schedule, Target, at, decide, occasions, upcoming
from app.reminders.working_days import is_working_day

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
HOURS_8 = timedelta(hours=8)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(
    *offsets: int, at: str = "08:00", since: str = "2026-01-01", zone: ZoneInfo = STOCKHOLM
) -> Schedule:
    return Schedule(offsets, time.fromisoformat(at), zone, local(since))


def meeting(begins: str = "2026-04-17 13:00", known: str = "2026-03-01") -> Target:
    return Target(date.fromisoformat(begins[:10]), local(begins), local(known), meeting=True)


def due_day(day: str, known: str = "2026-03-01") -> Target:
    on = date.fromisoformat(day)
    return Target(on, local((on + DAY).isoformat()), local(known), meeting=False)


def days(*texts: str) -> set[date]:
    return {date.fromisoformat(text) for text in texts}


def closing(decision: Decision) -> set[date]:
    return {each.day for each in decision.merged + decision.too_late}


def sent(decision: Decision) -> str | None:
    return decision.send.day.isoformat() if decision.send else None


def merged(decision: Decision) -> list[str]:
    return [each.day.isoformat() for each in decision.merged]


def too_late(decision: Decision) -> list[str]:
    return [each.day.isoformat() for each in decision.too_late]


def fallen(due: str, *offsets: int) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (each.day.isoformat(), each.offsets)
        for each in occasions(date.fromisoformat(due), schedule(*offsets))
    ]


def run(target: Target, plan: Schedule, runs: Iterable[datetime]) -> list[tuple[datetime, Decision]]:
    """The runs that did something, each closing what it decided."""
    closed: set[date] = set()
    done = []
    for now in runs:
        decision = decide(target, plan, closed, now)
        closed |= closing(decision)
        done += [(now, decision)] if closing(decision) else []
    return done


WEEK_AND_DAY = schedule(7, 1)


# The instant of remind_at


@pytest.mark.parametrize(
    ("day", "wall", "instant", "why"),
    [
        ("2026-03-27", "08:00", "2026-03-27 07:00", "winter time"),
        ("2026-03-28", "02:30", "2026-03-28 01:30", "the day before the clocks go forward"),
        ("2026-03-29", "01:59:59", "2026-03-29 00:59:59", "the last second before the gap"),
        ("2026-03-29", "02:00", "2026-03-29 01:00", "the gap's first moment is its end"),
        ("2026-03-29", "02:30", "2026-03-29 01:00", "in the gap: the first that exists, 03:00"),
        ("2026-03-29", "02:59:59.999999", "2026-03-29 01:00", "the gap's last moment"),
        ("2026-03-29", "03:00", "2026-03-29 01:00", "after the gap"),
        ("2026-03-29", "08:00", "2026-03-29 06:00", "summer time, the same morning"),
        ("2026-03-30", "02:30", "2026-03-30 00:30", "the day after"),
        ("2026-10-24", "02:30", "2026-10-24 00:30", "the day before the clocks go back"),
        ("2026-10-25", "02:00", "2026-10-25 00:00", "twice: the first"),
        ("2026-10-25", "02:30", "2026-10-25 00:30", "twice: the first"),
        ("2026-10-25", "02:59:59", "2026-10-25 00:59:59", "twice: the first"),
        ("2026-10-25", "03:00", "2026-10-25 02:00", "once, after both"),
        ("2026-10-25", "08:00", "2026-10-25 07:00", "winter time, the same morning"),
        ("2026-10-26", "02:30", "2026-10-26 01:30", "the day after"),
    ],
)
def test_remind_at_is_a_wall_time(day: str, wall: str, instant: str, why: str) -> None:
    assert at(date.fromisoformat(day), schedule(at=wall)) == utc(instant), why


@pytest.mark.parametrize(
    ("zone", "day", "wall", "instant"),
    [
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23 22:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30"),
        ("Pacific/Apia", "2011-12-30", "08:00", "2011-12-30 10:00"),
    ],
)
def test_gaps_at_midnight_of_half_an_hour_and_of_a_day(zone: str, day: str, wall: str, instant: str) -> None:
    assert at(date.fromisoformat(day), schedule(at=wall, zone=ZoneInfo(zone))) == utc(instant)


ZONES = [
    ZoneInfo(name) for name in ("Europe/Stockholm", "UTC", "America/New_York", "Africa/Cairo", "Asia/Kolkata")
]
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@settings(PATIENT)
@given(st.dates(date(2000, 1, 1), date(2037, 12, 31)), TIMES, st.sampled_from(ZONES))
def test_it_is_the_first_instant_whose_clock_is_not_before_remind_at(
    day: date, wall: time, zone: ZoneInfo
) -> None:
    instant = at(day, Schedule((), wall, zone, utc("2000-01-01")))

    def clock(moment: datetime) -> datetime:
        return moment.astimezone(zone).replace(tzinfo=None)

    assert instant.tzinfo is UTC
    assert clock(instant - timedelta(microseconds=1)) < datetime.combine(day, wall) <= clock(instant)


# The days of occasions


def test_its_day_is_the_meetings_day_minus_the_offset() -> None:
    assert fallen("2026-04-17", 7, 1) == [("2026-04-10", (7,)), ("2026-04-16", (1,))]


def test_an_occasion_is_at_remind_at_in_utc() -> None:
    assert occasions(date(2026, 4, 17), schedule(1)) == (
        Occasion(date(2026, 4, 16), utc("2026-04-16 06:00"), offset=1, offsets=(1,)),
    )


@pytest.mark.parametrize(
    ("due", "offset", "day", "why"),
    [
        ("2026-04-13", 1, "2026-04-10", "Sunday"),
        ("2026-04-13", 2, "2026-04-10", "Saturday"),
        ("2026-05-02", 1, "2026-04-30", "första maj"),
        ("2026-06-20", 1, "2026-06-18", "midsommarafton"),
        ("2026-12-28", 4, "2026-12-23", "julafton"),
        ("2027-01-04", 4, "2026-12-30", "nyårsafton"),
        ("2026-04-07", 1, "2026-04-02", "annandag påsk, a weekend and långfredagen in a row"),
    ],
)
def test_moved_to_the_working_day_before_if_it_is_a_day_off(
    due: str, offset: int, day: str, why: str
) -> None:
    assert fallen(due, offset) == [(day, (offset,))], why


@pytest.mark.parametrize(
    ("due", "offsets", "expected"),
    [
        ("2026-04-20", (2, 1, 3), [("2026-04-17", (1, 2, 3))]),
        ("2026-04-07", (7, 5, 3, 1), [("2026-03-31", (7,)), ("2026-04-02", (1, 3, 5))]),
        ("2026-06-22", (1, 3, 4, 5), [("2026-06-17", (5,)), ("2026-06-18", (1, 3, 4))]),
        ("2026-12-28", (0, 1, 4, 7), [("2026-12-21", (7,)), ("2026-12-23", (1, 4)), ("2026-12-28", (0,))]),
        ("2027-01-04", (5, 2, 1), [("2026-12-30", (1, 2, 5))]),
    ],
    ids=["weekend", "Easter", "Midsummer", "Christmas", "New Year"],
)
def test_offsets_that_land_on_one_day_are_one(
    due: str, offsets: tuple[int, ...], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert fallen(due, *offsets) == expected


def test_the_smallest_of_them_is_its_offset() -> None:
    (only,) = occasions(date(2026, 4, 20), schedule(3, 1, 2))

    assert only.offset == 1


def test_offset_0_is_the_day_itself_or_the_working_day_before() -> None:
    assert fallen("2026-04-17", 0) == [("2026-04-17", (0,))]
    assert fallen("2026-04-19", 0, 1, 2) == [("2026-04-17", (0, 1, 2))]


def test_an_offset_given_twice_counts_once() -> None:
    assert fallen("2026-04-17", 7, 7) == [("2026-04-10", (7,))]


def test_no_offsets_no_occasions() -> None:
    assert fallen("2026-04-17") == []
    assert decide(meeting(), schedule(), (), local("2026-04-17 08:00")) == Decision()
    assert decide(meeting(known="2026-04-16 12:00"), schedule(), (), local("2026-04-17 08:00")) == Decision()


# "The first run within eight hours after an occasion's remind_at closes it"


@pytest.mark.parametrize("when", ["08:00", "08:00:01", "11:30", "15:59", "15:59:59.999999"])
def test_the_first_run_within_eight_hours_sends_it(when: str) -> None:
    decision = decide(meeting(), WEEK_AND_DAY, (), local(f"2026-04-10 {when}"))

    assert (sent(decision), merged(decision), too_late(decision)) == ("2026-04-10", ["2026-04-10"], [])
    assert decision.send == decision.merged[-1]
    assert not decision.first_contact


def test_before_remind_at_nothing_is_sent() -> None:
    assert decide(meeting(), WEEK_AND_DAY, (), local("2026-04-10 07:59:59.999999")) == Decision()


def test_the_runs_after_it_send_nothing() -> None:
    minutes = [local("2026-04-10 08:00") + n * MINUTE for n in range(6 * 24 * 60)]

    assert [now for now, _ in run(meeting(), WEEK_AND_DAY, minutes)] == [local("2026-04-10 08:00")]


def test_a_run_every_minute_sends_each_at_its_minute() -> None:
    minutes = [local("2026-04-09") + n * MINUTE for n in range(9 * 24 * 60)]

    done = run(meeting(), schedule(7, 3, 1, 0), minutes)

    assert [now for now, _ in done] == [local(f"2026-04-{day} 08:00") for day in (10, 14, 16, 17)]
    assert [len(decision.merged) for _, decision in done] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("wall", "instants"),
    [
        ("02:30", ["2026-03-27 01:30", "2026-03-30 00:30"]),
        ("08:00", ["2026-03-27 07:00", "2026-03-30 06:00"]),
    ],
)
def test_over_the_clocks_going_forward(wall: str, instants: list[str]) -> None:
    minutes = [local("2026-03-26") + n * MINUTE for n in range(6 * 24 * 60)]

    done = run(meeting("2026-03-31 13:00"), schedule(4, 1, at=wall), minutes)

    assert [now for now, _ in done] == [utc(instant) for instant in instants]


@pytest.mark.parametrize(
    ("wall", "instants"),
    [
        ("02:30", ["2026-10-23 00:30", "2026-10-26 01:30"]),
        ("08:00", ["2026-10-23 06:00", "2026-10-26 07:00"]),
    ],
)
def test_over_the_clocks_going_back(wall: str, instants: list[str]) -> None:
    minutes = [local("2026-10-22") + n * MINUTE for n in range(6 * 24 * 60)]

    done = run(meeting("2026-10-27 13:00"), schedule(4, 1, at=wall), minutes)

    assert [now for now, _ in done] == [utc(instant) for instant in instants]


def test_eight_hours_are_eight_hours_when_the_clocks_change_within_them() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # changes on the night to Friday 30 October 2026
    plan = schedule(1, at="22:00", zone=cairo)
    target = Target(date(2026, 10, 30), datetime(2026, 11, 3, tzinfo=UTC), local("2026-03-01"), meeting=True)
    occasion = at(date(2026, 10, 29), plan)

    last = (occasion + HOURS_8 - MINUTE).astimezone(cairo)

    assert last.hour == 4
    assert sent(decide(target, plan, (), last)) == "2026-10-29"
    assert decide(target, plan, (), last + MINUTE) == Decision()


def test_instants_may_be_given_in_any_zone() -> None:
    again = datetime(2026, 10, 25, 2, 45, fold=1, tzinfo=STOCKHOLM)
    target = Target(date(2026, 10, 25), again, local("2026-03-01"), meeting=True)

    decision = decide(target, schedule(0), (), datetime(2026, 10, 25, 2, 50, tzinfo=STOCKHOLM))

    assert sent(decision) == "2026-10-23"


def test_the_later_of_two_instants_in_an_hour_that_comes_twice() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # 23:00 to 24:00 comes twice on Thursday 29 October 2026
    known = datetime(2026, 10, 29, 23, 25, tzinfo=cairo)
    since = datetime(2026, 10, 29, 23, 20, fold=1, tzinfo=cairo)
    target = Target(date(2026, 10, 29), utc("2026-10-29 22:00"), known, meeting=False)

    decision = decide(target, Schedule((0,), time(23, 30), cairo, since), (), utc("2026-10-29 21:30"))

    assert decision == Decision()


# "One that no such run saw is caught up at the next remind_at of a working day"


def test_after_eight_hours_it_waits_for_the_next_remind_at_of_a_working_day() -> None:
    assert decide(meeting(), WEEK_AND_DAY, (), local("2026-04-10 16:00")) == Decision()


@pytest.mark.parametrize("when", ["2026-04-11 09:00", "2026-04-12 08:00", "2026-04-13 07:59"])
def test_two_days_late_over_a_weekend_it_still_waits(when: str) -> None:
    assert decide(meeting(), WEEK_AND_DAY, (), local(when)) == Decision()


@pytest.mark.parametrize(
    "when", ["2026-04-13 08:00", "2026-04-13 15:59", "2026-04-14 08:00", "2026-04-15 12:00"]
)
def test_it_is_caught_up_within_eight_hours_after_that_or_a_later_one(when: str) -> None:
    decision = decide(meeting(), WEEK_AND_DAY, (), local(when))

    assert (sent(decision), merged(decision)) == ("2026-04-10", ["2026-04-10"])


def test_between_those_it_waits_again() -> None:
    assert decide(meeting(), WEEK_AND_DAY, (), local("2026-04-13 16:00")) == Decision()


def test_the_next_working_day_may_be_days_away() -> None:
    target = meeting("2026-04-09 13:00")  # occasions 2 (Thursday before Easter) and 8 April

    assert decide(target, WEEK_AND_DAY, (), local("2026-04-06 08:00")) == Decision()
    assert sent(decide(target, WEEK_AND_DAY, (), local("2026-04-07 08:00"))) == "2026-04-02"


def test_eight_hours_may_pass_midnight() -> None:
    late = schedule(7, 1, at="22:00")

    assert sent(decide(meeting(), late, (), local("2026-04-11 05:59"))) == "2026-04-10"
    assert decide(meeting(), late, (), local("2026-04-11 06:00")) == Decision()
    assert sent(decide(meeting(), late, (), local("2026-04-14 05:59"))) == "2026-04-10"


# "or at once if the meeting begins before that"


def test_missed_the_day_before_it_is_sent_at_once_if_the_meeting_is_early_in_the_morning() -> None:
    early = meeting("2026-04-17 07:30")

    assert sent(decide(early, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-16 16:00"))) == "2026-04-16"
    assert sent(decide(early, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-17 07:29:59"))) == "2026-04-16"


def test_also_if_it_begins_exactly_at_the_next_remind_at() -> None:
    target = meeting("2026-04-17 08:00")

    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-16 23:00"))) == "2026-04-16"


def test_but_it_waits_if_the_meeting_begins_a_minute_after_it() -> None:
    target = meeting("2026-04-17 08:01")

    assert decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-16 23:00")) == Decision()
    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-17 08:00"))) == "2026-04-16"


def test_on_the_meetings_own_day_after_its_window_it_is_sent_at_once() -> None:
    target = meeting("2026-04-17 18:00")

    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-17 17:00"))) == "2026-04-16"


def test_on_a_weekend_it_is_sent_at_once_if_no_working_day_comes_before() -> None:
    target = meeting("2026-04-20 07:00")  # occasions Monday 13 and Friday 17 April

    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-13"), local("2026-04-18 11:00"))) == "2026-04-17"


# "several missed ones of one meeting are one mail"


def test_several_missed_ones_are_one_mail_in_the_smallest_offsets_name() -> None:
    decision = decide(meeting(), schedule(7, 3, 1), (), local("2026-04-17 08:00"))

    assert (sent(decision), merged(decision)) == ("2026-04-16", ["2026-04-10", "2026-04-14", "2026-04-16"])
    assert decision.send
    assert decision.send.offset == 1


def test_one_that_is_due_takes_in_the_missed_ones() -> None:
    decision = decide(meeting(), WEEK_AND_DAY, (), local("2026-04-16 08:00"))

    assert (sent(decision), merged(decision)) == ("2026-04-16", ["2026-04-10", "2026-04-16"])


def test_one_that_is_to_come_is_not_taken_in() -> None:
    decision = decide(meeting(), WEEK_AND_DAY, (), local("2026-04-13 08:00"))

    assert merged(decision) == ["2026-04-10"]


# "what is too late stands in the ledger as such"


@pytest.mark.parametrize("when", ["2026-04-17 13:00", "2026-04-17 13:01", "2026-05-20 09:00"])
def test_what_was_missed_when_the_meeting_has_begun_is_too_late(when: str) -> None:
    decision = decide(meeting(), WEEK_AND_DAY, days("2026-04-10"), local(when))

    assert (sent(decision), merged(decision), too_late(decision)) == (None, [], ["2026-04-16"])


def test_also_within_its_eight_hours() -> None:
    decision = decide(meeting("2026-04-17 09:00"), schedule(0), (), local("2026-04-17 09:30"))

    assert (sent(decision), too_late(decision)) == (None, ["2026-04-17"])


def test_what_is_too_late_is_so_once() -> None:
    target, now = meeting(), local("2026-04-17 14:00")

    assert decide(target, WEEK_AND_DAY, closing(decide(target, WEEK_AND_DAY, (), now)), now) == Decision()


def test_what_was_closed_is_never_too_late() -> None:
    assert (
        decide(meeting(), WEEK_AND_DAY, days("2026-04-10", "2026-04-16"), local("2026-05-01")) == Decision()
    )


# "An occasion whose remind_at had passed when its meeting was booked, moved there or became the next,
#  or when reminders were turned on, is not made"


@pytest.mark.parametrize("when", ["2026-04-13 08:00", "2026-04-16 07:59", "2026-05-01 08:00"])
def test_an_occasion_that_had_passed_when_its_meeting_was_booked_is_not_made(when: str) -> None:
    target = meeting(known="2026-04-10 08:00:00.000001")

    decision = decide(target, WEEK_AND_DAY, days("2026-04-16"), local(when))

    assert decision == Decision()


def test_booked_exactly_at_remind_at_it_had_not_passed() -> None:
    decision = decide(meeting(known="2026-04-10 08:00"), WEEK_AND_DAY, (), local("2026-04-10 08:00"))

    assert sent(decision) == "2026-04-10"


def test_booked_within_the_eight_hours_it_had_passed() -> None:
    assert (
        decide(meeting(known="2026-04-10 09:00"), WEEK_AND_DAY, (), local("2026-04-10 09:01")) == Decision()
    )


def test_an_occasion_that_is_not_made_is_not_taken_in_by_a_later_one() -> None:
    decision = decide(meeting(known="2026-04-11"), WEEK_AND_DAY, (), local("2026-04-16 08:00"))

    assert (merged(decision), decision.first_contact) == (["2026-04-16"], False)


def test_a_moved_meeting_has_the_occasions_of_its_new_day_that_are_to_come() -> None:
    moved = meeting("2026-04-24 13:00", known="2026-04-17 09:00")  # the new day's first was 17 April, 08:00

    minutes = [local("2026-04-17 09:00") + n * MINUTE for n in range(8 * 24 * 60)]

    assert [(now, sent(decision)) for now, decision in run(moved, WEEK_AND_DAY, minutes)] == [
        (local("2026-04-23 08:00"), "2026-04-23")
    ]


def test_a_meeting_moved_to_an_earlier_day_does_not_catch_up_what_never_was() -> None:
    moved = meeting("2026-04-15 13:00", known="2026-04-10 09:00")  # 8 April had passed; 14 April comes

    assert decide(moved, WEEK_AND_DAY, (), local("2026-04-13 08:00")) == Decision()
    assert sent(decide(moved, WEEK_AND_DAY, (), local("2026-04-14 08:00"))) == "2026-04-14"


def test_a_meeting_moved_there_and_back_is_told_anew() -> None:
    back = meeting(
        known="2026-04-09 15:00"
    )  # the third revision: the caller passes none of the first one's days

    assert sent(decide(back, WEEK_AND_DAY, (), local("2026-04-10 08:00"))) == "2026-04-10"


def test_a_meeting_that_became_the_next_has_what_is_to_come() -> None:
    next_now = meeting(known="2026-04-15 13:00")  # when the one before it began

    assert decide(next_now, WEEK_AND_DAY, (), local("2026-04-15 13:00")) == Decision()
    decision = decide(next_now, WEEK_AND_DAY, (), local("2026-04-16 08:00"))
    assert (merged(decision), decision.first_contact) == (["2026-04-16"], False)


def test_reminders_turned_on_in_between_leave_the_passed_one_unmade() -> None:
    plan = schedule(7, 1, since="2026-04-14 10:00")

    assert decide(meeting(), plan, (), local("2026-04-15 08:00")) == Decision()
    decision = decide(meeting(), plan, (), local("2026-04-16 08:00"))
    assert (merged(decision), decision.first_contact) == (["2026-04-16"], False)


def test_reminders_turned_on_exactly_at_remind_at_make_it() -> None:
    plan = schedule(7, 1, since="2026-04-10 08:00")

    assert sent(decide(meeting(), plan, (), local("2026-04-10 08:00"))) == "2026-04-10"


def test_the_later_of_the_two_counts() -> None:
    plan = schedule(7, 1, since="2026-04-10 09:00")

    assert decide(meeting(known="2026-04-10 07:00"), plan, (), local("2026-04-13 08:00")) == Decision()


def test_an_occasion_that_would_come_when_the_meeting_has_begun_is_not_made() -> None:
    target = meeting("2026-04-17 07:30")
    told = days("2026-04-10", "2026-04-16")

    assert decide(target, schedule(7, 1, 0), told, local("2026-04-17 08:00")) == Decision()
    assert (
        decide(meeting("2026-04-17 08:00"), schedule(7, 1, 0), told, local("2026-04-17 08:00")) == Decision()
    )
    assert (
        sent(decide(meeting("2026-04-17 08:01"), schedule(7, 1, 0), told, local("2026-04-17 08:00")))
        == "2026-04-17"
    )


# "a meeting that this leaves without any gets one at the next remind_at of a working day before it begins"


@pytest.mark.parametrize(
    ("known", "begins", "day"),
    [
        ("2026-04-16 09:00", "2026-04-17 13:00", "2026-04-17"),
        ("2026-04-17 07:59", "2026-04-17 13:00", "2026-04-17"),
        ("2026-04-17 08:00", "2026-04-17 13:00", "2026-04-17"),
        ("2026-04-16 08:00:01", "2026-04-17 08:01", "2026-04-17"),
        ("2026-04-17 09:00", "2026-04-20 13:00", "2026-04-20"),
        ("2026-04-18 07:00", "2026-04-20 13:00", "2026-04-20"),
        ("2026-04-02 12:00", "2026-04-07 13:00", "2026-04-07"),
    ],
    ids=[
        "the day after",
        "a minute before",
        "exactly then",
        "just",
        "over a weekend",
        "on a Saturday",
        "over Easter",
    ],
)
def test_a_meeting_left_without_any_gets_one_at_the_next_remind_at(known: str, begins: str, day: str) -> None:
    target, instant = meeting(begins, known), local(f"{day} 08:00")

    decision = decide(target, WEEK_AND_DAY, (), instant)

    given = Occasion(date.fromisoformat(day), instant, 1, (1,), first_contact=True)
    assert decision == Decision(send=given, merged=(given,), first_contact=True)
    assert decide(target, WEEK_AND_DAY, (), instant - MINUTE) == Decision()
    assert decide(target, WEEK_AND_DAY, closing(decision), instant) == Decision()


def test_it_comes_days_before_the_meeting_when_the_offsets_are_far_off() -> None:
    target = meeting(known="2026-04-08 12:00")

    assert [
        now
        for now, _ in run(target, schedule(14, 10), [local("2026-04-08") + n * MINUTE for n in range(13000)])
    ] == [local("2026-04-09 08:00")]


def test_the_next_remind_at_is_found_where_the_groups_day_is_not_the_day_in_utc() -> None:
    new_york = ZoneInfo("America/New_York")
    target = Target(date(2026, 4, 17), utc("2026-04-17 17:00"), utc("2026-04-16 01:00"), meeting=True)

    decision = decide(target, schedule(7, at="22:00", zone=new_york), (), utc("2026-04-16 02:00"))

    assert sent(decision) == "2026-04-15"


@pytest.mark.parametrize(
    ("known", "begins", "day"),
    [
        ("2026-04-17 08:01", "2026-04-17 13:00", "2026-04-17"),
        ("2026-04-16 09:00", "2026-04-17 07:30", "2026-04-16"),
        ("2026-04-16 09:00", "2026-04-17 08:00", "2026-04-16"),
        ("2026-04-17 09:00", "2026-04-19 13:00", "2026-04-19"),
        ("2026-06-18 12:00", "2026-06-21 13:00", "2026-06-21"),
    ],
)
def test_if_it_begins_before_that_it_is_too_late_when_it_begins(known: str, begins: str, day: str) -> None:
    target = meeting(begins, known)

    (done,) = run(target, WEEK_AND_DAY, [local(known) + n * MINUTE for n in range(5 * 24 * 60)])

    assert (done[0], sent(done[1]), too_late(done[1])) == (local(begins), None, [day])
    assert upcoming(target, WEEK_AND_DAY, (), local(known)) is None


def test_one_that_had_begun_when_it_became_known_is_not_even_too_late() -> None:
    target = meeting("2026-04-17 13:00", "2026-04-17 13:00")

    assert decide(target, WEEK_AND_DAY, (), local("2026-04-20 08:00")) == Decision()


def test_reminders_turned_on_after_every_occasion_give_one_too() -> None:
    plan = schedule(7, 1, since="2026-04-16 09:00")

    decision = decide(meeting(), plan, (), local("2026-04-17 08:00"))

    assert (sent(decision), decision.first_contact) == ("2026-04-17", True)


def test_became_the_next_just_before_gives_one_too() -> None:
    next_now = meeting(known="2026-04-16 15:00")

    decision = decide(next_now, WEEK_AND_DAY, (), local("2026-04-17 08:30"))

    assert (sent(decision), decision.first_contact) == ("2026-04-17", True)


def test_a_meeting_whose_only_occasion_would_come_too_late_gets_one() -> None:
    target = meeting("2026-04-17 07:30", known="2026-04-14 12:00")

    decision = decide(target, schedule(7, 0), (), local("2026-04-15 08:00"))

    assert (sent(decision), decision.first_contact) == ("2026-04-15", True)


def test_a_meeting_that_had_one_gets_none_extra_when_reminders_are_turned_on_again() -> None:
    plan = schedule(7, 1, since="2026-04-16 09:00")

    assert decide(meeting(), plan, days("2026-04-10"), local("2026-04-17 08:00")) == Decision()


def test_a_days_own_points_get_none() -> None:
    target = due_day("2026-04-17", known="2026-04-16 09:00")

    assert decide(target, WEEK_AND_DAY, (), local("2026-04-17 08:00")) == Decision()


def test_the_first_contact_is_sent_within_eight_hours() -> None:
    target = meeting("2026-04-17 18:00", known="2026-04-16 12:00")

    assert sent(decide(target, WEEK_AND_DAY, (), local("2026-04-17 15:59"))) == "2026-04-17"


def test_the_first_contact_is_caught_up_like_any_other() -> None:
    target = meeting(known="2026-04-08 12:00")  # first contact Thursday 9 April
    plan = schedule(14)

    assert decide(target, plan, (), local("2026-04-09 16:00")) == Decision()
    decision = decide(target, plan, (), local("2026-04-10 08:00"))
    assert (sent(decision), decision.first_contact) == ("2026-04-09", True)


def test_the_first_contact_is_caught_up_at_once_if_the_meeting_begins_before_that() -> None:
    target = meeting("2026-04-17 18:00", known="2026-04-16 12:00")

    assert sent(decide(target, WEEK_AND_DAY, (), local("2026-04-17 17:00"))) == "2026-04-17"


def test_the_first_contact_may_be_too_late_too() -> None:
    decision = decide(meeting(known="2026-04-16 12:00"), WEEK_AND_DAY, (), local("2026-04-17 13:00"))

    assert (sent(decision), too_late(decision), decision.first_contact) == (None, ["2026-04-17"], True)


# "A date point … has occasions of its own by the same offsets"


def test_a_days_own_points_have_the_same_offsets() -> None:
    target = due_day("2026-04-17")

    assert sent(decide(target, WEEK_AND_DAY, (), local("2026-04-10 08:00"))) == "2026-04-10"
    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-16 15:00"))) == "2026-04-16"


def test_they_can_be_caught_up_until_the_end_of_their_day() -> None:
    target = due_day("2026-04-17")

    assert sent(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-17 23:59"))) == "2026-04-16"
    assert too_late(decide(target, WEEK_AND_DAY, days("2026-04-10"), local("2026-04-18"))) == ["2026-04-16"]


def test_a_meeting_without_a_start_begins_at_the_end_of_its_day() -> None:
    whole_day = meeting()._replace(begins_at=local("2026-04-18"))

    assert sent(decide(whole_day, schedule(0), (), local("2026-04-17 15:00"))) == "2026-04-17"


@pytest.mark.parametrize("meeting", [True, False])
@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01"])
def test_a_day_long_past_is_no_trouble(day: str, meeting: bool) -> None:
    target = Target(date.fromisoformat(day), utc(day), utc("2026-03-01"), meeting)

    assert decide(target, schedule(7, 1), (), utc("2026-04-01")) == Decision()
    assert upcoming(target, schedule(7, 1), (), utc("2026-04-01")) is None


# Two machines


@pytest.mark.parametrize("behind", [timedelta(seconds=1), timedelta(minutes=2), timedelta(hours=1)])
def test_two_machines_whose_clocks_differ_send_once(behind: timedelta) -> None:
    starts = [local("2026-04-09") + n * MINUTE for n in range(9 * 24 * 60)]
    runs = [now for start in starts for now in (start, start - behind)]

    assert [sent(decision) for _, decision in run(meeting(), WEEK_AND_DAY, runs)] == [
        "2026-04-10",
        "2026-04-16",
    ]


def test_one_thinks_the_window_is_over_and_the_other_not() -> None:
    fast, slow = local("2026-04-10 16:00:01"), local("2026-04-10 15:59:59")

    assert [(now, sent(each)) for now, each in run(meeting(), WEEK_AND_DAY, [fast, slow, fast])] == [
        (slow, "2026-04-10")
    ]


def test_one_thinks_the_meeting_has_begun_and_the_other_not() -> None:
    fast, slow = local("2026-04-17 13:00:01"), local("2026-04-17 12:59:59")

    first_fast = run(meeting(), schedule(1), [fast, slow])
    first_slow = run(meeting(), schedule(1), [slow, fast])

    assert [(sent(each), too_late(each)) for _, each in first_fast] == [(None, ["2026-04-16"])]
    assert [(sent(each), too_late(each)) for _, each in first_slow] == [("2026-04-16", [])]


# What is to come, for the preview


@pytest.mark.parametrize(
    ("closed", "now", "expected"),
    [
        ([], "2026-03-02 12:00", "2026-04-10"),
        ([], "2026-04-10 08:00", "2026-04-10"),
        ([], "2026-04-10 16:00", "2026-04-10"),
        (["2026-04-10"], "2026-04-10 08:00", "2026-04-16"),
        ([], "2026-04-15 16:00", "2026-04-16"),
        (["2026-04-10"], "2026-04-16 16:00", "2026-04-16"),
        (["2026-04-10", "2026-04-16"], "2026-04-16 08:00", None),
        ([], "2026-04-17 13:00", None),
    ],
    ids=["first", "now", "missed", "second", "taken in", "missed last", "all told", "begun"],
)
def test_upcoming(closed: list[str], now: str, expected: str | None) -> None:
    coming = upcoming(meeting(), WEEK_AND_DAY, days(*closed), local(now))

    assert (coming.day.isoformat() if coming else None) == expected


def test_upcoming_is_what_a_run_now_would_send_when_no_remind_at_is_left() -> None:
    coming = upcoming(
        meeting("2026-04-17 18:00"), WEEK_AND_DAY, days("2026-04-10"), local("2026-04-17 17:00")
    )

    assert coming
    assert coming.day == date(2026, 4, 16)


def test_upcoming_may_be_a_first_contact() -> None:
    coming = upcoming(meeting(known="2026-04-16 12:00"), WEEK_AND_DAY, (), local("2026-04-16 12:00"))

    assert coming
    assert (coming.day, coming.first_contact) == (date(2026, 4, 17), True)


# A year of runs at arbitrary minutes

YEAR = utc("2026-01-01")
Mornings = list[tuple[date, datetime]]
Life = list[Target]  # a meeting's revisions, or a day's points made at several times, in order


def minutes(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda n: n * MINUTE)


SCHEDULES = st.builds(
    Schedule,
    st.lists(st.integers(0, 30), max_size=4).map(tuple),
    TIMES,
    st.sampled_from(ZONES),
    st.one_of(st.just(YEAR), minutes(0, 365 * 24 * 60).map(lambda after: YEAR + after)),
)


def target_of(known: datetime, lead: timedelta, plan: Schedule, is_meeting: bool) -> Target:
    begins = known + lead
    day = begins.astimezone(plan.zone).date()
    end = datetime.combine(day + DAY, time(), plan.zone).astimezone(UTC)
    return Target(day, begins if is_meeting else end, known, is_meeting)


@st.composite
def lives(draw: st.DrawFn, plan: Schedule) -> Life:
    is_meeting = draw(st.booleans())
    known, life = YEAR + draw(minutes(0, 300 * 24 * 60)), []
    for _ in range(draw(st.integers(1, 3))):
        life.append(target_of(known, draw(minutes(0, 35 * 24 * 60)), plan, is_meeting))
        known += draw(minutes(1, 20 * 24 * 60))
    return life


@st.composite
def years(draw: st.DrawFn) -> tuple[Schedule, list[Life], list[datetime]]:
    """A group's settings, meetings and days, and the instants of its runs, in order."""
    plan = draw(SCHEDULES)
    life = draw(st.lists(lives(plan), min_size=1, max_size=3))
    near = st.sampled_from([each for revisions in life for each in revisions])
    after = st.builds(lambda each, later: each.known_since + later, near, minutes(0, 40 * 24 * 60))
    before = st.builds(lambda each, early: each.begins_at - early, near, minutes(-60, 48 * 60))
    return plan, life, sorted(draw(st.lists(st.one_of(after, before), min_size=1, max_size=40)))


def mornings(plan: Schedule) -> Mornings:
    """The `remind_at` of every working day from the year before to the year after."""
    around = (date(2025, 12, 1) + n * DAY for n in range(500))
    return [(day, at(day, plan)) for day in around if is_working_day(day)]


def due_to_be_told(
    target: Target, plan: Schedule, told: Collection[date], each_morning: Mornings
) -> list[Occasion]:
    """Domain 4's last sentence of "When", written out."""
    since = max(target.known_since, plan.since)
    made = [each for each in occasions(target.day, plan) if since <= each.at < target.begins_at]
    if not made and not told and target.meeting and plan.offsets and since < target.begins_at:
        day, instant = next(morning for morning in each_morning if morning[1] >= since)
        if no_time := instant >= target.begins_at:
            near = (target.day, target.day - DAY)
            day, instant = max(one for one in near if at(one, plan) < target.begins_at), target.begins_at
        offset = min(plan.offsets)
        return [Occasion(day, instant, offset, (offset,), first_contact=True, fits=not no_time)]
    return [each for each in made if each.day not in told]


def by_the_rules(
    target: Target, plan: Schedule, told: Collection[date], now: datetime, each_morning: Mornings
) -> Decision:
    """Each occasion by itself: due, or missed and its turn, or too late."""
    waiting = [each for each in due_to_be_told(target, plan, told, each_morning) if each.at <= now]
    first = any(each.first_contact for each in waiting)
    if target.begins_at <= now:
        return Decision(too_late=tuple(waiting), first_contact=first)
    at_once = target.begins_at <= next(instant for _, instant in each_morning if instant > now)
    now_on = [day for day, instant in each_morning if instant <= now < instant + HOURS_8]
    due = [each for each in waiting if now < each.at + HOURS_8]
    missed = [each for each in waiting if each not in due]
    caught_up = [each for each in missed if at_once or any(day > each.day for day in now_on)]
    mail = tuple(sorted(due + caught_up, key=lambda each: -each.offset))
    return Decision(send=mail[-1], merged=mail, first_contact=first) if mail else Decision()


def lived(
    plan: Schedule, life: Life, runs: list[datetime]
) -> Iterator[tuple[datetime, Target, frozenset[date], Decision]]:
    """Each run on the revision that stands at its time, with the days closed before it."""
    closed: dict[datetime, frozenset[date]] = {}
    for now in runs:
        standing = [each for each in life if each.known_since <= now]
        if standing:
            target = standing[-1]
            told = closed.get(target.known_since, frozenset())
            decision = decide(target, plan, told, now)
            closed[target.known_since] = told | closing(decision)
            yield now, target, told, decision


@settings(PATIENT, max_examples=150)
@given(years())
def test_every_run_of_a_year_does_what_the_rules_say(
    year: tuple[Schedule, list[Life], list[datetime]],
) -> None:
    plan, group, runs = year
    each_morning = mornings(plan)

    for life in group:
        for now, target, told, decision in lived(plan, life, runs):
            assert decision == by_the_rules(target, plan, told, now, each_morning)


@settings(PATIENT, max_examples=150)
@given(years())
def test_each_occasion_is_closed_at_most_once(year: tuple[Schedule, list[Life], list[datetime]]) -> None:
    plan, group, runs = year

    for life in group:
        for now, target, told, decision in lived(plan, life, runs):
            closes = [each.day for each in decision.merged + decision.too_late]
            assert len(closes) == len(set(closes))
            assert not told & set(closes)
            assert decision.send is None or not decision.too_late
            assert decision.send == (decision.merged[-1] if decision.merged else None)
            assert decide(target, plan, told | set(closes), now) == Decision()
            assert all(each.at <= now for each in decision.merged + decision.too_late)


@settings(PATIENT, max_examples=100)
@given(years())
def test_no_occasion_disappears(year: tuple[Schedule, list[Life], list[datetime]]) -> None:
    plan, group, runs = year

    for life in group:
        last = life[-1]
        ran = [now for now in runs if now >= last.known_since]
        closed = {day for _, each in run(last, plan, [*ran, last.begins_at]) for day in closing(each)}
        assert closed == {each.day for each in due_to_be_told(last, plan, (), mornings(plan))}


@settings(PATIENT, max_examples=50)
@given(years())
def test_with_a_run_every_minute_nothing_is_too_late_that_there_was_time_for(
    year: tuple[Schedule, list[Life], list[datetime]],
) -> None:
    plan, group, _ = year

    for last in [life[-1] for life in group]:
        near = [
            moment for _, moment in mornings(plan) if last.known_since - DAY < moment < last.begins_at + DAY
        ]
        hours = [
            last.known_since + n * 60 * MINUTE
            for n in range((last.begins_at - last.known_since) // (60 * MINUTE))
        ]
        runs = {moment + n * MINUTE for moment in [*near, last.begins_at] for n in (-1, 0, 1)} | set(hours)

        done = run(last, plan, sorted(now for now in runs if now >= last.known_since))

        told = due_to_be_told(last, plan, (), mornings(plan))
        assert [(now, decision.merged, decision.too_late) for now, decision in done] == [
            (each.at, (each,), ()) if each.fits else (each.at, (), (each,)) for each in told
        ]


@settings(PATIENT, max_examples=75)
@given(years())
def test_upcoming_is_what_the_first_later_run_that_sends_will_send(
    year: tuple[Schedule, list[Life], list[datetime]],
) -> None:
    plan, group, runs = year

    for life in group:
        for now, target, told, _ in islice(lived(plan, life, runs), 5):
            every = [
                now + n * timedelta(hours=4)
                for n in range((target.begins_at - now) // timedelta(hours=4) + 1)
            ]
            later = sorted({now, *every, *(moment for _, moment in mornings(plan) if moment > now)})
            decisions = (
                decide(target, plan, told, instant) for instant in later if instant <= target.begins_at
            )
            first = next((each.send for each in decisions if each.send), None)
            assert upcoming(target, plan, told, now) == first
