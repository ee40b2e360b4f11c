"""worker: the scheduled task in a process of its own; any number of them on PostgreSQL."""

import argparse
import logging
import os
import signal
import socket
import threading
from types import FrameType

from sqlalchemy.exc import SQLAlchemyError

from app import clock, database, migrating, settings
from app.commands.arguments import Commands
from app.outbox.mail_url import transport_from
from app.reminders import run as reminders

EVERY = 60.0  # seconds between runs
log = logging.getLogger(__name__)


def register(commands: Commands) -> None:
    worker = commands.add_parser("worker", help="run the scheduled task every minute")
    worker.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    """Until SIGTERM or SIGINT; what is begun is ended first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    migrating.migrate(database.engine())
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    work(stop)


def work(stop: threading.Event) -> None:
    """A run at once and then every minute, until `stop`. A run that fails is logged; the next one tries again."""
    transport, name = transport_from(settings.get().mail_url), f"{socket.gethostname()}-{os.getpid()}"
    while not stop.is_set():
        started = clock.now()
        try:
            if counts := reminders.tick(started, transport, name, clock.now, stop.is_set):
                reminders.keep(started, started, clock.now(), counts)
        except SQLAlchemyError as error:
            log.warning("run failed: %s", type(error).__name__)
        except Exception:
            log.exception("run failed")
        stop.wait(EVERY)
