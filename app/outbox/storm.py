"""Much more mail than usual: a fault somewhere, until somebody has looked."""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from app import settings
from app.outbox.claiming import waiting
from app.outbox.models import Delivery, DeliveryState, Sender

DAY = timedelta(days=1)
USUAL_DAYS = 30
TIMES_USUAL = 3

LEFT = (DeliveryState.claimed, DeliveryState.transmitting, DeliveryState.accepted, DeliveryState.uncertain)


def seen(session: Session, sender: Sender, now: datetime) -> str | None:
    """What is unusual, in words; None when nothing is.

    Counted is what was planned within a day and has left or is due, not what an outage has kept from longer
    ago, and not what was planned before the operator's latest yes. An installation that grows has the floor,
    and as many times the busiest of its last thirty days.
    """
    since = max(now - DAY, sender.released_at or now - DAY)
    number, floor = _leaving(session, since, now), settings.get().storm_floor
    if number <= floor:
        return None
    usual = busiest(session, now - DAY)
    if number <= TIMES_USUAL * usual:
        return None
    return f"{number} mails in a day; the busiest day of the last {USUAL_DAYS} had {usual}"


def _leaving(session: Session, since: datetime, now: datetime) -> int:
    leaving = or_(col(Delivery.state).in_(LEFT), waiting(now))
    number = select(func.count()).select_from(Delivery).where(col(Delivery.planned_at) > since, leaving)
    return int(session.execute(number).scalar_one())


def busiest(session: Session, before: datetime) -> int:
    """The most that was accepted of what any of the last thirty days had planned."""
    return max(_accepted(session, before - number * DAY) for number in range(USUAL_DAYS))


def _accepted(session: Session, end: datetime) -> int:
    day = and_(col(Delivery.planned_at) > end - DAY, col(Delivery.planned_at) <= end)
    number = select(func.count()).select_from(Delivery).where(day, col(Delivery.sent_at).is_not(None))
    return int(session.execute(number).scalar_one())
