"""How the sender is: what waits, since when, and what an operator has to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from app.outbox.caps import CAPPED, Cap
from app.outbox.claiming import waiting
from app.outbox.models import Delivery, DeliveryState, HeldFor
from app.outbox.the_sender import seen


@dataclass(frozen=True)
class Condition:
    """As `/health/sender` answers and `sender show` prints it."""

    state: str
    held_for: HeldFor | None
    since: datetime | None
    words: str | None
    retry_at: datetime | None
    oldest_due_at: datetime | None
    oldest_due_age_seconds: int | None
    due: int
    planned: int
    uncertain: int
    set_aside: int
    over_cap: int
    last_accepted_at: datetime | None
    last_run_at: datetime | None


def condition(session: Session, now: datetime) -> Condition:
    """`since`: when it was held, or when the mail server was last reached. `uncertain`: for good."""
    sender = seen(session)
    oldest = session.execute(select(func.min(col(Delivery.next_at))).where(waiting(now))).scalar()
    state = "held" if sender.held_for else "unreachable" if sender.silent_since else "sending"
    return Condition(
        state=state,
        held_for=sender.held_for,
        since=sender.held_at if sender.held_for else sender.silent_since,
        words=sender.words,
        retry_at=sender.retry_at,
        oldest_due_at=oldest,
        oldest_due_age_seconds=int((now - oldest).total_seconds()) if oldest else None,
        due=number(session, waiting(now)),
        planned=number(session, col(Delivery.state) == DeliveryState.planned),
        uncertain=number(session, UNCERTAIN),
        set_aside=number(session, ASIDE),
        over_cap=number(session, CAPPED),
        last_accepted_at=session.execute(select(func.max(col(Delivery.sent_at)))).scalar(),
        last_run_at=sender.ran_at,
    )


UNCERTAIN = (col(Delivery.state) == DeliveryState.uncertain) & col(Delivery.message).is_(None)
ASIDE = (col(Delivery.state) == DeliveryState.held) & func.coalesce(col(Delivery.reason), "").not_in(Cap)


def number(session: Session, which: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).select_from(Delivery).where(which)).scalar_one())
