"""The calendar part as two readers that share no code have it: icalendar, and ical.js, which Thunderbird uses."""

import json
import subprocess
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from app.meetings.models import MeetingStatus
from tests import tools
from tests.reminders.test_calendar_part import HOSTILE, written

WRITTEN = {
    "as_booked": written(),
    "in_english": written("en"),
    "preliminary": written(status=MeetingStatus.proposed),
    "cancelled": written(status=MeetingStatus.cancelled, sequence=4),
    "without_an_hour": written(starts_at=None, ends_at=None),
    "without_an_end": written(ends_at=None),
    "in_winter": written(
        held_on=date(2026, 1, 9),
        starts_at=datetime(2026, 1, 9, 13, tzinfo=UTC),
        ends_at=datetime(2026, 1, 9, 15, tzinfo=UTC),
    ),
    "elsewhere": written(time_zone="Europe/Helsinki"),
    "nowhere": written(place=None, online_url=None),
    **{f"hostile_{number}": written(group=text, place=text) for number, text in enumerate(HOSTILE)},
}


def test_both_readers_read_the_same() -> None:
    node, _ = tools.program("node", "nodejs"), tools.package("ical.js/dist/ical.js")
    script = tools.PACKAGES.parent / "read_calendars.mjs"

    ran = subprocess.run(
        [node, script], input=json.dumps(list(WRITTEN.values())), capture_output=True, text=True, check=True
    )

    read = dict(zip(WRITTEN, json.loads(ran.stdout), strict=True))
    assert read == {name: _as_icalendar_reads(text) for name, text in WRITTEN.items()}


def _as_icalendar_reads(text: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return {
        "method": str(calendar["METHOD"]),
        "properties": [name.lower() for name in event],
        "uid": str(event["UID"]),
        "sequence": int(str(event["SEQUENCE"])),
        "start": _at(event, "DTSTART"),
        "end": _at(event, "DTEND"),
        "summary": str(event["SUMMARY"]),
        "status": str(event["STATUS"]),
        "location": _word(event, "LOCATION"),
        "url": _word(event, "URL"),
        "organizer": str(event["ORGANIZER"]),
        "called": str(event["ORGANIZER"].params["CN"]),
    }


def _at(event: Any, name: str) -> str | None:
    if name not in event:
        return None
    moment = event[name].dt
    if not isinstance(moment, datetime):
        return str(moment)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _word(event: Any, name: str) -> str | None:
    return str(event[name]) if name in event else None
