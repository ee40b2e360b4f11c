"""What is told of besides changes: refusals, keys used, many rows read. Not twice in an hour, so that no caller and no
stranger can fill the audit: each process remembers what it has told of."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from app import clock, database
from app.auditing import recording
from app.auditing.who import doing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MANY = 100  # rows in one answer: the largest page
MOST = 10_000  # remembered


class Told:
    """What has been told of, and until when it is not told again."""

    def __init__(self) -> None:
        self._until: OrderedDict[Any, datetime] = OrderedDict()
        self._lock = Lock()

    def is_news(self, what: Any, now: datetime, period: timedelta) -> bool:
        """True the first time in the period."""
        with self._lock:
            if self._until.get(what, now) > now:
                return False
            self._until[what] = now + period
            self._until.move_to_end(what)
            while len(self._until) > MOST:
                self._until.popitem(last=False)
            return True


told = Told()


def refused(status: int, code: str) -> None:
    """A caller was refused (401, 403), asked for what is not there or not theirs to see (404), or too often (429)."""
    said = doing()
    _tell("refused", (said, status), HOUR, operation=said.act, status=status, code=code)


def log_in_refused(why: str) -> None:
    """Somebody was not let in."""
    _tell("log_in_refused", (doing().address, why), HOUR, why=why)


def read(rows: int) -> None:
    """Somebody was given many rows at once."""
    said = doing()
    if rows >= MANY:
        _tell("read_many", said, HOUR, operation=said.act, rows=rows)


def used() -> None:
    """Somebody proved who they are: told of once a day, for each address it comes from."""
    said = doing()
    _tell("key_used", (said.kind, said.id, said.address), DAY)


def _tell(act: str, what: Any, period: timedelta, **details: Any) -> None:
    now = clock.now()
    if told.is_news((act, what), now, period):
        with database.transaction() as session:
            recording.tell(session, act, now, **details)
