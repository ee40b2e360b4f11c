"""A transport whose server says what the test wrote for it, and a run of the worker."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app import database
from app.outbox.models import Delivery, DeliveryAttempt
from app.outbox.sending import Frozen
from app.outbox.transport import Envelope, Outcome, OutcomeKind
from app.outbox.worker import Counts, send_due
from tests import make

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Turn = str | Callable[["Server"], str] | BaseException

WORDS = {
    "accepted": "250 2.0.0 Ok",
    "temporary": "450 4.7.1 Try again later",
    "silent": "EHLO: no answer in time",
    "refused": "550 5.1.1 No such user",
    "rejected": "554 5.7.1 Not this",
    "sender_fault": "535 5.7.8 Authentication failed",
    "unreachable": "connect: Connection refused",
    "reconnect": "421 4.3.2 Closing",
    "interrupted": "EHLO: told to stop",
    "unknown": "message: no answer in time",
}
NO_BODY = {"unreachable", "reconnect", "silent", "sender_fault", "interrupted"}


@dataclass
class Server:
    """Takes a turn for each call, `accepted` when none is left.

    `bodies` are the envelopes whose message left; `meanwhile` happens just before one does.
    """

    turns: list[Turn] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    bodies: list[Envelope] = field(default_factory=list)
    meanwhile: Callable[[], object] = bool

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        self.calls.append(envelope.recipient)
        turn = self.turns.pop(0) if self.turns else "accepted"
        if isinstance(turn, BaseException):
            raise turn
        if turn not in NO_BODY:
            self.meanwhile()
            before_body()
            self.bodies.append(envelope)
        kind = turn if isinstance(turn, str) else turn(self)
        return Outcome(OutcomeKind(kind), WORDS[kind])


@dataclass
class Clock:
    """Stands still until the test, or a server that takes its time, moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        self.now += time


def slowly(clock: Clock, time: timedelta) -> Callable[[Server], str]:
    def turn(server: Server) -> str:
        clock.passes(time)
        return "accepted"

    return turn


def raising(fault: BaseException) -> Callable[[Server], str]:
    def turn(server: Server) -> str:
        raise fault

    return turn


def message(delivery: Delivery) -> bytes:
    return f"Subject: Hej\r\nMessage-ID: <{delivery.id}@example.org>\r\n\r\nHej\r\n".encode()


def prepare(session: Session, delivery: Delivery, now: datetime) -> Frozen:
    return Frozen(message(delivery), f"<{delivery.id}@example.org>")


def run(server: Server, clock: Clock | None = None, **options: Any) -> Counts:
    """One run of a worker, at NOW unless the clock says otherwise."""
    clock = clock or Clock()
    told: dict[str, Any] = {"worker": "a", "random": lambda: 0.0, **options}
    return send_due(server, told.pop("prepare", prepare), clock=clock, **told)


def planned(address: str = "lova@example.org", **fields: Any) -> Delivery:
    """A delivery that is due, committed."""
    with database.transaction() as session:
        return make.delivery(session, address, **fields)


def now_of(delivery: Delivery) -> Delivery:
    """The delivery as any other process sees it."""
    with database.snapshot() as session:
        return session.get_one(Delivery, delivery.id)


def attempts_at(id: UUID) -> list[DeliveryAttempt]:
    """In order."""
    with database.snapshot() as session:
        found = select(DeliveryAttempt).where(DeliveryAttempt.delivery_id == id)
        return list(session.exec(found.order_by(col(DeliveryAttempt.fence))))
