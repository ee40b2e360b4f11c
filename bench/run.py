"""What the service costs: asked of a running server and of one planning run, beside other groups. Prints Markdown."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import Engine, event, text

from app import clock, database
from app.groups import service as groups
from app.main import create_app
from app.reminders import run as reminding
from tests import crowd
from tests.asking import Api
from tests.conftest import ADMINISTRATOR, NOW
from tests.running import free_port, installed

PLANNED, PLANNED_POINTS = 200, 10  # groups, and points in each, that a run plans
OTHERS, THEIR_POINTS, OWN_POINTS = 40, 500, 50  # what the requests are asked beside, and of
ROUNDS, BOUND = 40, 60.0  # each request so often, or for so many seconds in all
WARMING = 3
REMIND_AT = datetime(2026, 3, 3, 7, 0, 30, tzinfo=UTC)  # a week before every group's next meeting
LIVE = "GET /health/live"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: dict[str, Any] | None = None


@dataclass(frozen=True)
class Cost:
    milliseconds: float
    octets: int
    statements: int


def main() -> None:
    """Measures on the database that the environment names, and says what it cost."""
    with TemporaryDirectory() as folder, installed(Path(folder), free_port()) as nasta:
        os.environ.update(nasta.settings)
        clock.pretend(NOW)
        with nasta.serving("--at", NOW.isoformat()) as api:
            engine = database.engine()
            planned = _planning(engine)
            requests = _requests(api, engine)
            costs = _costs(api, engine, requests)
            _tell(engine, costs, planned, _resident())
            engine.dispose()


def _planning(engine: Engine) -> tuple[float, int]:
    """Seconds and ledger rows of the run that plans every group's first digest."""
    crowd.fill(engine, range(PLANNED), PLANNED_POINTS)
    with engine.execution_options(sqlite_begin=database.WRITE).begin() as connection:
        connection.execute(text("UPDATE groups SET reminders = 'on'"))
    _analyze(engine)
    begun = perf_counter()
    counts = reminding.plan_all(REMIND_AT)
    return perf_counter() - begun, counts.total()


def _requests(api: Api, engine: Engine) -> Mapping[str, Request]:
    """What is asked, of a group beside the crowd."""
    crowd.fill(engine, range(PLANNED, PLANNED + OTHERS), THEIR_POINTS)
    own = crowd.fill(engine, range(PLANNED + OTHERS, PLANNED + OTHERS + 1), OWN_POINTS)[0]
    with database.transaction() as session:
        groups.next_number(session, own, "action_point", OWN_POINTS)
    _analyze(engine)
    group = str(own)
    point = api.items(f"/action-points?group_id={group}")[0]["id"]
    meeting = api.items(f"/meetings?group_id={group}&held_from=2026-02-01")[0]["id"]
    parts = "attendance,agenda,decisions,action_points,follow_up"
    return {
        LIVE: Request("GET", "/health/live"),
        "GET one point": Request("GET", f"/action-points/{point}"),
        "GET a list of 50 points": Request("GET", f"/action-points?group_id={group}&limit=50"),
        "GET a meeting's screen, all included": Request("GET", f"/meetings/{meeting}?include={parts}"),
        "POST one point": Request("POST", "/action-points", {"meeting_id": meeting, "task": "Boka lokal"}),
    }


def _analyze(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _costs(api: Api, engine: Engine, requests: Mapping[str, Request]) -> dict[str, Cost]:
    """All requests in turn, again and again, so that a busy moment hits all alike."""
    statements = {name: _statements(engine, request) for name, request in requests.items()}
    times: dict[str, list[float]] = {name: [] for name in requests}
    octets: dict[str, int] = {}
    until = perf_counter() + BOUND
    for turn in range(WARMING + ROUNDS):
        for name, request in requests.items():
            begun = perf_counter()
            octets[name] = _asked(api, request)
            if turn >= WARMING:
                times[name].append(perf_counter() - begun)
        if turn > WARMING and perf_counter() > until:
            break
    return {name: Cost(median(times[name]) * 1000, octets[name], statements[name]) for name in requests}


def _asked(api: Api, request: Request) -> int:
    said = api.call(request.method, request.path, request.body)
    said.raise_for_status()
    return len(said.content)


def _statements(engine: Engine, request: Request) -> int:
    """How many the same application, in this process, sends for it once warm; begin and commit are not counted."""
    with TestClient(create_app(), base_url="http://127.0.0.1:8000") as client:
        own = Api(client, ADMINISTRATOR)
        _asked(own, request)
        with _counted(engine) as sent:
            _asked(own, request)
    return len(sent)


@contextmanager
def _counted(engine: Engine) -> Iterator[list[str]]:
    sent: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield sent
    event.remove(engine, "before_cursor_execute", keep)


def _resident() -> int:
    """MiB of memory that the server, this process's only child, holds; 0 where the system does not say."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        return 0
    status = Path(f"/proc/{children.read_text().split()[0]}/status").read_text()
    held = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(held.split()[1]) // 1024


def _tell(engine: Engine, costs: Mapping[str, Cost], planned: tuple[float, int], resident: int) -> None:
    load = os.getloadavg()[0]
    seconds, rows = planned
    lines = [
        f"## {engine.dialect.name}",
        "",
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the end.",
        "",
        f"| request | ms, median | × {LIVE} | statements | bytes |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {cost.milliseconds:.1f} | {cost.milliseconds / costs[LIVE].milliseconds:.1f}"
            f" | {cost.statements} | {cost.octets} |"
            for name, cost in costs.items()
        ),
        "",
        f"Planning {PLANNED} groups × {PLANNED_POINTS} points: {seconds:.1f} s, {rows} ledger rows.",
        f"Memory of the server afterwards: {resident} MiB.",
        "",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
