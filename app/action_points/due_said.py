"""The due fields as a caller says them: complete, and only those that belong to the kind."""

from typing import Any

from app.action_points.models import DueKind
from app.errors import invalid

BELONGS = {DueKind.date: "due_date", DueKind.meeting: "due_meeting_id", DueKind.event: "due_event"}
FIELDS = ("due_kind", *BELONGS.values())


def complete(said: dict[str, Any], pointer: str, *, kind_before: DueKind) -> dict[str, Any]:
    """All four due fields, from those that were said; {} when none was.

    A kind left out is that of the one field given, else the one before. What belongs to another kind becomes empty.
    Raises InvalidRequest at the field that is missing, or that belongs to another kind.
    """
    if not any(name in said for name in FIELDS):
        return {}
    given = {kind: name for kind, name in BELONGS.items() if said.get(name) is not None}
    kind = said.get("due_kind") or (next(iter(given)) if len(given) == 1 else kind_before)
    for other, name in given.items():
        if other != kind:
            raise invalid(f"{pointer}/{name}", "due_of_other_kind", kind=kind)
    needed = BELONGS.get(kind)
    if needed and needed not in said and kind == kind_before:
        return {"due_kind": kind}
    if needed and said.get(needed) is None:
        raise invalid(f"{pointer}/{needed}", "due_incomplete", kind=kind)
    return {"due_kind": kind} | {
        name: said.get(name) if name == needed else None for name in BELONGS.values()
    }
