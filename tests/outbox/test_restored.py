"""A database that is older than what was sent from it is noticed before anything is sent twice."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from app import database
from app.outbox import holds, restored
from app.outbox.models import DeliveryState, HeldFor, Sender
from app.outbox.the_sender import locked, seen
from tests.conftest import POSTGRESQL
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, planned, run

on_sqlite = pytest.mark.skipif(bool(POSTGRESQL), reason="an SQLite file has a witness beside it")
on_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="a PostgreSQL database says itself which one it is")


class Killed(BaseException):
    """The process, at this very place."""


def sender() -> Sender:
    with database.snapshot() as session:
        return seen(session)


def file_of(engine: Engine) -> Path:
    return Path(str(engine.url.database))


def witness_of(engine: Engine) -> Path:
    return Path(f"{engine.url.database}-witness")


def keep(engine: Engine, name: str) -> Path:
    """A backup of the file, as an operator makes it."""
    copy = file_of(engine).with_name(name)
    with database.transaction() as session:
        session.execute(text("SELECT 1"))
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
    return copy


def put_back(engine: Engine, copy: Path) -> None:
    engine.dispose()
    for rest in ("-wal", "-shm"):
        Path(f"{file_of(engine)}{rest}").unlink(missing_ok=True)
    shutil.copy(copy, file_of(engine))


@on_sqlite
def test_a_backup_from_before_the_latest_sending_is_held(engine: Engine) -> None:
    clock, server = Clock(), Server()
    planned()
    copy = keep(engine, "before.db")
    run(server, clock)
    put_back(engine, copy)
    clock.passes(MINUTE)

    run(server, clock)

    assert server.calls == ["lova@example.org"]
    assert sender().held_for == HeldFor.restore


@on_sqlite
def test_a_backup_from_between_two_sendings_is_held_and_sends_after_a_yes(engine: Engine) -> None:
    clock, server = Clock(), Server()
    planned()
    run(server, clock)
    clock.passes(MINUTE)
    planned("elin@example.org", next_at=clock.now)
    copy = keep(engine, "between.db")
    run(server, clock)
    put_back(engine, copy)
    clock.passes(MINUTE)

    run(server, clock)
    assert (sender().held_for, len(server.calls)) == (HeldFor.restore, 2)

    with database.transaction() as session:
        holds.release(session, clock.now)
    clock.passes(MINUTE)
    assert run(server, clock).states == {DeliveryState.accepted: 1}
    clock.passes(MINUTE)
    planned("ulla@example.org", next_at=clock.now)
    assert run(server, clock).states == {DeliveryState.accepted: 1}


@on_sqlite
def test_a_backup_from_after_the_latest_sending_has_forgotten_nothing(engine: Engine) -> None:
    clock, server = Clock(), Server()
    planned()
    run(server, clock)
    copy = keep(engine, "after.db")
    clock.passes(MINUTE)
    run(server, clock)
    put_back(engine, copy)
    planned("elin@example.org")

    assert run(server, clock).states == {DeliveryState.accepted: 1}


@on_sqlite
def test_a_database_without_its_witness_has_been_moved_here(engine: Engine) -> None:
    planned()
    run(Server())
    witness_of(engine).unlink()

    run(Server())

    assert sender().held_for == HeldFor.restore


@on_sqlite
def test_what_a_killed_process_left_half_written_is_cleared_away(engine: Engine) -> None:
    left = witness_of(engine).with_name(f".{witness_of(engine).name}.k1ll3d")
    left.write_text("half")
    planned()

    run(Server())

    assert not left.exists() and witness_of(engine).exists()


@on_sqlite
def test_a_new_database_beside_an_old_witness_is_not_a_restored_one(engine: Engine) -> None:
    witness_of(engine).write_text((NOW - MINUTE).isoformat())
    planned(planned_at=NOW)

    assert run(Server()).states == {DeliveryState.accepted: 1}


@on_sqlite
def test_an_upgraded_database_that_has_sent_before_is_not_a_restored_one(engine: Engine) -> None:
    planned(state=DeliveryState.accepted, sent_at=NOW - timedelta(days=9))
    planned()

    assert run(Server()).states == {DeliveryState.accepted: 1}


@on_sqlite
@pytest.mark.parametrize("earlier", [0, 1])
@pytest.mark.parametrize("step", ["before the commit", "after the commit", "before it is settled"])
def test_a_crash_at_any_step_leaves_them_in_agreement(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, step: str, earlier: int
) -> None:
    clock = Clock()
    for number in range(earlier):
        planned(f"{number}@example.org")
        run(Server(), clock)
        clock.passes(MINUTE)
    planned()

    with dying(monkeypatch, step), pytest.raises(Killed):
        run(Server(), clock)
    clock.passes(30 * MINUTE)

    assert run(Server(), clock).states == {DeliveryState.accepted: 1}
    assert witness_of(engine).read_text() == sender().identity


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, step: str) -> Iterator[None]:
    """The process is killed at this step of the first claim of a run."""
    before, settle = restored.before_sending, restored.settle

    def before_and_die(session: Session, sender: Sender, now: object) -> None:
        before(session, sender, now)  # type: ignore[arg-type]
        raise Killed

    def die(*_: object) -> None:
        raise Killed

    def settle_and_die(session: Session, sender: Sender) -> None:
        settle(session, sender)
        raise Killed

    with monkeypatch.context() as patched:
        if step == "before the commit":
            patched.setattr(restored, "before_sending", before_and_die)
        else:
            patched.setattr(restored, "settle", die if step == "after the commit" else settle_and_die)
        yield


@on_postgresql
def test_another_cluster_timeline_database_or_table_is_a_restored_one(session: Session) -> None:
    here = restored.identity(session)

    assert len(here.split("/")) == 4
    assert "?" not in here
    for place in range(4):
        parts = here.split("/")
        parts[place] = "7"
        assert restored.seen(session, Sender(identity="/".join(parts)))
    assert not restored.seen(session, Sender(identity=here))
    assert not restored.seen(session, Sender())


@on_postgresql
def test_a_restored_one_is_held_until_a_yes(engine: Engine) -> None:
    planned()
    run(Server())
    with database.transaction() as session:
        locked(session).identity = "1/00000001/2/3"
    planned("elin@example.org")

    assert run(Server()).states == {}
    assert sender().held_for == HeldFor.restore

    with database.transaction() as session:
        holds.release(session, NOW)
    assert run(Server()).states == {DeliveryState.accepted: 1}


@on_postgresql
def test_what_a_role_may_not_ask_is_not_compared(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    here = restored.identity(session)
    session.execute(text("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC"))
    session.execute(text("CREATE ROLE ordinary_of_this_test"))
    session.execute(text("GRANT SELECT ON deliveries TO ordinary_of_this_test"))
    session.execute(text("SET LOCAL ROLE ordinary_of_this_test"))

    assert restored.identity(session).split("/") == ["?", *here.split("/")[1:]]
    assert not restored.seen(session, Sender(identity=here))
    session.rollback()
