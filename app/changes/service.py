"""What happened, read from a cursor; and what is kept no longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app import database, nouns, settings
from app.access.caller import Caller
from app.changes import cursor, reach
from app.changes.cursor import START, Place
from app.changes.models import ChangeRead, Changes
from app.errors import Problem
from app.recording.models import Change
from app.recording.told import ChangeType, path_of
from app.responses import PREFIX

BATCH = 1000


class CursorTooOld(Problem):
    """What came after it is not kept (`not_kept`), or the caller sees other things than then (`reach_changed`).

    `reason` says which; a GET of `start` gives the cursor that a new full copy begins with.
    """

    status = 410
    code = "cursor-too-old"


@dataclass(frozen=True)
class Asked:
    """By whom and what for: None and empty narrow nothing."""

    caller: Caller
    types: Sequence[ChangeType] = ()
    group_id: UUID | None = None

    @property
    def reader(self) -> str:
        """What a cursor is bound to."""
        return "\n".join([str(self.caller.id), str(self.group_id), *sorted(self.types)])


def find(session: Session, asked: Asked, after: str | None, limit: int, now: datetime) -> Changes:
    """What happened after the cursor, at most `limit`; without one nothing, and the cursor of now.

    All that is there for everybody has been numbered. Raises InvalidRequest, CursorTooOld.
    """
    seen, end = reach.of(session, asked.caller, now), _end(session)
    if after is None:
        return Changes(items=[], next=cursor.written(end, asked.reader, seen), has_more=False)
    place, seen_then = cursor.read(after, asked.reader)
    if seen_then != seen:
        raise _too_old("reach_changed")
    rows = _rows(session, asked, place, end, limit + 1, now)
    if not _stands(session, place):  # asked last: what is cleared meanwhile is missed by nobody
        raise _too_old("not_kept")
    shown, more = rows[:limit], len(rows) > limit
    last = Place(shown[-1].position or 0, shown[-1].id) if more else end
    items = [_read(asked.caller, row) for row in shown]
    return Changes(items=items, next=cursor.written(last, asked.reader, seen), has_more=more)


def clear(before: datetime) -> int:
    """Removes what is older, from the beginning on, a batch at a time; how many. The last one stays to stand at."""
    removed = 0
    while gone := _clear(before):
        removed += gone
    return removed


def _rows(session: Session, asked: Asked, place: Place, end: Place, most: int, now: datetime) -> list[Change]:
    wanted = (
        select(Change)
        .where(
            col(Change.position) > place.position,
            col(Change.position) <= end.position,
            *reach.within(asked.caller),
            *nouns.filters((col(Change.type), list(asked.types)), (col(Change.group_id), asked.group_id)),
        )
        .order_by(col(Change.position))
        .limit(most)
    )
    return list(session.execute(wanted, asked.caller.params(now)).scalars())


def _read(caller: Caller, row: Change) -> ChangeRead:
    by_name = row.noun in {"group", "meeting"} and row.group_id is not None and not caller.sees(row.group_id)
    return ChangeRead(
        id=row.id,
        at=row.at,
        type=ChangeType(row.type),
        noun=row.noun,
        thing_id=row.thing_id,
        group_id=row.group_id,
        version=None if by_name else row.version,
        url=settings.get().origin + PREFIX + path_of(row.noun, row.thing_id),
    )


def _end(session: Session) -> Place:
    """Where the last one stands."""
    last = select(col(Change.position), col(Change.id)).where(col(Change.position).is_not(None))
    found = session.execute(last.order_by(col(Change.position).desc()).limit(1)).first()
    return Place(*found) if found else START


def _stands(session: Session, place: Place) -> bool:
    """Whether all that came after a place is kept: clearing begins at the start; a backup may know another there."""
    if place == START:
        first = session.execute(select(func.min(col(Change.position)))).scalar()
        return first in {None, 1}
    there = select(col(Change.id)).where(col(Change.position) == place.position, col(Change.id) == place.id)
    return session.execute(there).first() is not None


def _too_old(reason: str) -> CursorTooOld:
    return CursorTooOld(reason=reason, start=f"{settings.get().origin}{PREFIX}/changes")


def _clear(before: datetime) -> int:
    with database.transaction() as session:
        oldest = select(col(Change.position), col(Change.at)).where(
            col(Change.position) < _end(session).position
        )
        found = session.execute(oldest.order_by(col(Change.position)).limit(BATCH)).all()
        gone = list(takewhile(lambda row: row.at < before, found))
        if gone:
            session.execute(delete(Change).where(col(Change.position) <= gone[-1].position))
        return len(gone)
