"""What the rest of the note says, for whoever reads a sentence in it."""

from dataclasses import dataclass
from datetime import date

from app.imports.draft import DraftAttendance, DraftNextMeeting


@dataclass(frozen=True)
class Context:
    """The meeting's day and group, who was there, when the coming meetings are, and who wrote the note."""

    meeting_on: date | None = None
    group: str | None = None
    attendance: tuple[DraftAttendance, ...] = ()
    next_meetings: tuple[DraftNextMeeting, ...] = ()
    writer: str | None = None
