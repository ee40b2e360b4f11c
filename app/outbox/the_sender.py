"""The one row that says whether mail leaves the house."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app import database
from app.outbox.models import Sender


def seen(session: Session) -> Sender:
    """As it is; not to be written to."""
    return _read(session, select(Sender)) or Sender()


def locked(session: Session) -> Sender:
    """To be written to: other workers wait for it until this transaction ends."""
    session.flush()  # it is read anew
    wanted = select(Sender).with_for_update()
    found = _read(session, wanted)
    if found is None:
        _make(session)
        found = _read(session, wanted)
    assert found is not None
    return found


def _read(session: Session, wanted: Any) -> Sender | None:
    found: Sender | None = session.scalars(wanted, execution_options={"populate_existing": True}).first()
    return found


def _make(session: Session) -> None:
    """Unless another worker does at the same moment."""
    insert = (sqlite if database.dialect(session) == "sqlite" else postgresql).insert(Sender)
    session.execute(insert.values(id=1, faults=0, alarms={}).on_conflict_do_nothing())
