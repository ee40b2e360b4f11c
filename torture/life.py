"""A worker's life: a process forked from one that has everything imported, running the service's own loop."""

import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from app import database
from app.outbox import worker
from app.outbox.smtp import MailServer, Patience, SmtpTransport, Tls
from app.outbox.transport import Transport
from app.reminders import kinds, run
from torture.clocks import Fast
from torture.faults import End, Size
from torture.seats import Seats
from torture.steps import Marked, Marks, mark

EVERY = timedelta(minutes=1)  # simulated, between runs
TOLD_TO_STOP = {signal.SIGTERM}
Stopping = Callable[[], bool]
FAULTY = 1  # the exit status of a worker that met what it should not have


@dataclass(frozen=True)
class Surroundings:
    """What all workers share."""

    size: Size
    transport: SmtpTransport
    seats: Seats
    log: Path
    parent: int  # the process that outlives them; or they end


@dataclass(frozen=True)
class Life:
    """`plans`: it does the whole task; otherwise it only sends. `end` None: until it is told to stop."""

    number: int
    clock: Fast
    plans: bool
    end: End | None


def transport(port: int, speed: float) -> SmtpTransport:
    """Ours, to a server on loopback, as patient as the real one in simulated time."""
    real = Patience()
    patience = Patience(
        read=real.read / speed,
        conversation=real.conversation / speed,
        after_message=real.after_message / speed,
        farewell=0.05,
    )
    return SmtpTransport(MailServer("127.0.0.1", port, Tls.none), patience)


def begin(around: Surroundings, seat: int, life: Life) -> int:
    """The id of a new process that lives so."""
    around.seats.empty(seat)
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_STOP)  # until the new one can heed it
    child = os.fork()
    if child == 0:
        _live(around, seat, life)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP)
    return child


def _live(around: Surroundings, seat: int, life: Life) -> NoReturn:
    status = FAULTY
    try:
        stopping = _settle_in(around, life)
        marks = Marks(around.seats, seat, life.end)
        mark(marks)
        _work(around, Marked(around.transport, marks), life, stopping)
        status = 0
    except BaseException:  # noqa: BLE001  (it leaves here, whatever happens, and not into the one it came from)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _settle_in(around: Surroundings, life: Life) -> Stopping:
    """What a process of its own has for itself: connections, chance and log; and when it is to stop."""
    log = os.open(around.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    database.engine().dispose(close=False)
    random.seed(f"{around.size.seed} chance {life.number}")
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP)
    return lambda: stop.is_set() or os.getppid() != around.parent


def _work(around: Surroundings, transport: Transport, life: Life, stopping: Stopping) -> None:
    """As the worker command does: a run at once and then every minute, until it is to stop."""
    while not stopping():
        try:
            _run(transport, life, stopping)
        except NoConnection:
            traceback.print_exc(limit=0)
        except DBAPIError as error:
            if not database.is_lost(error):
                raise
            traceback.print_exc(limit=0)
        time.sleep(EVERY.total_seconds() / around.size.speed)


def _run(transport: Transport, life: Life, stopping: Stopping) -> None:
    name, clock = f"worker-{life.number}", life.clock
    if life.plans:
        run.tick(clock(), transport, name, clock, stopping)
        return
    worker.send_due(
        transport, kinds.frozen, worker=name, clock=clock, random=random.random, stopping=stopping
    )  # fmt: skip
