"""Arguments that several commands take."""

import argparse
from datetime import datetime
from typing import Any

from app import clock, settings
from app.fitness import UnfitSettings
from app.outbox.mail_url import is_local

Commands = Any  # argparse names the type of its subparsers privately


def instant(text: str) -> datetime:
    """An RFC 3339 instant with zone."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write an instant as 2026-04-10T08:00:00+02:00") from error
    if said.tzinfo is None:
        raise argparse.ArgumentTypeError("the instant needs a zone, for instance Z or +02:00")
    return said


def add_at(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--at", type=instant, metavar="INSTANT", help="pretend that it is then; with local mail only"
    )


def live_at(said: argparse.Namespace) -> None:
    """Lives from `--at` on, if it was said. Raises UnfitSettings where that could mislead somebody by mail."""
    if said.at is None:
        return
    if not is_local(settings.get().mail_url):
        raise UnfitSettings("--at works only with a folder or a loopback server for mail (NASTA_MAIL_URL).")
    clock.pretend(said.at)
