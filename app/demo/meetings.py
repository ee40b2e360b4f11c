"""The meetings of the story: booked, answered, moved, called off, held."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from app.attendance import service as attendance
from app.attendance.models import AttendanceOthers, AttendanceRow, AttendanceUpdate, Presence, Response
from app.demo.calendar import BOOKED_AHEAD, CANCELLED, LAST, MOVED, STEERING_AFTER, Calendar
from app.demo.people import EKDALA, GRANVIKA, WRITERS
from app.demo.telling import GROUP, STEERING, Telling
from app.holding import service as holding
from app.meetings import service as meetings
from app.meetings.models import MeetingCreate, MeetingStatus, MeetingUpdate

# Who had said that they could not come, meeting by meeting.
EXCUSED = {
    -7: ["Arvid Mossdal"],
    -5: ["Hedda Vråmark"],
    -3: ["Torvald Ekenstam", "Bo Granlid"],
    -1: ["Nils-Olof Brandehag"],
    0: ["Arvid Mossdal"],
}
COMING = ["Signe Ahlmark", "Moa Lindesjö", "Kerstin Furubacke"]
GUESTS = {-2: "Edvin Kvarnlund"}


def arrange(telling: Telling, calendar: Calendar) -> None:
    """All meetings of all groups, each booked in its time."""
    for number in calendar.numbers:
        _arrange(telling, calendar, number)
    for number in STEERING_AFTER:
        day, name = calendar.steering(number), f"{STEERING} {number}"
        telling.at(calendar.begins, "10:00", partial(_book, telling, STEERING, name, day))
        telling.at(day, "15:50", partial(_hold, telling, STEERING, name, Presence.present))
    for group in (EKDALA, GRANVIKA):
        day = calendar.after(1, -6)
        telling.at(calendar.after(-1, 3), "10:00", partial(_book, telling, group, f"{group} 1", day))


def _arrange(telling: Telling, calendar: Calendar, number: int) -> None:
    name, day = f"{GROUP} {number}", calendar.meeting(number)
    booked = max(calendar.begins, calendar.after(number - BOOKED_AHEAD, 1))
    first = calendar.after(number, -7) if number == MOVED else day
    telling.at(booked, "09:30", partial(_book, telling, GROUP, name, first, preliminary=number == LAST))
    if number == MOVED:
        telling.at(calendar.after(number, -24), "11:15", partial(_move, telling, name, day))
    if number == CANCELLED:
        telling.at(calendar.after(number, -2), "13:40", partial(_call_off, telling, name))
        return
    excused = EXCUSED.get(number, [])
    telling.at(calendar.after(number, -23), "12:05", partial(_answer, telling, name, excused))
    telling.at(day, "15:40", partial(_note, telling, name, excused, GUESTS.get(number)))
    telling.at(day, "15:45", partial(_hold, telling, GROUP, name, Presence.unknown))


def _book(
    telling: Telling,
    group: str,
    name: str,
    day: date,
    now: datetime,
    *,
    preliminary: bool = False,
) -> None:
    ours = group == GROUP
    body = MeetingCreate(
        group_id=telling.ids[group],
        held_on=day,
        start_time=time(13),
        end_time=time(15, 30),
        place="Sammanträdesrum Eken, kommunhuset i Ekdala" if ours else "Regionens hus, sal 2",
        online_url="https://video.example/bbu" if ours else None,
        status=MeetingStatus.proposed if preliminary else MeetingStatus.scheduled,
    )
    telling.keep(name, meetings.add(telling.session, telling.lead(WRITERS[group], group), body, now))


def _move(telling: Telling, name: str, day: date, now: datetime) -> None:
    change = MeetingUpdate(held_on=day, note="Flyttat en vecka framåt, eftersom salen var upptagen.")
    meetings.update(telling.session, telling.secretary, telling.ids[name], change, "*", now)


def _call_off(telling: Telling, name: str, now: datetime) -> None:
    reason = "För få kan komma; frågorna tas på nästa möte."
    meetings.cancel(telling.session, telling.secretary, telling.ids[name], reason, "*", now)


def _answer(telling: Telling, name: str, excused: Sequence[str], now: datetime) -> None:
    """Some say that they come, and those who cannot say so; the rest have not answered."""
    said = dict.fromkeys(COMING, Response.accepted) | dict.fromkeys(excused, Response.declined)
    rows = [
        AttendanceRow(person_id=telling.ids[person], response=response) for person, response in said.items()
    ]
    attendance.update(
        telling.session, telling.secretary, telling.ids[name], AttendanceUpdate(rows=rows), "*", now
    )


def _note(telling: Telling, name: str, excused: Sequence[str], guest: str | None, now: datetime) -> None:
    """The secretary notes who is there."""
    presence = dict.fromkeys(excused, Presence.excused)
    if guest:
        presence[guest] = Presence.present
    rows = [AttendanceRow(person_id=telling.ids[person], presence=was) for person, was in presence.items()]
    change = AttendanceUpdate(rows=rows, others=AttendanceOthers(presence=Presence.present))
    attendance.update(telling.session, telling.secretary, telling.ids[name], change, "*", now)


def _hold(telling: Telling, group: str, name: str, unknown_as: Presence, now: datetime) -> None:
    lead = telling.lead(WRITERS[group], group)
    meeting = meetings.hold(telling.session, lead, telling.ids[name], "*", now)
    holding.hold(telling.session, lead, meeting, unknown_as, now)
