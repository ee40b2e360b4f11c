"""Workers are begun, killed and begun again until every mail has come to an end."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import OperationalError

from app import database
from torture import ledger
from torture.clocks import Fast
from torture.faults import End, Step, end_of
from torture.life import Life, Surroundings, begin

LOOK = 0.004  # seconds between looks at the workers
COUNT = 0.3  # and between looks at the ledger
LONGEST_STOP = 60.0  # seconds from SIGTERM to a worker's end

# What else happens: by how great a part of the mails has come to its end, and when it is.
Meanwhile = Callable[[float, datetime], None]


@dataclass
class Worker:
    process: int
    life: Life
    begun_at: float
    due_at: float | None = None  # when it is killed from outside


@dataclass
class Killed:
    """`faulty`: how many workers ended by themselves, which none should."""

    outside: int = 0
    steps: Counter[Step] = field(default_factory=Counter)
    faulty: int = 0

    @property
    def total(self) -> int:
        return self.outside + self.steps.total()


class Killing:
    def __init__(self, around: Surroundings, clock: Fast, meanwhile: Meanwhile, patience: float) -> None:
        self.killed = Killed()
        self.in_time = True
        self._around, self._clock, self._meanwhile = around, clock, meanwhile
        self._ends_at = time.monotonic() + patience
        self._workers: dict[int, Worker] = {}
        self._lives = 0
        self._counted_at, self._planning = 0.0, True

    def run(self) -> None:
        """First all is planned, in the machine's time; then what is due is sent, in simulated time."""
        try:
            self._until(lambda: ledger.planned() >= self._around.size.mails)
            self._kill_all()
            self._planning, self._clock = False, self._clock.at_speed(self._around.size.speed)
            self._lives = max(self._lives, self._around.size.planning)  # who sends dies as one who sends
            self._until(self._is_over)
            self._stop_all()
        finally:
            self._kill_all()

    def _is_over(self) -> bool:
        mails, left = self._around.size.mails, ledger.left()
        self._meanwhile(1 - left / mails, self._clock())
        return left == 0 and ledger.left() == 0

    def _until(self, over: Callable[[], bool]) -> None:
        while self.in_time:
            self._fill_seats()
            self._kill_who_is_due()
            self._bury()
            if self._is_time_to_count() and _asked(over):
                return
            time.sleep(LOOK)
            self.in_time = time.monotonic() < self._ends_at

    def _is_time_to_count(self) -> bool:
        now = time.monotonic()
        if now - self._counted_at < COUNT:
            return False
        self._counted_at = now
        return True

    def _fill_seats(self) -> None:
        for seat in range(self._around.size.workers):
            if seat not in self._workers:
                life = Life(self._lives, self._clock, self._planning, self._end())
                self._workers[seat] = Worker(begin(self._around, seat, life), life, time.monotonic())
                self._lives += 1

    def _end(self) -> End | None:
        """None when enough have been killed."""
        size = self._around.size
        spared = self._lives >= size.planning if self._planning else self.killed.total >= size.kills
        return None if spared else end_of(self._lives, size)

    def _kill_who_is_due(self) -> None:
        now = time.monotonic()
        for seat, worker in self._workers.items():
            end = worker.life.end
            if end is None or end.step is not None:
                continue
            if worker.due_at is None and self._around.seats.begun[seat] >= end.after:
                worker.due_at = now + end.delay
            if worker.due_at is not None and now >= worker.due_at:
                _signal(worker, signal.SIGKILL)

    def _bury(self) -> None:
        for seat, worker in list(self._workers.items()):
            process, status = os.waitpid(worker.process, os.WNOHANG)
            if process:
                self._count(seat, status)
                del self._workers[seat]

    def _count(self, seat: int, status: int) -> None:
        step = self._around.seats.died_at(seat)
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            self.killed.faulty += status != 0
        elif step is None:
            self.killed.outside += 1
        else:
            self.killed.steps[step] += 1

    def _kill_all(self) -> None:
        for worker in self._workers.values():
            _signal(worker, signal.SIGKILL)
        while self._workers:
            self._bury()
            time.sleep(LOOK)

    def _stop_all(self) -> None:
        """As an operator does; who does not heed it is at fault."""
        for worker in self._workers.values():
            _signal(worker, signal.SIGTERM)
        until = time.monotonic() + LONGEST_STOP
        while self._workers and time.monotonic() < until:
            self._bury()
            time.sleep(LOOK)
        self.killed.faulty += len(self._workers)


def _signal(worker: Worker, number: signal.Signals) -> None:
    """A process that has ended keeps its id until it is buried: nobody else is hit."""
    os.kill(worker.process, number)


def _asked(question: Callable[[], bool]) -> bool:
    """Of a database that may be away; without a connection that a fork could inherit."""
    try:
        return question()
    except OperationalError:
        return False
    finally:
        database.engine().dispose()
