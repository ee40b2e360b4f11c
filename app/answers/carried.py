"""What a letter about one group carries instead of an account: where to answer and where to stop."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from sqlmodel import Session

from app import settings
from app.answers.links import expires_at, make
from app.answers.models import Purpose
from app.meetings.models import Meeting
from app.outbox.models import Delivery
from app.reminders.digest import Links

STOPPABLE = timedelta(days=365)  # whoever finds an old letter may still say no


@dataclass(frozen=True)
class Carried:
    """The links that are read, and the header fields (RFC 2369, RFC 8058) that mail programs act on."""

    links: Links
    fields: tuple[tuple[str, str], ...]


def carried(
    session: Session,
    delivery: Delivery,
    group_id: UUID,
    meeting: Meeting | None,
    now: datetime,
    *,
    offered: Iterable[UUID] = (),
    to_persons: bool,
) -> Carried:
    """New links for a letter that is frozen now. Only persons can stop what they get."""
    origin = settings.get().origin
    token = make(session, delivery, group_id, Purpose.answer, now, expires_at(meeting, now), offered)
    answer = f"{origin}/answers/{token}"
    if not to_persons:
        return Carried(Links(answer, None), ())
    stoppable = stop_alone(session, delivery, group_id, now)
    return replace(stoppable, links=Links(answer, stoppable.links.stop))


def stop_alone(session: Session, delivery: Delivery, group_id: UUID, now: datetime) -> Carried:
    """What a letter to persons carries that asks for no answer."""
    token = make(session, delivery, group_id, Purpose.stop, now, now + STOPPABLE)
    url = f"{settings.get().origin}/stops/{token}"
    return Carried(Links(None, url), _fields(url, token))


def _fields(url: str, token: str) -> tuple[tuple[str, str], ...]:
    by_mail = f"mailto:{quote(settings.get().mail_bounce, safe='@+')}?subject=stop%20{token}"  # RFC 6068
    return (
        ("List-Unsubscribe", f"<{url}>, <{by_mail}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )
