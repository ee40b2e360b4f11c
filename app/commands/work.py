"""worker: the scheduled task in a process of its own; any number of them on PostgreSQL."""

import argparse
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app import clock, database, migrating, settings, tracing
from app.bounces import folder as bounces
from app.changes import service as changes
from app.commands.arguments import Commands
from app.commands.stopping import until_told
from app.idempotency import service as idempotency
from app.outbox.mail_url import transport_from
from app.outbox.shared_clock import shared
from app.outbox.watch import watch
from app.reminders import run as reminders

EVERY = 60.0  # seconds between runs
log = logging.getLogger(__name__)


def register(commands: Commands) -> None:
    worker = commands.add_parser("worker", help="run the scheduled task every minute")
    worker.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    """Until SIGTERM or SIGINT; what is begun is ended first."""
    tracing.log_lines()
    migrating.migrate(database.engine())
    work(until_told())


def work(stop: threading.Event) -> None:
    """A run at once and then every minute, until `stop`. A run that fails is logged; the next one tries again."""
    transport = transport_from(settings.get().mail_url, stop.is_set)
    name, at, seconds = f"{socket.gethostname()}-{os.getpid()}", shared(clock.now), watch()
    while not stop.is_set():
        _read_bounces(at)
        _clear(at)
        try:
            started = at()
            if counts := reminders.tick(started, transport, name, at, stop.is_set, seconds):
                with database.transaction() as session:
                    reminders.keep(session, started, started, at(), counts)
        except SQLAlchemyError as error:
            log.warning("run failed: %s", type(error).__name__)
        except Exception:
            log.exception("run failed")
        stop.wait(EVERY)


def _clear(at: Callable[[], datetime]) -> None:
    """What is kept for a time, and has been. Whatever comes of it, mail goes on."""
    chosen = settings.get()
    _clear_each("answers", idempotency.clear, at() - timedelta(hours=chosen.idempotency_hours))
    _clear_each("changes", changes.clear, at() - timedelta(days=chosen.changes_days))


def _clear_each(what: str, clear: Callable[[datetime], int], before: datetime) -> None:
    try:
        clear(before)
    except SQLAlchemyError as error:
        log.warning("old %s were not cleared: %s", what, type(error).__name__)
    except Exception:
        log.exception("old %s were not cleared", what)


def _read_bounces(at: Callable[[], datetime]) -> None:
    """What has come to the folder for bounces, if there is one. Whatever comes of it, mail goes on."""
    try:
        if chosen := settings.get().bounce_folder:
            bounces.take(Path(chosen), at())
    except (SQLAlchemyError, OSError) as error:
        log.warning("bounces were not read: %s", type(error).__name__)
    except Exception:
        log.exception("bounces were not read")
