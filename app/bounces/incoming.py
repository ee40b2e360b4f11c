"""What comes back to the address for bounces: reports, and mails that ask to stop."""

import logging
from dataclasses import dataclass
from datetime import datetime

from app import database
from app.answers import stops
from app.bounces import report, service, stop_asked

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """How many addresses a mail marked, how many asked to stop, and whether it was understood at all."""

    marked: int = 0
    stopped: int = 0
    understood: bool = False


def take(octets: bytes, now: datetime) -> Taken:
    """Does what a mail says. What is neither a report nor a stop, nor about any letter of ours, does nothing."""
    if found := report.read(octets):
        with database.transaction() as session:
            return Taken(marked=service.reported(session, found, now), understood=True)
    if token := stop_asked.token(octets):
        with database.transaction() as session:
            return Taken(stopped=int(stops.stop_all(session, token, now)), understood=True)
    return Taken()
