"""The life of a meeting: which state may follow which, and what may be changed in each (domain 5). Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.errors import Problem, invalid
from app.meetings.models import BOOKED, Meeting, MeetingStatus

ALWAYS = frozenset({"note", "links", "external_id"})
CORRECTED = ALWAYS | {"held_on", "start_time", "end_time", "place", "online_url"}


class MeetingHeld(Problem):
    status = 409
    code = "meeting-held"


class MeetingCancelled(Problem):
    status = 409
    code = "meeting-cancelled"


class MeetingOpen(Problem):
    """There is nothing to reopen."""

    status = 409
    code = "meeting-open"


class MeetingNotYet(Problem):
    """Its day is after today."""

    status = 409
    code = "meeting-not-yet"


def check_new(status: MeetingStatus, held_on: date, today: date) -> None:
    """Old notes are of the past."""
    if status == MeetingStatus.held and held_on > today:
        raise invalid("#/status", "held_after_today")


def check_change(meeting: Meeting, changes: Mapping[str, Any], today: date) -> None:
    """What has been held is corrected, what was cancelled only noted; to hold, cancel and reopen are acts."""
    if meeting.status == MeetingStatus.cancelled and not ALWAYS.issuperset(changes):
        raise MeetingCancelled
    if meeting.status == MeetingStatus.held:
        _check_correction(changes, today)
    if meeting.status in BOOKED and changes.get("status", meeting.status) not in BOOKED:
        raise invalid("#/status", "status_by_act")


def _check_correction(changes: Mapping[str, Any], today: date) -> None:
    if not CORRECTED.issuperset(changes):
        raise MeetingHeld
    if changes.get("held_on", today) > today:
        raise invalid("#/held_on", "held_after_today")


def check_booked(meeting: Meeting) -> None:
    """Neither held nor cancelled. Raises MeetingHeld, MeetingCancelled."""
    if meeting.status == MeetingStatus.held:
        raise MeetingHeld
    if meeting.status == MeetingStatus.cancelled:
        raise MeetingCancelled


def held(meeting: Meeting, today: date) -> dict[str, Any]:
    """What holding makes of it. Raises MeetingHeld, MeetingCancelled, MeetingNotYet."""
    check_booked(meeting)
    if meeting.held_on > today:
        raise MeetingNotYet(held_on=meeting.held_on)
    return _become(MeetingStatus.held, None, meeting.status)


def cancelled(meeting: Meeting, reason: str | None) -> dict[str, Any]:
    """What cancellation makes of it. Raises MeetingHeld, MeetingCancelled."""
    check_booked(meeting)
    return _become(MeetingStatus.cancelled, reason, meeting.status)


def reopened(meeting: Meeting, reason: str | None) -> dict[str, Any]:
    """The status it had before; scheduled if it was made as held. Raises MeetingOpen."""
    if meeting.status in BOOKED:
        raise MeetingOpen
    return _become(meeting.status_before or MeetingStatus.scheduled, reason, None)


def _become(status: MeetingStatus, reason: str | None, before: MeetingStatus | None) -> dict[str, Any]:
    return {"status": status, "status_reason": reason, "status_before": before}
