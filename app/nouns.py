"""What all nouns share when written: made, fetched, matched, changed, saved; and their external ids."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, literal, select
from sqlmodel import Session, SQLModel, col

from app import responses
from app.access.caller import Caller
from app.errors import ExternalIdTaken, NotFound, Unknown
from app.reading import Since
from app.recording import writes
from app.recording.models import Removal
from app.tables import Id, Noun

N = TypeVar("N", bound=Noun)

writes.listen()


def external_id(noun: Any) -> Any:
    """The external id as written by whoever wrote it."""
    return col(noun.external_id)


def filters(*pairs: tuple[Any, Any]) -> list[ColumnElement[bool]]:
    """Equality on each column whose value was said; a list of values means any of them."""
    return [
        column.in_(value) if isinstance(value, list) else column == value
        for column, value in pairs
        if value is not None and value != []
    ]


def literal_id(id: UUID | None) -> ColumnElement[Any]:
    """An id as a value in a statement."""
    return literal(id, type_=Id())


def get(session: Session, noun: type[N], id: UUID, *, lock: bool = False) -> N:
    """The row, locked for a change if asked. Raises NotFound."""
    row = session.get(noun, id, with_for_update=lock or None, populate_existing=lock)
    if row is None:
        raise NotFound
    return row


def known(session: Session, noun: type[N], id: UUID, pointer: str) -> N:
    """The row that a field of the body names. Raises Unknown at that field."""
    row = session.get(noun, id)
    if row is None:
        raise Unknown(pointer)
    return row


def new(
    noun: type[N],
    body: SQLModel,
    caller: Caller,
    now: datetime,
    *,
    exclude: set[str] | None = None,
    **more: Any,
) -> N:
    """A new row from a checked body (without the fields that are kept elsewhere)."""
    values = {**body.model_dump(exclude=exclude), **more, "created_at": now, "modified_at": now}
    return noun(**values, external_owner_id=caller.owner_id)


def save(session: Session, row: N) -> N:
    """Writes the row. Raises ExternalIdTaken when the caller has used the external id for another."""
    _check_external_id(session, row)
    session.add(row)
    session.flush()
    return row


def match(row: Noun, if_match: str | None) -> None:
    """Raises PreconditionNeeded or Stale unless the change is about the present version."""
    responses.match(if_match, row.version)


def change(session: Session, row: N, said: Mapping[str, Any], caller: Caller, now: datetime) -> N:
    """Puts in what was said and counts the version up, if anything became another."""
    differing = {name: value for name, value in said.items() if getattr(row, name) != value}
    if differing:
        if "external_id" in differing:
            row.external_owner_id = caller.owner_id
        row.sqlmodel_update(differing)
        row.touch(now)
        save(session, row)
    return row


def remove(session: Session, row: Noun, group_id: UUID | None, now: datetime) -> None:
    """Takes the row away; that it was there is kept, for those who see the group (None: for whoever sees its kind)."""
    session.add(Removal(id=row.id, noun=row.__tablename__, group_id=group_id, removed_at=now))
    session.delete(row)
    session.flush()


def since(
    instant: datetime | None,
    noun: type[Noun] | None = None,
    *where: ColumnElement[bool],
    group_id: UUID | None = None,
) -> Since | None:
    """What `modified_since` asks for; with a noun of which things go, also those gone that fit. `where`: on Removal."""
    if instant is None:
        return None
    if noun is None:
        return Since(instant)
    fitting = filters((col(Removal.noun), noun.__tablename__), (col(Removal.group_id), group_id))
    gone: Any = select(col(Removal.id), col(Removal.removed_at).label("modified_at")).where(*fitting, *where)
    return Since(instant, gone)


def _check_external_id(session: Session, row: Noun) -> None:
    if row.external_id is None:
        return
    noun = type(row)
    taken = select(col(noun.id), col(noun.version)).where(
        col(noun.external_owner_id) == row.external_owner_id,
        col(noun.external_id) == row.external_id,
        col(noun.id) != row.id,
    )
    if other := session.execute(taken).first():
        raise ExternalIdTaken(id=other[0], version=other[1])
