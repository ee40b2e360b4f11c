"""With 100,000 points in other groups: as many statements for 50 rows as for one, and no table read through."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, Engine, event

from app import database, settings
from tests import crowd
from tests.asking import Api
from tests.conftest import ADMINISTRATOR, NOW, a_database, application

pytestmark = pytest.mark.xdist_group("crowd")  # one crowd is enough
OTHERS, THEIR_POINTS, OWN_POINTS = 200, 500, 50
GROWING = 1000  # rows: a table that is larger than this grows with other groups
SMALL_ON_SQLITE = (
    "anon",
    "hits",
    "these",
    "shown",
    "anchor",
    "units",
    "who",
    "subquery",
    "CONSTANT",
    "answering",
    "principals",
)


@dataclass
class Crowd:
    """A crowded database, and what is asked of it."""

    engine: Engine
    api: Api
    group: str
    person: str
    meeting: str
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def statements(self, path: str) -> list[tuple[str, Any]]:
        """What the database is asked for an answer."""
        self.asked.clear()
        self.api.get(path)
        return list(self.asked)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with pytest.MonkeyPatch.context() as patch, a_database(tmp_path_factory.mktemp("crowd")) as engine:
        patch.setenv("NASTA_BOOTSTRAP_KEY", ADMINISTRATOR)
        patch.setenv("NASTA_SECRET_KEY", "s" * 40)
        patch.setattr(database, "engine", lambda: engine)
        patch.setattr("app.clock.now", lambda: NOW)
        settings.get.cache_clear()
        crowd.fill(engine, range(OTHERS), THEIR_POINTS)
        group = str(crowd.fill(engine, range(OTHERS, OTHERS + 1), OWN_POINTS)[0])
        with TestClient(application(), base_url="http://127.0.0.1:8000") as client:
            api = Api(client, ADMINISTRATOR)
            person = api.items(f"/memberships?group_id={group}")[3]["person_id"]
            meeting = api.items(f"/meetings?group_id={group}&held_from=2026-02-01")[0]["id"]
            made = Crowd(engine, api, group, person, meeting)
            event.listen(engine, "before_cursor_execute", _keep(made))
            yield made
        settings.get.cache_clear()


def _keep(made: Crowd) -> Any:
    def before(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            made.asked.append((statement, parameters))

    return before


PATHS = [
    "/action-points?group_id={group}&limit={limit}",
    "/action-points?group_id={group}&limit={limit}&sort=due_on,number",
    "/action-points?group_id={group}&limit={limit}&overdue=false&due_from=2026-01-01",
    "/action-points?group_id={group}&limit={limit}&status=open&q=uppgift",
    "/action-points?person_id={person}&limit={limit}",
    "/action-points?limit={limit}&modified_since=2026-12-01T00:00:00Z",
    "/agenda-items?group_id={group}&limit={limit}&modified_since=2026-01-01T00:00:00Z",
    "/meetings?group_id={group}&limit={limit}",
    "/persons?group_id={group}&limit={limit}",
    "/memberships?group_id={group}&limit={limit}",
    "/imports?group_id={group}&limit={limit}",
    "/reminders?group_id={group}&limit={limit}",
]
WHOLE = [
    "/meetings/{meeting}?include=attendance,agenda,decisions,action_points,follow_up",
    "/meetings/{meeting}/follow-up",
    "/groups/{group}/next-meeting",
    "/groups/{group}",
]


def _path(crowded: Crowd, path: str, limit: int = 50) -> str:
    return path.format(group=crowded.group, person=crowded.person, meeting=crowded.meeting, limit=limit)


def _callers(crowded: Crowd) -> dict[str, Api]:
    return {"administrator": crowded.api, "member": crowded.api.as_(crowded.person)}


@pytest.mark.parametrize(
    ("who", "path"),
    [*(("administrator", path) for path in PATHS), *(("member", path) for path in PATHS[:-2])],
)
def test_fifty_rows_take_as_many_statements_as_one(crowded: Crowd, who: str, path: str) -> None:
    asking = Crowd(
        crowded.engine, _callers(crowded)[who], crowded.group, crowded.person, crowded.meeting, crowded.asked
    )

    asking.statements(_path(crowded, path, 1))  # that a key is used is noted the first time
    one = asking.statements(_path(crowded, path, 1))
    fifty = asking.statements(_path(crowded, path, 50))

    assert len(one) == len(fifty) <= 4


@pytest.mark.parametrize("analyzed", [False, True])
@pytest.mark.parametrize("path", [*PATHS, *WHOLE])
def test_no_table_is_read_through(crowded: Crowd, path: str, analyzed: bool) -> None:
    if analyzed or crowded.engine.dialect.name == "postgresql":
        _analyze(crowded.engine)

    for who, api in _callers(crowded).items():
        if who == "member" and path.startswith(("/imports", "/reminders")):
            continue
        asking = Crowd(crowded.engine, api, crowded.group, crowded.person, crowded.meeting, crowded.asked)
        for statement, parameters in asking.statements(_path(crowded, path)):
            with crowded.engine.connect() as connection:
                assert _read_through(connection, statement, parameters) == [], who


def _analyze(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _read_through(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """The tables that the plan of a statement reads from end to end."""
    if connection.dialect.name == "postgresql":
        return _on_postgresql(connection, statement, parameters)
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    scans = [step[3] for step in steps if step[3].startswith("SCAN") and "USING" not in step[3]]
    return [scan for scan in scans if not any(word in scan for word in SMALL_ON_SQLITE)]


def _on_postgresql(connection: Connection, statement: str, parameters: Any) -> list[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    rows = connection.exec_driver_sql("SELECT relname, reltuples FROM pg_class")
    sizes: dict[str, float] = {row[0]: row[1] for row in rows}
    whole = plan if isinstance(plan, list) else json.loads(plan)
    return [name for name in _sequential(whole[0]["Plan"]) if sizes[name] > GROWING]


def _sequential(step: dict[str, Any]) -> Iterator[str]:
    if step["Node Type"] == "Seq Scan":
        yield step["Relation Name"]
    for below in step.get("Plans", []):
        yield from _sequential(below)
