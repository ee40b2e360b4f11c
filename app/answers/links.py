"""A link's token: made with its letter, found again by its hash. What it opens is asked when it is read."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.access import secret
from app.answers.models import AnswerLink, Purpose
from app.meetings.models import Meeting
from app.outbox.models import Delivery

AFTER_THE_MEETING = timedelta(days=7)
WITHOUT_MEETING = timedelta(days=30)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def make(
    session: Session, delivery: Delivery, group_id: UUID, purpose: Purpose, now: datetime, expires_at: datetime,
    offered: Iterable[UUID] = (),
) -> str:  # fmt: skip
    """A new token for a letter about a group: 256 random bits, of which only a hash is kept."""
    token = secret.new()
    session.add(
        AnswerLink(
            created_at=now,
            token_hash=secret.hashed(token),
            purpose=purpose,
            delivery_id=delivery.id,
            group_id=group_id,
            offered=[str(id) for id in offered],
            expires_at=expires_at,
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, purpose: Purpose, *, lock: bool = False) -> AnswerLink | None:
    """The link that a token is for, used up or not; None for anything else, after the same work."""
    hashed = secret.hashed(token if TOKEN.fullmatch(token) else "")
    wanted = select(AnswerLink).where(AnswerLink.token_hash == hashed, AnswerLink.purpose == purpose)
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def expires_at(meeting: Meeting | None, now: datetime) -> datetime:
    """Until when a letter sent now can be answered."""
    return meeting.begins_at + AFTER_THE_MEETING if meeting else now + WITHOUT_MEETING


def stands_until(session: Session, link: AnswerLink, meetings: Iterable[UUID]) -> datetime:
    """As the letter had it, or longer when a meeting that it told of begins later now."""
    if link.purpose != Purpose.answer:
        return link.expires_at
    begin = session.exec(select(Meeting.begins_at).where(col(Meeting.id).in_(meetings)))
    return max([link.expires_at, *(begins_at + AFTER_THE_MEETING for begins_at in begin)])


def revoke(session: Session, delivery_id: UUID, now: datetime) -> bool:
    """The links of a letter open nothing from here on. False if none of them did."""
    standing = col(AnswerLink.delivery_id) == delivery_id, col(AnswerLink.revoked_at).is_(None)
    ended = update(AnswerLink).where(*standing).values(revoked_at=now).returning(col(AnswerLink.id))
    return session.execute(ended).first() is not None
