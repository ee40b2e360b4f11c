"""How much may leave: to one address and about one group in a day, from the whole installation in an hour.

What is over a cap is held, and let go again by itself, oldest first, when there is room.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, column, func, select, table, true, update
from sqlmodel import Session, col

from app import settings
from app.clock import day_in
from app.outbox.models import IN_HAND, Delivery, DeliveryState
from app.tables import Id

HOUR = timedelta(hours=1)
ZONE = "Europe/Stockholm"
MOST = 5000  # looked at in one run
GROUPS = table(
    "groups", column("id", Id), column("time_zone")
)  # a later chapter, of which only the zone is read


class Cap(StrEnum):
    """Which one, and the reason that a held delivery carries."""

    person = "cap_person"
    group = "cap_group"
    installation = "cap_installation"


CAPPED = and_(col(Delivery.state) == DeliveryState.held, col(Delivery.reason).in_([cap.value for cap in Cap]))


@dataclass(frozen=True)
class Counted:
    """What a cap counts: whose it is, and the deliveries in question."""

    cap: Cap
    key: str | UUID | None
    which: ColumnElement[bool]


EVERYTHING = Counted(Cap.installation, None, true())


def full(session: Session, delivery: Delivery, now: datetime) -> Counted | None:
    """The cap that is in the way of one more such as this."""
    return Room(session, now).full(delivery.address, delivery.group_id)


def hold(session: Session, over: Counted, delivery: Delivery, now: datetime) -> None:
    """This one, and whatever else is due and under the same cap; their place in the queue is kept."""
    due = (col(Delivery.state) == DeliveryState.planned, col(Delivery.next_at) <= now)
    free = select(col(Delivery.id)).where(over.which, *due).with_for_update(skip_locked=True)
    change = update(Delivery).where(col(Delivery.id).in_(free))
    held = change.values(state=DeliveryState.held, reason=over.cap.value)
    session.execute(held, execution_options={"synchronize_session": False})
    session.refresh(delivery)


def let_go(session: Session, now: datetime) -> int:
    """Planned again: as many as there is room for, oldest first."""
    room, free = Room(session, now), []
    if not room.any_left():
        return 0
    held = select(col(Delivery.id), col(Delivery.address), col(Delivery.group_id)).where(CAPPED)
    oldest = held.order_by(col(Delivery.next_at), col(Delivery.id)).limit(MOST)
    for id, address, group_id in session.execute(oldest.with_for_update(skip_locked=True)).all():
        if not room.any_left():
            break
        if room.full(address, group_id) is None:
            room.fill(address, group_id)
            free.append(id)
    change = update(Delivery).where(col(Delivery.id).in_(free), CAPPED)
    again = change.values(state=DeliveryState.planned, reason=None)
    session.execute(again, execution_options={"synchronize_session": False})
    return len(free)


class Room:
    """What is left under each cap at an instant; each is counted once."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self._now = session, now
        self._left: dict[tuple[Cap, str | UUID | None], int] = {}

    def any_left(self) -> bool:
        """False when the whole installation's cap is in the way, whoever it is to."""
        return self._room(EVERYTHING) > 0

    def full(self, address: str, group_id: UUID | None) -> Counted | None:
        return next((each for each in _counted(address, group_id) if self._room(each) <= 0), None)

    def fill(self, address: str, group_id: UUID | None) -> None:
        """One more."""
        for each in _counted(address, group_id):
            self._left[each.cap, each.key] = self._room(each) - 1

    def _room(self, counted: Counted) -> int:
        key = (counted.cap, counted.key)
        if key not in self._left:
            since = _since(self._session, counted, self._now)
            self._left[key] = _most(counted.cap) - gone(self._session, counted.which, since)
        return self._left[key]


def gone(session: Session, which: ColumnElement[bool], since: datetime) -> int:
    """How many of these have left since then, may have, or are about to."""
    unsure = (col(Delivery.state) == DeliveryState.uncertain, col(Delivery.frozen_at) >= since)
    sent = _number(which, col(Delivery.sent_at) >= since)
    in_hand = _number(which, col(Delivery.state).in_(IN_HAND))
    return int(session.execute(select(sent + in_hand + _number(which, *unsure))).scalar_one())


def _number(*which: ColumnElement[bool]) -> ColumnElement[int]:
    """Each counted for itself, by the index that fits it."""
    return select(func.count()).select_from(Delivery).where(*which).scalar_subquery()


def _counted(address: str, group_id: UUID | None) -> list[Counted]:
    person = Counted(Cap.person, address, col(Delivery.address) == address)
    group = Counted(Cap.group, group_id, col(Delivery.group_id) == group_id)
    return [person, *([group] if group_id else []), EVERYTHING]


def _most(cap: Cap) -> int:
    chosen = settings.get()
    most = {
        Cap.person: chosen.cap_person_day,
        Cap.group: chosen.cap_group_day,
        Cap.installation: chosen.cap_hour,
    }
    return most[cap]


def _since(session: Session, counted: Counted, now: datetime) -> datetime:
    """The hour, or the day where the group is; the person's day is Stockholm's."""
    if counted.cap == Cap.installation:
        return now - HOUR
    wanted = select(GROUPS.c.time_zone).where(GROUPS.c.id == counted.key)
    zone = session.execute(wanted).scalar() if counted.cap == Cap.group else None
    return start_of_day(now, zone or ZONE)


def start_of_day(now: datetime, zone: str) -> datetime:
    return datetime.combine(day_in(now, zone), time.min, ZoneInfo(zone))
