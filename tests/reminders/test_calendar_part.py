"""A meeting as an iCalendar object, read back by a reader of its own."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from app.meetings.models import MeetingStatus
from app.reminders.calendar_part import Invited, calendar_part

NOW = datetime(2026, 4, 10, 6, 0, 0, 999, tzinfo=UTC)
URL = "https://video.example.org/m/81?pwd=a-b_c&lang=sv"
INVITED = Invited(
    meeting_id=UUID(int=81),
    sequence=3,
    status=MeetingStatus.scheduled,
    held_on=date(2026, 4, 17),
    starts_at=datetime(2026, 4, 17, 12, tzinfo=UTC),
    ends_at=datetime(2026, 4, 17, 14, tzinfo=UTC),
    time_zone="Europe/Stockholm",
    place="Kommunhuset i Ålsta, sal Björken",
    online_url=URL,
    group="Beredningsgruppen för barn och unga",
    organizer="grupp@example.org",
)
HOSTILE = [
    "\r\nATTENDEE:mailto:other@example.org",
    "\nEND:VEVENT\nBEGIN:VALARM\n",
    "\\nX-EVIL:1",
    '";X=1:"',
    "^n^'",
    "=?utf-8?q?=0AX:1?=",
    "\u202egro.elpmaxe\u2066",
    "\u2028METHOD:REQUEST\u2029",
    "\x00\x1b\x85\x0b\ud800",
    "å" * 10_000,
    "🚲" * 3_000,
]
PROPERTIES = [
    "UID",
    "DTSTAMP",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "STATUS",
    "ORGANIZER",
    "LOCATION",
    "URL",
    "CONFERENCE",
]


def written(language: str = "sv", **changes: Any) -> str:
    return calendar_part(replace(INVITED, **changes), language, "nasta.example.org", NOW)


def event_in(text: str) -> Any:
    """Its one event, as a mapping."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def lines_of(text: str) -> list[str]:
    """Unfolded (RFC 5545 3.1)."""
    return re.sub("\r\n[ \t]", "", text).split("\r\n")


def test_it_is_one_event_that_is_published() -> None:
    lines = lines_of(written())

    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nasta//Nasta//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert lines[-17:] == [
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000051@nasta.example.org",
        "DTSTAMP:20260410T060000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Stockholm:20260417T140000",
        "DTEND;TZID=Europe/Stockholm:20260417T160000",
        "SUMMARY:Möte: Beredningsgruppen för barn och unga",
        "STATUS:CONFIRMED",
        'ORGANIZER;CN="Beredningsgruppen för barn och unga":mailto:grupp@example.org',
        "LOCATION:Kommunhuset i Ålsta\\, sal Björken",
        f"URL:{URL}",
        f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Anslut till mötet på video:{URL}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_zone_is_said_in_two_rules() -> None:
    lines = lines_of(written())
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]

    assert zone[1] == "TZID:Europe/Stockholm"
    assert [set(line.partition(":")[2].split(";")) for line in zone if line.startswith("RRULE")] == [
        {"FREQ=YEARLY", "BYDAY=-1SU", "BYMONTH=3"},
        {"FREQ=YEARLY", "BYDAY=-1SU", "BYMONTH=10"},
    ]


@pytest.mark.parametrize("year", [2026, 2027, 2040])
def test_the_rules_of_the_zone_are_stockholms(year: int) -> None:
    """The zone as written in the object, against the one that the service reckons with."""
    (zone,) = Calendar.from_ical(written()).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    said, there = zone.to_tz(lookup_tzid=False), ZoneInfo("Europe/Stockholm")

    for day in range(366):
        noon = datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        wall = noon.astimezone(there).replace(tzinfo=None)
        assert wall.replace(tzinfo=said).utcoffset() == noon.astimezone(there).utcoffset(), wall


@pytest.mark.parametrize(
    ("status", "said", "summary"),
    [
        (MeetingStatus.scheduled, "CONFIRMED", "Möte: Gruppen"),
        (MeetingStatus.proposed, "TENTATIVE", "Preliminärt möte: Gruppen"),
        (MeetingStatus.cancelled, "CANCELLED", "Inställt möte: Gruppen"),
    ],
)
def test_the_status_is_said_to_programs_and_to_people(status: MeetingStatus, said: str, summary: str) -> None:
    event = event_in(written(status=status, group="Gruppen"))

    assert (event["STATUS"], event["SUMMARY"]) == (said, summary)


def test_it_speaks_the_readers_language() -> None:
    event = event_in(written("en", group="Gruppen"))

    assert event["SUMMARY"] == "Meeting: Gruppen"
    assert event["CONFERENCE"].params["LABEL"] == "Join the meeting by video"


def test_a_meeting_without_a_start_is_all_day() -> None:
    lines = lines_of(written(starts_at=None, ends_at=None))

    assert "DTSTART;VALUE=DATE:20260417" in lines
    assert not [line for line in lines if line.startswith(("DTEND", "BEGIN:VTIMEZONE"))]


def test_an_end_that_is_no_later_than_the_start_is_left_out() -> None:
    assert "DTEND" not in event_in(written(ends_at=INVITED.starts_at))
    assert "DTEND" not in event_in(written(ends_at=None))


def test_in_another_zone_the_instant_is_said() -> None:
    lines = lines_of(written(time_zone="America/New_York"))

    assert {"DTSTART:20260417T120000Z", "DTEND:20260417T140000Z"} <= set(lines)
    assert "BEGIN:VTIMEZONE" not in lines


def test_what_there_is_not_is_not_said() -> None:
    event = event_in(written(place=None, online_url=None))

    assert list(event) == PROPERTIES[:8]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/\r\nX:1", "https://a@b.example/"])
def test_an_address_that_may_not_be_followed_is_left_out(url: str) -> None:
    assert list(event_in(written(online_url=url))) == PROPERTIES[:9]


def test_an_address_is_a_uri() -> None:
    event = event_in(written(online_url="https://video.example.org/möte;a,b?x=%20"))

    assert event["URL"] == event["CONFERENCE"] == "https://video.example.org/m%C3%B6te;a,b?x=%20"


def assert_nothing_is_made_of(text: str) -> None:
    calendar = written(place=f"Sal {text} B", group=f"Gruppen {text} X")
    lines = lines_of(calendar)

    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(lines))
    names = [re.split("[:;]", line)[0] for line in lines]
    assert names[names.index("UID") : -3] == PROPERTIES
    event = event_in(calendar)
    assert list(event) == PROPERTIES
    assert list(event["ORGANIZER"].params) == ["CN"]
    assert event["LOCATION"].startswith("Sal ") and event["LOCATION"].endswith(" B")
    assert event["SUMMARY"].endswith(" X")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_makes_a_property(text: str) -> None:
    assert_nothing_is_made_of(text)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(HOSTILE[:9]) | st.text(st.characters(), max_size=40), max_size=4))
def test_no_text_ever_makes_a_property(texts: list[str]) -> None:
    assert_nothing_is_made_of("".join(texts))
