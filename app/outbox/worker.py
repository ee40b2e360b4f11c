"""Claim, prepare, transmit, record: the one loop that carries out of the house what is due.

The caller says what a delivery says and whether that is still true (`prepare`), how it leaves (`transport`),
and what time it is: all times are of one clock, the one that leases are counted by.
"""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from app import database
from app.outbox import alarm, breaker, holds, restored
from app.outbox.breaker import Passage
from app.outbox.claiming import claim
from app.outbox.clearing import clear
from app.outbox.lease import NotOurs, give_back
from app.outbox.models import Delivery, DeliveryState, Sender
from app.outbox.sending import Means, Prepare, Refused, attempt
from app.outbox.the_sender import locked
from app.outbox.transport import Outcome, OutcomeKind, Transport
from app.outbox.watch import Watch

log = logging.getLogger(__name__)

ROOM = 1  # each taken for itself, with the whole lease before it
LONGEST_RUN = timedelta(minutes=15)  # then what has become due meanwhile may be planned
CLEARED_EVERY = timedelta(minutes=1)

STOPS_THE_RUN = (
    OutcomeKind.sender_fault,
    OutcomeKind.reconnect,
    OutcomeKind.unreachable,
    OutcomeKind.interrupted,
)


@dataclass
class Counts:
    """What became of the deliveries that a run took.

    `lost`: taken over by another worker or ended by their cause meanwhile. `stopped`: what ended the run
    before everything due was tried.
    """

    states: Counter[DeliveryState] = field(default_factory=Counter)
    lost: int = 0
    stopped: Outcome | None = None

    @property
    def by_word(self) -> Counter[str]:
        """All of it, as it is shown."""
        words = Counter({state.value: number for state, number in self.states.items()})
        words.update({"lost": self.lost} if self.lost else {})
        words.update({f"stopped_{self.stopped.kind}": 1} if self.stopped else {})
        return words


def never() -> bool:
    return False


def nobody_is_told(session: Session, delivery: Delivery, words: str) -> None:
    """A refusal that stands in the ledger and nowhere else."""


def send_due(  # noqa: PLR0913  (what it takes from the world is said by the caller)
    transport: Transport,
    prepare: Prepare,
    *,
    worker: str,
    clock: Callable[[], datetime],
    random: Callable[[], float],
    room: int = ROOM,
    stopping: Callable[[], bool] = never,
    refused: Refused = nobody_is_told,
    watch: Watch | None = None,
) -> Counts:
    """Sends what is due, oldest first, until nothing is left, `stopping` says so or the run gets long.

    A fault of one delivery is that one's own; a fault of the sender or of the database ends the run. `random`
    answers from 0 up to 1. Of `room` taken at a time those that are not begun are given back. `watch` is left
    out where time is pretended.
    """
    run = Run(Means(transport, prepare, clock, random, refused), worker, room, stopping)
    begun = clock()
    holds.look(begun, watch)
    alarm.sound(transport, begun)
    while not run.over and clock() - begun < LONGEST_RUN and run.take():
        while run.taken and not run.over:
            run.deliver()
        run.give_back()
    if run.counts.states or run.counts.stopped:
        alarm.sound(transport, clock())
    return run.counts


class Run:
    """What a worker has in hand, and what has come of it."""

    def __init__(self, means: Means, worker: str, room: int, stopping: Callable[[], bool]) -> None:
        self.counts = Counts()
        self.taken: list[Delivery] = []
        self._means, self._worker, self._room, self._stopping = means, worker, room, stopping
        self._cleared_at: datetime | None = None
        self._has_sent = False

    @property
    def over(self) -> bool:
        return self.counts.stopped is not None or self._stopping()

    def take(self) -> bool:
        """The next ones, if the sender lets any through; one at a time with all other workers."""
        now = self._means.clock()
        with database.transaction() as session:
            sender = locked(session)
            self._clear(session, now)
            passage = breaker.passage(sender, now)
            if passage == Passage.closed:
                return False
            self._means = replace(self._means, probing=passage == Passage.probe)
            self.taken = claim(session, self._worker, now, 1 if self._means.probing else self._room)
            if self.taken and self._means.probing:
                breaker.probe(sender, now)
            unsettled = bool(self.taken) and self._begins(session, sender, now)
        if unsettled:
            with database.transaction() as session:
                restored.settle(session, locked(session))
        return bool(self.taken)

    def deliver(self) -> None:
        """One of those taken, from the question whether it is still true to the record of the answer."""
        delivery = self.taken.pop(0)
        try:
            attempted = attempt(delivery, self._means)
        except NotOurs:
            log.warning("delivery %s: no longer this worker's", delivery.id)
            self.counts.lost += 1
            self._probe_again()
            return
        self.counts.states[attempted.state] += 1
        if attempted.outcome is None:
            self._probe_again()
        elif attempted.outcome.kind in STOPS_THE_RUN:
            self.counts.stopped = attempted.outcome

    def give_back(self) -> None:
        """Those that were not begun, for the next run."""
        for delivery in self.taken:
            with suppress(NotOurs), database.transaction() as session:
                give_back(session, delivery, self._means.clock())
        if self.taken:
            self._probe_again()

    def _clear(self, session: Session, now: datetime) -> None:
        if self._cleared_at is None or now - self._cleared_at >= CLEARED_EVERY:
            clear(session, now)
            self._cleared_at = now

    def _begins(self, session: Session, sender: Sender, now: datetime) -> bool:
        """Once in a run that sends something: the database is known again if it is put back from a backup."""
        first, self._has_sent = not self._has_sent, True
        return first and restored.before_sending(session, sender, now)

    def _probe_again(self) -> None:
        """If it was to be one, it ended before the server was asked: another is tried at once."""
        if not self._means.probing:
            return
        with database.transaction() as session:
            breaker.probe_again(locked(session), self._means.clock())
