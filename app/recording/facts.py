"""What a change tells of a thing: its version, and the group through which it is seen (None: through none)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, null, select
from sqlmodel import Session

from app.tables import metadata

Facts = tuple[int | None, UUID | None]


def read(session: Session, table: str, ids: Collection[UUID]) -> dict[UUID, Facts]:
    """Of those that are there."""
    rows = metadata.tables[table]
    wanted = select(rows.c.id, rows.c.version, _group(rows)).where(rows.c.id.in_(ids))
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted)}


def of_gone(session: Session, row: Any) -> Facts:
    """Of one that was there; what it belonged to still is."""
    if hasattr(row, "meeting_id"):
        return row.version, read(session, "meetings", {row.meeting_id})[row.meeting_id][1]
    return row.version, getattr(row, "group_id", None)


def attendance_version(session: Session, meeting_id: UUID) -> int:
    """Of a meeting's list as a whole."""
    meetings = metadata.tables["meetings"].c
    version: int = session.execute(
        select(meetings.attendance_version).where(meetings.id == meeting_id)
    ).scalar_one()
    return version


def _group(rows: Any) -> ColumnElement[Any]:
    if rows.name == "groups":
        return rows.c.id  # type: ignore[no-any-return]
    if "group_id" in rows.c:
        return rows.c.group_id  # type: ignore[no-any-return]
    if "meeting_id" in rows.c:
        meetings = metadata.tables["meetings"]
        return (
            select(meetings.c.group_id)
            .where(meetings.c.id == rows.c.meeting_id)
            .correlate(rows)
            .scalar_subquery()
        )
    return null()
