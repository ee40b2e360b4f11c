"""Planning, one at a time: what is wrong with one group stops no other."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from app import database

FAILED = "planning_failed"
OF_THE_DATABASE = (OperationalError, InterfaceError, NoConnection)

log = logging.getLogger(__name__)


def each(ids: Iterable[UUID], plan: Callable[[Session, UUID], Iterable[str]]) -> Counter[str]:
    """What `plan` made, counted by word, each in a transaction of its own; a fault is logged and counted as FAILED.

    A database that cannot be reached is everybody's fault, and raised.
    """
    counts: Counter[str] = Counter()
    for id in ids:
        try:
            with database.transaction() as session:
                made = list(plan(session, id))
        except Exception as fault:
            if isinstance(fault, OF_THE_DATABASE) and database.is_everybodys(fault):
                raise
            log.exception("planning of %s failed", id)
            counts[FAILED] += 1
        else:
            counts.update(made)
    return counts
