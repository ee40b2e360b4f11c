"""Places in the order of being there for everybody: whoever has read to a number has missed none below it.

A number taken while writing is no such order: of two who write at once the later number may be there first, and
whoever reads then passes over the other. So changes are written without one, and numbered when they are there, by one
at a time: docs/decisions/0006-changes-in-order.md.
"""

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from app import database
from app.recording.models import Change

MOST_AT_ONCE = 10_000
LOCK = 0x6E61_7374_61  # one number of the database's own for "numbering"


def number_all() -> None:
    """Gives all that is there, and has none, its place. In a transaction of its own."""
    waiting = select(col(Change.id)).where(col(Change.position).is_(None)).limit(1)
    with database.snapshot() as session:
        if session.execute(waiting).first() is None:
            return
    with database.transaction() as session:
        number(session)


def number(session: Session) -> None:
    """The same in this transaction, which has to end before anybody else numbers."""
    if database.dialect(session) == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    last = select(func.coalesce(func.max(col(Change.position)), 0)).scalar_subquery()
    waiting = (
        select(col(Change.id), func.row_number().over(order_by=col(Change.id)).label("number"))
        .where(col(Change.position).is_(None))
        .order_by(col(Change.id))
        .limit(MOST_AT_ONCE)
        .subquery()
    )
    session.execute(
        update(Change).where(col(Change.id) == waiting.c.id).values(position=last + waiting.c.number),
        execution_options={"synchronize_session": False},
    )
