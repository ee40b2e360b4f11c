"""What a token opens: its link with those it is for, or nothing more, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from sqlmodel import Session

from app import clock
from app.answers import links
from app.answers.models import AnswerLink, Purpose
from app.answers.readers import Reader, readers
from app.auditing import recording
from app.groups import service as groups
from app.groups.models import Group
from app.mail.address import Address
from app.reminders.composing import reply_to_of


class Shut(StrEnum):
    """Why a link opens nothing."""

    unknown = auto()
    revoked = auto()
    expired = auto()


@dataclass(frozen=True)
class Opened:
    """`shut`: None for one that is open. `readers`: never empty then, nor when it has expired."""

    link: AnswerLink | None
    readers: tuple[Reader, ...]
    shut: Shut | None

    def language(self, asked: str) -> str:
        """The first reader's; what is asked for where nobody is known."""
        return self.readers[0].language if self.readers else asked


def opened(session: Session, token: str, purpose: Purpose, now: datetime, *, lock: bool = False) -> Opened:
    """Asked anew each time: a link whose persons are gone, or whose mailbox is another's, is as good as revoked.

    `lock`: for a change, one at a time in the link's group.
    """
    link = links.find(session, token, purpose, lock=lock)
    if link is None:
        return Opened(None, (), Shut.unknown)
    if lock:
        recording.through(session, "link", link.id)
        groups.lock(session, link.group_id)
    found = () if link.revoked_at else tuple(readers(session, link, now))
    if not found:
        return Opened(link, (), Shut.revoked)
    meetings = {reader.row.meeting_id for reader in found if reader.row.meeting_id}
    expired = links.stands_until(session, link, meetings) <= now
    return Opened(link, found, Shut.expired if expired else None)


def turn_to(session: Session, link: AnswerLink | None, now: datetime) -> Address | None:
    """Who helps somebody that had a letter from the group; None for those who had none, or should not have."""
    if link is None or link.revoked_at is not None:
        return None
    group = session.get_one(Group, link.group_id)
    return reply_to_of(session, group, clock.day_in(now, group.time_zone))
