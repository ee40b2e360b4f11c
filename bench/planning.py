"""What it costs to plan for the register of a large region (register.py): prints Markdown.

BENCH_GROUPS (10000) and BENCH_OPEN (15 of the 100 points of each) say how large it is. Seconds by the wall say little
on a busy machine: own seconds are those in which the process itself ran (PostgreSQL's are not among them), and they are
compared with those in which it adds up ten million numbers.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Engine, text

from app import database, migrating, settings
from bench import register
from bench.planned import Cost
from tests.running import free_port, installed

GROUPS, OPEN = int(os.environ.get("BENCH_GROUPS", "10000")), int(os.environ.get("BENCH_OPEN", "15"))
ALL_AT_ONCE = GROUPS // 10  # groups of the register in which all have their occasion the same morning
TODAY = date(2026, 6, 3)  # a Wednesday
EVERY = ("digests", "changes", "escalations", "summaries")


@dataclass(frozen=True)
class Minute:
    name: str
    at: datetime
    kinds: tuple[str, ...]


NIGHT = Minute("07:30, nothing is due: all kinds", datetime(2026, 6, 3, 5, 30, 30, tzinfo=UTC), EVERY)
MORNING = datetime(2026, 6, 3, 6, 0, 30, tzinfo=UTC)
MINUTES = (
    NIGHT,
    Minute("08:00, digests", MORNING, ("digests",)),
    Minute("08:00, changes and escalations", MORNING, ("changes", "escalations")),
    Minute("08:05, all of these again: done", MORNING.replace(minute=5), EVERY[:3]),
)
TOGETHER = (Minute("08:00, digests", MORNING, ("digests",)),)


def main() -> None:
    """Measures on a database of its own, on the server that TEST_DATABASE_URL names if it does."""
    lines = [
        *_measured(GROUPS, MINUTES, on_one_day=False),
        "",
        *_measured(ALL_AT_ONCE, TOGETHER, on_one_day=True),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _measured(groups: int, minutes: tuple[Minute, ...], *, on_one_day: bool) -> Iterator[str]:
    with TemporaryDirectory() as folder, installed(Path(folder), free_port()) as nasta:
        os.environ.update(nasta.settings)
        settings.get.cache_clear()
        database.engine.cache_clear()
        engine, begun = database.engine(), perf_counter()
        migrating.migrate(engine)
        register.fill(engine, groups, OPEN, TODAY, on_one_day=on_one_day)
        _analyze(engine)
        yield from _head(engine, groups, perf_counter() - begun, on_one_day)
        for minute in minutes:
            yield _line(minute, _cost(minute))
        engine.dispose()


def _analyze(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _cost(minute: Minute) -> Cost:
    command = (sys.executable, "-m", "bench.planned", minute.at.isoformat(), *minute.kinds)
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(said.stdout))


def _head(engine: Engine, groups: int, seconds: float, on_one_day: bool) -> list[str]:
    days = "all on the same day" if on_one_day else "a twentieth on each of twenty days"
    persons, points = groups * register.MEMBERS, groups * register.POINTS
    filled = f"filled in {seconds:.0f} s. Load {os.getloadavg()[0]:.1f}."
    return [
        f"### {engine.dialect.name}: {groups} groups that meet {days}",
        "",
        f"{persons} persons, {points} points, {OPEN} % of them open; {filled}",
        "",
        "| minute | seconds | own seconds | × counting | statements | MiB at most | longest write lock, ms | rows |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]


def _line(minute: Minute, cost: Cost) -> str:
    return (
        f"| {minute.name} | {cost.seconds:.1f} | {cost.own_seconds:.1f} | {cost.own_seconds / cost.counting:.1f}"
        f" | {cost.statements} | {cost.memory} | {cost.lock:.0f} | {sum(cost.rows.values())} |"
    )


if __name__ == "__main__":
    main()
