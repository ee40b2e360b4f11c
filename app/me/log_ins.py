"""Where somebody is logged in, in words: begun when, and used last when (ASVS 5.0.0 V7.4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.access import sessions
from app.access.caller import Caller
from app.reminders.words import Words

ZONE = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class LogIn:
    """`here`: with the browser that asks."""

    id: UUID
    words: str
    here: bool


def told(session: Session, caller: Caller, here: UUID, words: Words, now: datetime) -> list[LogIn]:
    """All that stand, the last used first."""
    rows = sessions.standing(session, now, caller.person_id)
    return [LogIn(row.id, _words(row.created_at, row.seen_at, words), row.id == here) for row, _ in rows]


def _words(began: datetime, seen: datetime, words: Words) -> str:
    return words.say("log_in", began=_instant(began, words), seen=_instant(seen, words))


def _instant(instant: datetime, words: Words) -> str:
    local = instant.astimezone(ZONE)
    return words.say("instant", day=words.day(local.date()), hour=words.hour(local.time()))
