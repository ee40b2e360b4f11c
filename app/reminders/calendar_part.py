"""A meeting as an iCalendar object (RFC 5545, RFC 5546 3.2.1), for those expected at it."""

import re
import string
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote, urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vUri

from app import settings
from app.groups.models import Group
from app.links import WEB_ADDRESS
from app.mail.address import mailable
from app.mail.plain import one_line
from app.meetings.models import Meeting, MeetingStatus
from app.texts import text

PRODID = "-//Nasta//Nasta//SV"
STOCKHOLM = "Europe/Stockholm"
STATUS = {MeetingStatus.proposed: "TENTATIVE", MeetingStatus.cancelled: "CANCELLED"}

# As the European Union has had it since 1996: the same every year, so two rules say it all.
STOCKHOLM_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Invited:
    """What the calendar of somebody who is expected is to hold. `starts_at` None: all day, the time comes later."""

    meeting_id: UUID
    sequence: int
    status: MeetingStatus
    held_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    place: str | None
    online_url: str | None
    group: str
    organizer: str


def of_meeting(meeting: Meeting, group: Group, language: str, now: datetime) -> str:
    """The meeting as it is, from its group."""
    chosen = settings.get()
    kept = meeting.model_dump(include=set(Invited.__dataclass_fields__))
    organizer = mailable(group.email or chosen.mail_from)
    invited = Invited(**kept, meeting_id=meeting.id, group=group.name, organizer=organizer)
    return calendar_part(invited, language, urlsplit(chosen.origin).hostname or "", now)


def calendar_part(invited: Invited, language: str, host: str, now: datetime) -> str:
    """The object as text, its lines folded. `host`: where the meeting's own address is; `now`: the letter's Date."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if invited.starts_at and invited.time_zone == STOCKHOLM:
        calendar.add_component(Timezone.from_ical(STOCKHOLM_ZONE))
    calendar.add_component(_event(invited, language, host, now))
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def _event(invited: Invited, language: str, host: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{invited.meeting_id}@{host}")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", invited.sequence)
    _add_times(event, invited)
    event.add("summary", _summary(invited, language))
    event.add("status", STATUS.get(invited.status, "CONFIRMED"))
    event.add("organizer", vCalAddress(f"mailto:{invited.organizer}"), parameters={"CN": _called(invited)})
    if place := one_line(invited.place or ""):
        event.add("location", place)
    if invited.online_url and re.fullmatch(WEB_ADDRESS, invited.online_url):
        _add_link(event, quote(invited.online_url, safe=string.printable), language)
    return event


def _called(invited: Invited) -> str:
    """The group's name as a parameter, where readers differ on what a backslash means."""
    return one_line(invited.group).replace("\\", "/")


def _add_times(event: Event, invited: Invited) -> None:
    """An end that is no later than the start is none (RFC 5545 3.8.2.2)."""
    if invited.starts_at is None:
        event.add("dtstart", invited.held_on)
        return
    event.add("dtstart", _there(invited.starts_at, invited))
    if invited.ends_at and invited.ends_at > invited.starts_at:
        event.add("dtend", _there(invited.ends_at, invited))


def _there(instant: datetime, invited: Invited) -> datetime:
    """In Stockholm by the clock there; elsewhere in UTC, which needs no rules of the zone to be sent along."""
    return instant.astimezone(ZoneInfo(STOCKHOLM) if invited.time_zone == STOCKHOLM else UTC)


def _summary(invited: Invited, language: str) -> str:
    key = {MeetingStatus.proposed: "proposed", MeetingStatus.cancelled: "cancelled"}
    return text(f"calendar.{key.get(invited.status, 'meeting')}", language, group=one_line(invited.group))


def _add_link(event: Event, url: str, language: str) -> None:
    """CONFERENCE (RFC 7986 5.11), and URL for those who do not know it."""
    event.add("url", vUri(url))
    said = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": text("calendar.video", language)}
    event.add("conference", vUri(url), parameters=said)
