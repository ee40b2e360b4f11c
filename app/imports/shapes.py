"""An import as JSON: whole, and as it stands in a list."""

from typing import Any

from sqlmodel import col

from app.imports.bodies import ImportRead, ImportSummary
from app.imports.models import Import
from app.reading import shape

_SHORT: dict[str, Any] = {name: getattr(Import, name) for name in ImportSummary.model_fields}
LISTED = shape(ImportSummary, Import, **_SHORT)
READ = shape(
    ImportRead,
    Import,
    **_SHORT,
    meeting=col(Import.meeting),
    attendance=col(Import.attendance),
    agenda_items=col(Import.agenda_items),
    decisions=col(Import.decisions),
    action_points=col(Import.action_points),
    next_meetings=col(Import.next_meetings),
    unread=col(Import.unread),
    text=col(Import.text),
    made=col(Import.made),
)
