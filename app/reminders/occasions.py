"""When reminders fall, and what a run at one instant does about them. Instants come in aware."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.meetings.times import instant
from app.reminders.working_days import DAY, is_working_day, working_day_after, working_day_on_or_before

WINDOW = timedelta(hours=8)


class Schedule(NamedTuple):
    """A group's settings: days before in any order, local time of day, and since when they hold."""

    offsets: tuple[int, ...]
    at: time
    zone: ZoneInfo
    since: datetime


class Target(NamedTuple):
    """What reminders are about: a meeting, or (`meeting` false) a day on which points of their own are due.

    `begins_at`: the meeting's beginning; for points the end of their day.
    `known_since`: the latest of when it was booked or made, was given this day, or became the group's next.
    """

    day: date
    begins_at: datetime
    known_since: datetime
    meeting: bool


class Occasion(NamedTuple):
    """A day to remind on and its instant in UTC; the offsets that land on it, ascending, and the smallest.

    `fits`: false for a first contact for which there is no time.
    """

    day: date
    at: datetime
    offset: int
    offsets: tuple[int, ...]
    first_contact: bool = False
    fits: bool = True


class Decision(NamedTuple):
    """What a run does; the days of `merged` and `too_late` are then closed. `send` is the latest of `merged`.

    `first_contact`: given to a meeting left without any, for those whom no accepted mail has told its day.
    """

    send: Occasion | None = None
    merged: tuple[Occasion, ...] = ()
    too_late: tuple[Occasion, ...] = ()
    first_contact: bool = False


def decide(
    target: Target, schedule: Schedule, closed: Collection[date], now: datetime, *, at_once: bool = False
) -> Decision:
    """Nothing whose day is in `closed` is decided again, at the same instant or any other.

    `closed`: the days earlier runs closed for this target; of a moved meeting only of its present revision.
    `at_once`: what has come is not kept for the next `remind_at`.
    """
    now = now.astimezone(UTC)
    waiting = tuple(each for each in not_closed(target, schedule, closed) if each.at <= now)
    first = any(each.first_contact for each in waiting)
    if target.begins_at <= now:
        return Decision(too_late=waiting, first_contact=first)
    if not waiting or not (at_once or is_time_to_send(target, schedule, now)):
        return Decision()
    return Decision(send=waiting[-1], merged=waiting, first_contact=first)


def upcoming(target: Target, schedule: Schedule, closed: Collection[date], now: datetime) -> Occasion | None:
    """What the first mail from now on will send, missed ones and first contact included; None: no more mail.

    Its `at` is its own: a missed one goes out later than that.
    """
    later = [each.at for each in not_closed(target, schedule, closed) if each.at > now]
    catch_up = next(moment for _, moment in moments(now, schedule) if moment > now)
    decisions = (decide(target, schedule, closed, instant) for instant in (now, *sorted([catch_up, *later])))
    return next((decision.send for decision in decisions if decision.send), None)


def occasions(due: date, schedule: Schedule) -> tuple[Occasion, ...]:
    """Earliest first."""
    return _occasions(due, schedule.offsets, schedule.at, schedule.zone.key)


@lru_cache(1000)  # many groups have the same few settings
def _occasions(due: date, before: tuple[int, ...], wall: time, zone: str) -> tuple[Occasion, ...]:
    landing: dict[date, list[int]] = {}
    for offset in sorted(set(before)):
        landing.setdefault(working_day_on_or_before(due - offset * DAY), []).append(offset)
    return tuple(
        Occasion(day, instant(day, wall, zone), offsets[0], tuple(offsets))
        for day, offsets in sorted(landing.items())
    )


def not_closed(target: Target, schedule: Schedule, closed: Collection[date]) -> tuple[Occasion, ...]:
    regular = made(target, schedule)
    if not regular and not closed:
        return first_contact(target, schedule)
    return tuple(each for each in regular if each.day not in closed)


def made(target: Target, schedule: Schedule) -> tuple[Occasion, ...]:
    """Those that had not passed when it became known, and that fall before it begins: then it is not next."""
    known = known_since(target, schedule)
    if target.begins_at <= known:
        return ()
    return tuple(each for each in occasions(target.day, schedule) if known <= each.at < target.begins_at)


def first_contact(target: Target, schedule: Schedule) -> tuple[Occasion, ...]:
    """The one a meeting gets that was left without any: empty for points, and if it had begun when it became known.

    When it begins before that, there is no time for it: it comes too late when the meeting begins, and stands on the
    last day that would have been in time.
    """
    known = known_since(target, schedule)
    if not target.meeting or not schedule.offsets or target.begins_at <= known:
        return ()
    day, moment = next(pair for pair in moments(known, schedule) if pair[1] >= known)
    if not (fits := moment < target.begins_at):
        day, moment = _last_day_before(target, schedule), target.begins_at.astimezone(UTC)
    offset = min(schedule.offsets)
    return (Occasion(day, moment, offset, (offset,), first_contact=True, fits=fits),)


def _last_day_before(target: Target, schedule: Schedule) -> date:
    """The last whose `remind_at`, working day or not, comes before it begins."""
    return target.day if at(target.day, schedule) < target.begins_at else target.day - DAY


def known_since(target: Target, schedule: Schedule) -> datetime:
    return max(target.known_since.astimezone(UTC), schedule.since.astimezone(UTC))


def is_time_to_send(target: Target, schedule: Schedule, now: datetime) -> bool:
    """Within eight hours after a working day's `remind_at`, or when the target begins before the next one."""
    nearest = next(moment for _, moment in moments(now - WINDOW, schedule) if moment > now - WINDOW)
    return nearest <= now or target.begins_at <= nearest


def moments(instant: datetime, schedule: Schedule) -> Iterator[tuple[date, datetime]]:
    """Working days with the instant of their `remind_at`, in order, from the instant's day or before."""
    day = working_day_on_or_before(instant.astimezone(schedule.zone).date())
    while True:
        yield day, at(day, schedule)
        day = working_day_after(day)


def at(day: date, schedule: Schedule) -> datetime:
    """`remind_at` that day, in UTC: the first if it comes twice, the end of the gap if it does not come."""
    return instant(day, schedule.at, schedule.zone.key)


def is_morning(day: date, wall: time, zone: str, now: datetime) -> bool:
    """Within eight hours after this time of a working day."""
    moment = instant(day, wall, zone)
    return is_working_day(day) and moment <= now < moment + WINDOW
