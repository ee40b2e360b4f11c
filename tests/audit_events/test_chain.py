"""The chain against somebody who may write in the database, and knows how it is made."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from app import cli, database, keyring, migrating
from app.auditing import chain
from tests.asking import Api
from tests.conftest import POSTGRESQL

EVENTS = 8
COPY = (
    "INSERT INTO audit_events SELECT {id}, created_at, {number}, actor_kind, actor_id, act, from_address, object_id,"
    " group_id, details, changes, {previous}, key_id, hash FROM audit_events WHERE number = {of}"
)
FREE = "01970000-0000-7000-8000-000000000000"


@pytest.fixture
def kept(api: Api, engine: Engine) -> Engine:
    """A database in which things have happened."""
    while api.get("/audit-events?limit=1")["total_records"] < EVENTS:
        api.post("/groups", name="a")
    return engine


def behind_its_back(engine: Engine, *statements: str) -> None:
    """As one who owns the database, and is let by no trigger."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_events_no_{act}"))
        for statement in statements:
            connection.execute(text(statement))


def verify(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, set[str]]:
    """Exit status, and what it says of each break."""
    capsys.readouterr()
    status = cli.main(["audit", "verify", *more])
    return status, {line for line in capsys.readouterr().out.splitlines() if "\t" in line}


def test_what_nobody_has_touched_holds(kept: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(capsys) == (0, set())


@pytest.mark.parametrize(
    ("statements", "breaks"),
    [
        (["UPDATE audit_events SET actor_id = NULL, act = 'nothing' WHERE number = 3"], {"3\tchanged"}),
        (["UPDATE audit_events SET details = '{\"a\": 1}' WHERE number = 8"], {"8\tchanged"}),
        (["DELETE FROM audit_events WHERE number = 4"], {"4\tgap"}),
        (
            [
                "UPDATE audit_events SET number = 99 WHERE number = 3",
                "UPDATE audit_events SET number = 3 WHERE number = 4",
                "UPDATE audit_events SET number = 4 WHERE number = 99",
            ],
            {"3\tbroken_link", "3\tchanged", "4\tbroken_link", "4\tchanged", "5\tbroken_link"},
        ),
        (
            [COPY.format(id=f"'{FREE}'", number=9, previous="hash", of=8)],
            {"9\tchanged"},
        ),
        (
            [
                "DELETE FROM audit_events WHERE number = 5",
                COPY.format(id=f"'{FREE}'", number=5, previous="previous", of=6),
            ],
            {"5\tbroken_link", "5\tchanged", "6\tbroken_link"},
        ),
        (["UPDATE audit_events SET key_id = '00000000' WHERE number = 2"], {"2\tunknown_key"}),
    ],
    ids=["changed", "last changed", "removed", "reordered", "put last", "put in place", "another's key"],
)
def test_every_hand_laid_on_it_is_found(
    kept: Engine, capsys: pytest.CaptureFixture[str], statements: list[str], breaks: set[str]
) -> None:
    behind_its_back(kept, *statements)

    assert verify(capsys) == (1, breaks)


def test_an_end_that_was_cut_off_is_found_with_an_anchor(
    kept: Engine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cli.main(["audit", "anchor"])
    anchors = tmp_path / "anchors"
    anchors.write_text(capsys.readouterr().out, encoding="utf-8")
    assert verify(capsys, "--anchors", str(anchors)) == (0, set())

    behind_its_back(kept, "DELETE FROM audit_events WHERE number >= 8")

    assert verify(capsys)[0] == 0
    assert verify(capsys, "--anchors", str(anchors)) == (1, {f"{EVENTS}\tmissing"})


def test_what_is_older_than_an_anchor_may_be_put_away(
    kept: Engine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with kept.connect() as connection:
        fourth = connection.execute(text("SELECT hash FROM audit_events WHERE number = 4")).scalar_one()
    (tmp_path / "anchors").write_text(f"4 {fourth}\n", encoding="utf-8")

    behind_its_back(kept, "DELETE FROM audit_events WHERE number <= 4")

    assert verify(capsys) == (1, {"1\tgap"})
    assert verify(capsys, "--anchors", str(tmp_path / "anchors")) == (0, set())


def test_many_at_once_are_one_chain(api: Api, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    def write(turn: int) -> None:
        for _ in range(5):
            api.post("/organizations", name=f"Kontor {turn}", kind="office")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))

    assert api.get("/audit-events?act=addOrganization")["total_records"] == 40
    assert verify(capsys) == (0, set())


@pytest.fixture
def running_role(engine: Engine) -> str:
    """A role that runs the service and owns nothing."""
    role = "nasta_of_the_tests"
    with engine.begin() as connection, suppress(DBAPIError), connection.begin_nested():
        connection.execute(text(f"CREATE ROLE {role}"))
    migrating.grant(engine, role)
    return role


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no roles")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET act = 'x'",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "DROP TABLE audit_events",
        "ALTER TABLE audit_events DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_events_insert_only ON audit_events",
        "CREATE OR REPLACE FUNCTION audit_events_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN END$$",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id int)",
        "UPDATE alembic_version SET version_num = 'x'",
    ],
)
def test_the_running_role_changes_no_event_and_no_table(
    engine: Engine, running_role: str, statement: str
) -> None:
    with engine.connect() as connection:
        connection.execute(text(f"SET ROLE {running_role}"))

        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
            connection.execute(text(statement))


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no roles")
def test_the_running_role_runs_the_service(
    api: Api,
    engine: Engine,
    running_role: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    running = database.build(engine.url.render_as_string(hide_password=False))
    event.listen(running, "connect", lambda connection, _: _become(connection, running_role))
    monkeypatch.setattr(database, "engine", lambda: running)

    migrating.migrate(running)
    group = api.post("/groups", name="a")["id"]
    api.patch(f"/groups/{group}", name="b")
    key = api.post("/api-keys", name="a")["id"]
    assert api.call("DELETE", f"/api-keys/{key}", If_Match="*").status_code == 204
    assert api.call("POST", "/groups", {"name": "a"}, Idempotency_Key="k").status_code == 201
    assert api.client.get("/health/ready").status_code == 200

    assert verify(capsys) == (0, set())
    running.dispose()


def _become(connection: Any, role: str) -> None:
    connection.execute(f"SET ROLE {role}")
    connection.commit()


def test_the_hash_is_over_every_column(kept: Engine) -> None:
    with kept.connect() as connection:
        first, *_ = chain.events(connection)

    for name, value in first.items():
        if name != "hash":
            assert (
                chain.hashed({**first, name: f"{value}x"}, keyring.read("s" * 40).first) != first["hash"]
            ), name
