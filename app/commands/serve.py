"""serve: the API, and on request the worker beside it in the same process."""

import argparse
import contextlib
import threading
from collections.abc import Iterator

import uvicorn

from app import database, migrating, settings, tracing
from app.commands import first_key
from app.commands.arguments import Commands, add_at, live_at
from app.commands.stopping import until_told
from app.commands.work import work
from app.connections import Connection
from app.main import create_app
from app.oidc import issuers
from app.outbox.mail_url import transport_from

SLOWEST_CLIENT = 10  # seconds that a request may still take once we are told to stop


def register(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="the API, on NASTA_HOST and NASTA_PORT")
    serve.add_argument("--worker", action="store_true", help="run the scheduled task beside it")
    add_at(serve)
    serve.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    tracing.log_lines()
    live_at(said)
    chosen = settings.get()
    settings.keyring()
    issuers.listed()
    transport_from(chosen.mail_url)
    migrating.migrate(database.engine())
    first_key.make(chosen)
    stop = until_told()
    with _worker(stop) if said.worker else contextlib.nullcontext():
        uvicorn.run(
            create_app(),
            host=chosen.host,
            port=chosen.port,
            http=Connection,
            ws="none",
            server_header=False,
            proxy_headers=False,  # app/proxies.py heeds those that are listed
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=SLOWEST_CLIENT,
        )


@contextlib.contextmanager
def _worker(stop: threading.Event) -> Iterator[None]:
    """The scheduled task in a thread, ended with the API."""
    thread = threading.Thread(target=work, args=(stop,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
