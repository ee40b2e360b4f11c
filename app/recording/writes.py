"""Every write to a noun is told, in its transaction: heard from the session, so that no service has to think of it.

What is written in one statement over many rows is asked for before it is written. Nothing is told of what is written
past the session, which nobody does.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction
from sqlmodel import Session

from app import database
from app.recording import numbering
from app.recording.models import Change
from app.recording.noted import Noted
from app.recording.told import NAMING, NOT_OF_IT, NOUNS, PARTS, SAID_BESIDE

HEARD = NOUNS.keys() | PARTS.keys() | NAMING
_NOTED = "noted"


class WrittenUnheard(Exception):
    """Rows of a noun are added past the session's objects: nobody would be told of them."""


@cache
def listen() -> None:
    """From here on every session of this process is heard. Said by what writes nouns, when it is imported."""
    event.listen(Session, "after_flush", _flushed)
    event.listen(Session, "do_orm_execute", _executed)
    event.listen(Session, "before_commit", _ending)
    event.listen(Session, "after_transaction_end", _ended)


def tell(session: Session, table: str, id: UUID, participle: str, at: datetime) -> None:
    """What follows from a write for a thing that is not written itself."""
    _noted(session).say((table, id), participle, at=at)


def _noted(session: Any) -> Noted:
    noted: Noted = session.info.setdefault(_NOTED, Noted())
    return noted


def _flushed(session: Session, _: UOWTransaction) -> None:
    for row in session.new:
        _write(session, row, "created")
    for row in session.dirty:
        if session.is_modified(row):
            _write(session, row, "updated")
    for row in session.deleted:
        _write(session, row, "deleted")


def _write(session: Session, row: Any, participle: str) -> None:
    table = row.__tablename__
    if table not in HEARD:
        return
    changed = {each.key for each in inspect(row).attrs if each.history.has_changes()}
    if participle == "updated" and changed <= NOT_OF_IT.get(table, frozenset()):
        return
    beside = {said for name in changed for where, said in SAID_BESIDE.get(name, ()) if where == table}
    _noted(session).write(table, row, participle, beside)


def _executed(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert) or state.bind_mapper is None:
        return
    rows: Any = state.bind_mapper.local_table
    if rows.name not in HEARD:
        return
    if state.is_insert:
        raise WrittenUnheard(rows.name)
    for row in _about(state, rows):
        _noted(state.session).write(rows.name, row, "updated" if state.is_update else "deleted")


def _about(state: ORMExecuteState, rows: Any) -> Iterator[Any]:
    """The rows that a statement is about to write."""
    statement: Any = state.statement
    found = select(*rows.c).where(*statement._where_criteria)
    return iter(state.session.execute(found, state.parameters).all())


def _ending(session: Session) -> None:
    """On SQLite, where whoever writes is alone, the changes have their places at once."""
    if session.in_nested_transaction():
        return
    session.flush()
    noted: Noted | None = session.info.pop(_NOTED, None)
    changes = list(noted.changes(session)) if noted else []
    if changes:
        session.execute(insert(Change), changes)
        if database.dialect(session) == "sqlite":
            numbering.number(session)


def _ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_NOTED, None)
