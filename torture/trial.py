"""One trial: a database, a mail server, groups with something to tell, and workers that are killed."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app import database, migrating, settings
from app.reminders import run
from torture import crowding, ledger
from torture.clocks import START, from_start
from torture.faults import Size, Step
from torture.killing import Killed, Killing, Meanwhile
from torture.letterbox import copies
from torture.life import Surroundings, transport
from torture.seats import Seats
from torture.serving import MailServer, serving
from torture.verdict import Verdict, judge, outrun

OPERATOR = "drift@nasta.example"  # is told of what he should see to, without a ledger
ENOUGH = 500  # kills: then each step has had some
LOOKED_AT = 4000  # characters of the log that are shown when something is wrong


@dataclass(frozen=True)
class Result:
    size: Size
    killed: Killed
    verdict: Verdict
    seconds: float
    log: str


def held(url: str, size: Size, patience: float, meanwhile: Callable[[MailServer], Meanwhile]) -> Result:
    """The trial on this database, which is empty, at most `patience` seconds long; what it came to."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="nasta-") as name, serving(Path(name), size.seed, size.speed) as server:
        folder = Path(name)
        with _installed(url, size):
            expected, around = _prepared(server, size, folder / "log")
            killing = Killing(around, from_start(), meanwhile(server), patience)
            killing.run()
            told = [copy for copy in copies(server.letterbox) if copy.recipient != OPERATOR]
            verdict = judge(ledger.entries(), told, expected)
        verdict.breaches += [*_of_the_trial(killing, size), *outrun(verdict, size.mails)]
        log = around.log.read_text(encoding="utf-8", errors="replace")
        return Result(size, killing.killed, verdict, time.monotonic() - began, log[-LOOKED_AT:])


def _of_the_trial(killing: Killing, size: Size) -> Iterator[str]:
    if not killing.in_time:
        yield "not ended in time"
    if killing.killed.total < size.kills:
        yield f"{killing.killed.total} kills, not {size.kills}"
    if size.kills >= ENOUGH and (missed := [step for step in Step if not killing.killed.steps[step]]):
        yield f"no kill at {', '.join(missed)}"
    if killing.killed.faulty:
        yield f"{killing.killed.faulty} workers ended by a fault of their own"


def _prepared(server: MailServer, size: Size, log: Path) -> tuple[set[str], Surroundings]:
    """The first mail is sent from here: then everything is imported and every statement compiled, once."""
    engine = database.engine()
    migrating.migrate(engine)
    around = Surroundings(size, transport(server.port, size.speed), Seats(size.workers), log, os.getpid())
    groups = -(-size.mails // crowding.MEMBERS)
    expected = crowding.fill(engine, range(1))
    run.tick(START, around.transport, "the-first", from_start(), lambda: ledger.left() < crowding.MEMBERS)
    expected |= crowding.fill(engine, range(1, groups))
    crowding.analyze(engine)
    engine.dispose()
    gc.collect()
    gc.freeze()  # or each worker would copy all of this memory, to find nothing to collect in it
    return expected, around


@contextmanager
def _installed(url: str, size: Size) -> Iterator[None]:
    """The settings of an operator who knows how much mail there is."""
    said = {
        "DATABASE_URL": url,
        "MAIL_URL": "file:unused",
        "MAIL_FROM": "nasta@nasta.example",
        "MAIL_BOUNCE": "studs@nasta.example",
        "OPERATOR_EMAIL": OPERATOR,
        "SECRET_KEY": "s" * 40,
        "STORM_FLOOR": str(2 * size.mails + 1000),
    }
    for name in [name for name in os.environ if name.startswith("NASTA_")]:
        del os.environ[name]
    os.environ.update({f"NASTA_{name}": value for name, value in said.items()})
    _forget()
    try:
        yield
    finally:
        database.engine().dispose()
        _forget()


def _forget() -> None:
    settings.get.cache_clear()
    database.engine.cache_clear()
