"""The proposal of domain 8, part by part: what a note seems to say, as it goes in and out of the API."""

from datetime import time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field as Shape
from pydantic import PlainSerializer, StrictBool, WithJsonSchema
from sqlmodel import Field

from app.action_points.bodies import MOST_OWNERS
from app.attendance.models import Presence
from app.bodies import WALL_TIME, Day, LocalTimeOfDay
from app.memberships.models import Role
from app.tables import Incoming

LONGEST = 1_000_000
MOST_ATTENDING, MOST_ITEMS, MOST_DECISIONS, MOST_POINTS = 500, 500, 1_000, 1_000
MOST_MEETINGS, MOST_CANDIDATES, MOST_UNREAD = 100, 10, 1_000

Clock = Annotated[
    LocalTimeOfDay,
    PlainSerializer(lambda clock: time.isoformat(clock, "minutes"), when_used="json"),
    WithJsonSchema({"type": "string", "pattern": WALL_TIME, "examples": ["14:00"]}),
]
Likeness = Annotated[float, Shape(ge=0, le=1)]
Number = Annotated[str, Shape(min_length=1, max_length=20)]
Name = Annotated[str, Shape(min_length=1, max_length=200)]


class Words(Incoming):
    """The words that it came from, verbatim, and where in the text they stand."""

    text: str = Field(max_length=400)
    start: int = Field(default=0, ge=0, le=LONGEST)
    end: int = Field(default=0, ge=0, le=LONGEST)


class Candidate(Incoming):
    """Whom or what in the register a name may mean; the likeliest first."""

    id: UUID
    name: Name
    organization: str | None = Field(default=None, max_length=200)
    likeness: Likeness


Candidates = Annotated[list[Candidate], Shape(max_length=MOST_CANDIDATES)]


class ProposedMeeting(Incoming):
    group: str | None = Field(default=None, max_length=200, description="As the note writes it.")
    held_on: Day | None = None
    start_time: Clock | None = None
    end_time: Clock | None = None
    place: str | None = Field(default=None, max_length=300)
    meeting_id: UUID | None = Field(
        default=None, description="The group's meeting of that day, if it has one."
    )


class ProposedAttendance(Incoming):
    """`person_id` only when it is certain; who has none is left out, or made with `new_person`."""

    name: Name | None = None
    title: str | None = Field(default=None, max_length=200)
    organization: str | None = Field(default=None, max_length=200)
    roles: list[Annotated[str, Shape(max_length=40)]] = Field(default_factory=list, max_length=20)
    presence: Presence = Presence.unknown
    person_id: UUID | None = None
    organization_id: UUID | None = None
    candidates: Candidates = Field(default_factory=list)
    new_person: StrictBool = Field(
        default=False, description="Make a person of the name when it is accepted."
    )


class ProposedItem(Incoming):
    number: Number | None = None
    title: str = Field(min_length=1, max_length=300)
    notes: str = Field(default="", max_length=100_000)


class ProposedDecision(Incoming):
    text: str = Field(min_length=1, max_length=10_000)
    agenda_number: Number | None = None
    source: Words


class ProposedOwner(Incoming):
    """`unknown`: nobody is named. The ids are said only when certain."""

    kind: Literal["person", "role", "organization", "group", "unknown"]
    name: Name | None = None
    person_id: UUID | None = None
    role: Role | None = None
    organization_id: UUID | None = None
    group_id: UUID | None = None
    candidates: Candidates = Field(default_factory=list)


class ProposedPoint(Incoming):
    """With `about_point_id` it follows up that open point and no new one is made; null makes a new one."""

    task: str = Field(min_length=1, max_length=300)
    agenda_number: Number | None = None
    source: Words
    owners: list[ProposedOwner] = Field(default_factory=list, max_length=MOST_OWNERS)
    due_kind: Literal["next_meeting", "date", "event", "none"]
    due_date: Day | None = None
    due_text: str | None = Field(default=None, max_length=300)
    confidence: Likeness
    about_point_id: UUID | None = Field(default=None, description="An open point that it seems to be about.")
    about_likeness: Likeness | None = None
    action_point_id: UUID | None = Field(
        default=None, description="The point that these words became before."
    )


class ProposedNextMeeting(Incoming):
    held_on: Day | None = None
    start_time: Clock | None = None
    end_time: Clock | None = None
    status: Literal["proposed", "scheduled"]
    source: Words
    meeting_id: UUID | None = Field(
        default=None, description="The group's meeting of that day, if it has one."
    )


Attending = Annotated[list[ProposedAttendance], Shape(max_length=MOST_ATTENDING)]
Items = Annotated[list[ProposedItem], Shape(max_length=MOST_ITEMS)]
Decisions = Annotated[list[ProposedDecision], Shape(max_length=MOST_DECISIONS)]
Points = Annotated[list[ProposedPoint], Shape(max_length=MOST_POINTS)]
NextMeetings = Annotated[list[ProposedNextMeeting], Shape(max_length=MOST_MEETINGS)]
Unread = Annotated[list[Annotated[str, Shape(max_length=400)]], Shape(max_length=MOST_UNREAD)]


class Proposal(Incoming):
    """Domain 8."""

    meeting: ProposedMeeting
    attendance: Attending
    agenda_items: Items
    decisions: Decisions
    action_points: Points
    next_meetings: NextMeetings
    unread: Unread
