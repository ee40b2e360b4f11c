"""A database that is older than what was sent from it: a backup has been put back.

On PostgreSQL a restored database is another one by what it says of itself. An SQLite file says nothing, so a
witness is kept beside it, which a backup of the file does not take along: when mail was last sent.
"""

import os
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from app import database
from app.outbox.folder import keep
from app.outbox.models import Delivery, Sender

UNKNOWN, NEVER = "?", "-"

PARTS = (
    ("pg_control_system()", "SELECT system_identifier FROM pg_control_system()"),
    ("pg_walfile_name(pg_lsn)", "SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)"),
)
OIDS = "SELECT oid::text || '/' || 'deliveries'::regclass::oid FROM pg_database WHERE datname = current_database()"


def seen(session: Session, sender: Sender) -> bool:
    """Whether this database has forgotten what left the house."""
    if database.dialect(session) == "postgresql":
        return sender.identity is not None and not _same(sender.identity, identity(session))
    file = _witness(session)
    if file is None:
        return False
    known = _read(file)
    if sender.identity is None:
        return bool(known) and NEVER not in known and _older(session, max(known))
    return sender.identity not in known


def before_sending(session: Session, sender: Sender, now: datetime) -> bool:
    """Written down in an order that a crash anywhere leaves in agreement: the file knows the old and the new,
    then the transaction brings the new. Whether there is something to settle afterwards."""
    file = _witness(session) if database.dialect(session) == "sqlite" else None
    if file is None:
        sender.identity = sender.identity or _own(session)
        return False
    new = now.isoformat()
    _keep(file, [sender.identity or NEVER, new])
    sender.identity = new
    return True


def settle(session: Session, sender: Sender) -> None:
    """In a later transaction that holds the row: the file forgets the old."""
    if sender.identity and (file := _witness(session)):
        _keep(file, [sender.identity])


def agree(session: Session, sender: Sender, now: datetime) -> None:
    """The operator says that this database is the right one."""
    sender.identity = sender.identity if database.dialect(session) == "sqlite" else None
    before_sending(session, sender, now)


def _own(session: Session) -> str | None:
    return identity(session) if database.dialect(session) == "postgresql" else None


def identity(session: Session) -> str:
    """Of PostgreSQL: the cluster, its timeline, the database and the table. What our role may not ask is `?`."""
    parts = [_asked(session, function, question) for function, question in PARTS]
    return "/".join([*parts, session.execute(text(OIDS)).scalar_one()])


def _asked(session: Session, function: str, question: str) -> str:
    allowed = session.execute(select(func.has_function_privilege(function, "EXECUTE"))).scalar_one()
    return str(session.execute(text(question)).scalar_one()) if allowed else UNKNOWN


def _same(one: str, other: str) -> bool:
    pairs = zip(one.split("/"), other.split("/"), strict=True)
    return all(a == b or UNKNOWN in {a, b} for a, b in pairs)


def _older(session: Session, instant: str) -> bool:
    """Whether anything in it was planned before then: a new database beside an old witness has nothing."""
    before = col(Delivery.planned_at) < datetime.fromisoformat(instant)
    return session.execute(select(col(Delivery.id)).where(before).limit(1)).first() is not None


def _witness(session: Session) -> Path | None:
    """None: a database in memory, which nobody restores."""
    name = session.get_bind().engine.url.database
    return Path(f"{name}-witness") if name and name != ":memory:" else None


def _read(file: Path) -> list[str]:
    return file.read_text(encoding="ascii").split() if file.exists() else []


def _keep(file: Path, known: list[str]) -> None:
    """Whoever holds the sender's row is alone here: what is half written was left by a process that was killed."""
    for left in file.parent.glob(f".{escape(file.name)}.*"):
        left.unlink(missing_ok=True)
    keep(file, os.linesep.join(known).encode())
