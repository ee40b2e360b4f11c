"""Mail under kill -9: none may be lost, and none come more than twice. Prints Markdown; fails if it is not so."""

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import SystemRandom
from tempfile import TemporaryDirectory
from typing import TextIO

from torture import figures
from torture.cluster import binaries, cluster, fresh
from torture.crowding import MEMBERS
from torture.faults import Size
from torture.meanwhile import Outage, Restarts, nothing
from torture.trial import Result, held

RESTARTS = 5
PART = 10  # trials with restarts and with an outage have one mail and one kill of so many
OUTAGE = 2  # times as fast as the others: a day has to pass
SHOWN = 20  # breaches


def on_sqlite(size: Size, patience: float) -> Result:
    with TemporaryDirectory(prefix="nasta-") as folder:
        return held(_file(folder), size, patience, lambda _: nothing)


def on_postgresql(size: Size, patience: float) -> Result | None:
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        _say("left out: no TEST_DATABASE_URL", sys.stderr)
        return None
    with fresh(server) as url:
        return held(url, size, patience, lambda _: nothing)


def with_restarts(size: Size, patience: float) -> Result | None:
    """Of a PostgreSQL of its own, every second time as in a crash."""
    programs = binaries()
    if programs is None:
        _say("left out: no initdb and postgres here", sys.stderr)
        return None
    with cluster(programs) as own:
        restarts = Restarts(own, RESTARTS)
        result = held(own.url, _part(size), patience, lambda _: restarts)
    if restarts.happened < RESTARTS:
        result.verdict.breaches.append(f"{restarts.happened} restarts, not {RESTARTS}")
    return result


def with_an_outage(size: Size, patience: float) -> Result:
    """A simulated day without a mail server."""
    with TemporaryDirectory(prefix="nasta-") as folder:
        faster = replace(_part(size), speed=OUTAGE * size.speed)
        outage = Outage()
        result = held(_file(folder), faster, patience, lambda server: outage.of(server.order))
    if not outage.over:
        result.verdict.breaches.append("no outage, or it did not end")
    return result


TRIALS: Mapping[str, Callable[[Size, float], Result | None]] = {
    "sqlite": on_sqlite,
    "postgresql": on_postgresql,
    "restarts": with_restarts,
    "outage": with_an_outage,
}


def main() -> int:
    told = _told()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was begun is ended, and nothing left behind
    size = Size(-(-told.mails // MEMBERS) * MEMBERS, told.kills, told.seed, told.speed)
    results = {}
    for name in told.only or TRIALS:
        _say(f"{name} …", sys.stderr)
        if result := TRIALS[name](size, 60 * told.minutes):
            results[name] = result
    _say(_conditions(told.speed))
    _say(f"{figures.table(results)}\n")
    _say(figures.steps(results))
    wrong = [name for name, result in results.items() if _complains(name, result)]
    return len(wrong)


def _part(size: Size) -> Size:
    mails = max(size.mails // PART // MEMBERS, 3) * MEMBERS
    return replace(size, mails=mails, kills=max(size.kills // PART, 20))


def _file(folder: str) -> str:
    return f"sqlite:///{folder}/nasta.db"


def _complains(name: str, result: Result) -> bool:
    """Whether anything was not as promised; it is shown then."""
    breaches = result.verdict.breaches
    for breach in breaches[:SHOWN]:
        _say(f"{name}: {breach}", sys.stderr)
    if breaches:
        _say(f"{name}: {len(breaches)} breaches. The end of the workers' log:\n{result.log}", sys.stderr)
    return bool(breaches)


def _conditions(speed: float) -> str:
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the end; 3 workers; "
        f"time {speed:.0f} times as fast as it is.\n"
    )


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m torture.run", description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--speed", type=float, default=120, help="simulated seconds in a second")
    parser.add_argument("--minutes", type=float, default=90, help="that one trial may take")
    parser.add_argument("--only", nargs="+", choices=list(TRIALS), help="these trials; all when left out")
    return parser.parse_args()


def _say(text: str, where: TextIO = sys.stdout) -> None:
    where.write(f"{text}\n")
    where.flush()


if __name__ == "__main__":
    sys.exit(main())
