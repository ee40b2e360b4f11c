"""What a note seems to say, as values (domain 8): a proposal that a person goes through, never a fact."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True)
class Source:
    """The words it came from: at most 400 characters, verbatim, and where in the text they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """Somebody in the register whom a name may mean; `likeness` from 0 to 1, the likeliest first."""

    id: UUID
    name: str
    organization: str | None
    likeness: float


@dataclass(frozen=True)
class DraftMeeting:
    """None: the note does not say. Dates and times are never guessed."""

    group: str | None = None
    held_on: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    place: str | None = None


@dataclass(frozen=True)
class DraftAttendance:
    """`presence`: unknown, present, absent or excused. `name` None: an organization or a role alone."""

    name: str | None
    title: str | None = None
    organization: str | None = None
    roles: tuple[str, ...] = ()
    presence: str = "unknown"
    person_id: UUID | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class DraftItem:
    """An agenda item; `number` as printed, without `.`, `)` or `§`, None when it has none."""

    number: str | None
    title: str
    notes: str = ""


@dataclass(frozen=True)
class DraftDecision:
    text: str
    agenda_number: str | None
    source: Source


@dataclass(frozen=True)
class DraftOwner:
    """`kind`: person, role, organization, group; `unknown` when nobody is named, then alone and without name."""

    kind: str
    name: str | None
    person_id: UUID | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class DraftPoint:
    """`due_kind`: next_meeting, date, event or none; `due_text` as written. `confidence` from 0 to 1."""

    task: str
    agenda_number: str | None
    source: Source
    owners: tuple[DraftOwner, ...]
    due_kind: str
    due_date: date | None
    due_text: str | None
    confidence: float


@dataclass(frozen=True)
class DraftNextMeeting:
    """`status`: proposed (preliminary) or scheduled."""

    held_on: date | None
    start_time: time | None
    end_time: time | None
    status: str
    source: Source


@dataclass(frozen=True)
class Draft:
    meeting: DraftMeeting = DraftMeeting()
    attendance: tuple[DraftAttendance, ...] = ()
    agenda_items: tuple[DraftItem, ...] = ()
    decisions: tuple[DraftDecision, ...] = ()
    action_points: tuple[DraftPoint, ...] = ()
    next_meetings: tuple[DraftNextMeeting, ...] = ()
    unread: tuple[str, ...] = field(default=())
