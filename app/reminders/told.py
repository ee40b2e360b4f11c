"""What a letter told of a meeting, and what of it is no longer so (domain 4 "When plans change")."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from enum import StrEnum, auto
from typing import Any

from app.meetings.models import Meeting, MeetingStatus
from app.meetings.times import Times
from app.outbox.models import Delivery
from app.reminders.models import Reminder


class Changed(StrEnum):
    """What is no longer as it was told."""

    cancelled = auto()
    reopened = auto()
    day = auto()
    time = auto()
    place = auto()
    link = auto()


@dataclass(frozen=True)
class Told:
    """A meeting as a letter tells it. `online_url`: None where the letter does not show it."""

    held_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str
    place: str | None
    online_url: str | None
    cancelled: bool

    @property
    def begins_at(self) -> datetime:
        return Times(self.held_on, self.start_time, self.end_time, self.time_zone).begins_at

    def written(self) -> dict[str, Any]:
        """As it is kept in the ledger."""
        return {
            name: value.isoformat() if isinstance(value, date | time) else value
            for name, value in asdict(self).items()
        }


def of(meeting: Meeting, *, link: bool) -> Told:
    """The meeting as it is now. `link`: for readers who are shown where it is on video."""
    return Told(
        meeting.held_on,
        meeting.start_time,
        meeting.end_time,
        meeting.time_zone,
        meeting.place,
        meeting.online_url if link else None,
        meeting.status == MeetingStatus.cancelled,
    )


def read(written: dict[str, Any]) -> Told:
    """What the ledger has kept."""
    times = {name: written[name] and time.fromisoformat(written[name]) for name in ("start_time", "end_time")}
    return Told(**{**written, "held_on": date.fromisoformat(written["held_on"]), **times})


def no_longer_so(told: Told, now: Told) -> tuple[Changed, ...]:
    """What was told and is otherwise now, in the order it is said. `now`: with the link, whoever reads.

    What a letter left out has not been told; but one without a start says that the time comes later.
    A cancelled meeting has no day to be wrong about.
    """
    if now.cancelled:
        return () if told.cancelled else (Changed.cancelled,)
    found = {
        Changed.reopened: told.cancelled,
        Changed.day: told.held_on != now.held_on,
        Changed.time: _other_time(told, now),
        Changed.place: told.place not in {None, now.place},
        Changed.link: told.online_url not in {None, now.online_url},
    }
    return tuple(change for change, is_so in found.items() if is_so)


def _other_time(told: Told, now: Told) -> bool:
    other_zone = told.start_time is not None and told.time_zone != now.time_zone
    return told.start_time != now.start_time or told.end_time not in {None, now.end_time} or other_zone


def keep(rows: Iterable[Reminder], delivery: Delivery, meeting: Meeting | None, *, link: bool) -> None:
    """Writes to the ledger what a letter tells, when it is frozen; bytes that are kept tell what they told."""
    if meeting is None or delivery.message is not None:
        return
    said = of(meeting, link=link)
    for row in rows:
        row.told, row.told_on = said.written(), None if said.cancelled else said.held_on
        row.meeting_revision, row.meeting_sequence = meeting.day_revision, meeting.sequence
