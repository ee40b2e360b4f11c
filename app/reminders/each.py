"""Planning, several together or one at a time: what is wrong with one group stops no other."""

import gc
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from app import database

FAILED = "planning_failed"
OF_THE_DATABASE = (OperationalError, InterfaceError, NoConnection)

AT_A_TIME = 50  # in one transaction, which holds the lock for well under 200 ms

log = logging.getLogger(__name__)
PlanSeveral = Callable[[Session, Sequence[UUID]], Iterable[str]]


@contextmanager
def garbage_left_for_later() -> Iterator[None]:
    """Until the end none is looked for: nearly all that is made goes by itself."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def several(ids: Sequence[UUID], plan: PlanSeveral) -> Counter[str]:
    """What `plan` made, counted by word, some together in each transaction; each by itself where that fails."""
    counts: Counter[str] = Counter()
    for start in range(0, len(ids), AT_A_TIME):
        counts += _together(ids[start : start + AT_A_TIME], plan)
    return counts


@garbage_left_for_later()
def _together(ids: Sequence[UUID], plan: PlanSeveral) -> Counter[str]:
    try:
        return _unless_overtaken(ids, plan)
    except Exception as fault:
        if isinstance(fault, OF_THE_DATABASE) and database.is_everybodys(fault):
            raise
        log.warning("%s could not be planned together (%s)", len(ids), type(fault).__name__)
        return each(ids, lambda session, each_id: plan(session, [each_id]))


def _unless_overtaken(ids: Sequence[UUID], plan: PlanSeveral) -> Counter[str]:
    """Reads before it locks; where another has written meanwhile, all of it is done again behind the lock."""
    try:
        with database.transaction(reading_first=True) as session:
            return Counter(plan(session, ids))
    except OperationalError as fault:
        if not database.is_overtaken(fault):
            raise
    with database.transaction() as session:
        return Counter(plan(session, ids))


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
