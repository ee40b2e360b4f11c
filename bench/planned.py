"""One planning at an instant, in a process of its own: what it cost, as JSON on standard output."""

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Engine, event

from app import database
from app.reminders import run
from app.reminders.change import plan as change
from app.reminders.escalation import plan as escalation
from app.reminders.summary import plan as summary

KINDS = {
    "digests": run.plan_all,
    "changes": change.plan_all,
    "escalations": escalation.plan_all,
    "summaries": summary.plan_all,
}
WRITING = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE")


@dataclass
class Cost:
    """Seconds by the wall and of this process, MiB at most, milliseconds of the longest write lock; rows by word.

    `counting`: of this process's own seconds, those in which it adds up ten million numbers, for comparison.
    """

    seconds: float
    own_seconds: float
    counting: float
    statements: int
    memory: int
    lock: float
    rows: dict[str, int]


class Watch:
    """Counts statements, and times each write lock from the statement that takes it until after the commit."""

    def __init__(self, engine: Engine) -> None:
        self.statements, self.longest = 0, 0.0
        self._since: float | None = None
        event.listen(engine, "before_cursor_execute", self._sent)
        event.listen(engine, "checkin", self._given_back)

    def _sent(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.statements += not statement.startswith(("BEGIN", "SET"))
        locks = statement.lstrip().startswith(WRITING) or "FOR UPDATE" in statement
        if locks and self._since is None:
            self._since = perf_counter()

    def _given_back(self, *_: Any) -> None:
        if self._since is not None:
            self.longest = max(self.longest, perf_counter() - self._since)
        self._since = None


def _counting() -> float:
    begun, total = process_time(), 0
    for number in range(10_000_000):
        total += number
    return process_time() - begun


def _most_memory() -> int:
    """MiB of this process: what getrusage says has what the process that started it had in it too (proc(5))."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main(kinds: list[str], at: datetime) -> None:
    """Plans these kinds on the database that the environment names."""
    watch, rows = Watch(database.engine()), Counter[str]()
    begun, own = perf_counter(), process_time()
    for kind in kinds:
        rows.update(KINDS[kind](at))
    cost = Cost(
        perf_counter() - begun,
        process_time() - own,
        _counting(),
        watch.statements,
        _most_memory(),
        watch.longest * 1000,
        dict(rows),
    )
    sys.stdout.write(json.dumps(asdict(cost)))


if __name__ == "__main__":
    main(sys.argv[2:], datetime.fromisoformat(sys.argv[1]))
