"""The story as a whole: told once in a database, in one transaction."""

from datetime import datetime
from functools import partial

from sqlmodel import Session, col, select

from app import clock
from app.demo import agenda, commitments, meetings, people
from app.demo.calendar import Calendar
from app.demo.telling import DEMO, ZONE, Telling
from app.groups.models import Group


def is_told(session: Session) -> bool:
    """Whether this database has the story already."""
    told = select(Group.id).where(col(Group.external_owner_id) == DEMO, col(Group.external_id) == "demo")
    return session.exec(told).first() is not None


def tell(session: Session, now: datetime) -> Telling:
    """A year of meetings around today, with all that was said at them; nothing in it is later than `now`."""
    telling, calendar = Telling(session, now), Calendar(clock.day_in(now, ZONE))
    telling.at(calendar.begins, "09:00", lambda then: people.gather(telling, then, calendar.begins))
    meetings.arrange(telling, calendar)
    agenda.prepare(telling, calendar)
    commitments.make(telling, calendar)
    telling.at(calendar.after(-1, 2), "10:30", partial(people.turn_on_reminders, telling))
    telling.tell()
    return telling
