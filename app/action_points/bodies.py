"""What goes in and out of the API about action points."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Discriminator, Tag
from pydantic import Field as Shape
from sqlmodel import Field

from app.action_points.models import (
    OPEN,
    AnswerKind,
    Completion,
    DueKind,
    OwnerKind,
    OwnerPart,
    OwnerScope,
    PointStatus,
)
from app.bodies import Day
from app.links import LinkIn, LinkRead
from app.memberships.models import Role
from app.tables import Incoming, NounRead, Outgoing, left_out, one_needed

MOST_OWNERS = 50
MOST_AT_ONCE = 100


OpenStatus = Annotated[PointStatus, Shape(json_schema_extra={"enum": [status.value for status in OPEN]})]
ClosedStatus = Annotated[PointStatus, Shape(json_schema_extra={"enum": ["done", "dropped"]})]


class OwnerIn(Incoming):
    """Who owns it. `{"name": …}` alone is looked for among the group's people; nobody fits: kept as `named`."""

    kind: OwnerKind | None = Field(
        default=None, description="May be left out where a name or one id says it."
    )
    part: OwnerPart = OwnerPart.responsible
    person_id: UUID | None = None
    role: Role | None = None
    role_title: str | None = Field(default=None, min_length=1, max_length=100)
    organization_id: UUID | None = None
    group_id: UUID | None = Field(
        default=None, description="Of a role or group: another group than the point's own."
    )
    name: str | None = Field(default=None, min_length=1, max_length=200)
    scope: OwnerScope = OwnerScope.group


class ActionPointCreate(Incoming):
    model_config = one_needed("meeting_id", "group_id")
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    group_id: UUID | None = Field(default=None, description="Needed when there is no meeting.")
    meeting_id: UUID | None = Field(default=None, description="The meeting it was given at.")
    agenda_item_id: UUID | None = None
    task: str = Field(min_length=1, max_length=300)
    details: str | None = Field(default=None, max_length=10_000, description="Markdown (CommonMark).")
    owners: list[OwnerIn] = Field(default_factory=list, max_length=MOST_OWNERS)
    completion: Completion = Completion.any
    due_kind: DueKind | None = Field(default=None, description="Left out: the group's default_due.")
    due_date: Day | None = None
    due_meeting_id: UUID | None = None
    due_event: str | None = Field(default=None, min_length=1, max_length=300)
    status: OpenStatus = Field(default=PointStatus.open, description="open, in_progress or waiting.")
    rests_until: Day | None = Field(default=None, description="Nobody is mailed about it before this day.")
    report_to_id: UUID | None = Field(default=None, description="The group that hears the outcome.")
    links: list[LinkIn] = Field(default_factory=list, max_length=50)


class ActionPointUpdate(Incoming):
    external_id: str | None = Field(default=None, min_length=1, max_length=200)
    agenda_item_id: UUID | None = None
    task: str = Field(default_factory=left_out, min_length=1, max_length=300)
    details: str | None = Field(default=None, max_length=10_000)
    owners: list[OwnerIn] = Field(default_factory=left_out, max_length=MOST_OWNERS)
    completion: Completion = Field(default_factory=left_out)
    due_kind: DueKind = Field(default_factory=left_out)
    due_date: Day | None = None
    due_meeting_id: UUID | None = None
    due_event: str | None = Field(default=None, min_length=1, max_length=300)
    status: OpenStatus = Field(default_factory=left_out, description="open, in_progress or waiting.")
    rests_until: Day | None = None
    report_to_id: UUID | None = None
    links: list[LinkIn] = Field(default_factory=left_out, max_length=50)


class Closing(Incoming):
    status: ClosedStatus = Field(default=PointStatus.done, description="done or dropped.")
    outcome: str | None = Field(default=None, max_length=2000)
    meeting_id: UUID | None = Field(default=None, description="The meeting it was closed at.")


class Reopening(Incoming):
    reason: str | None = Field(default=None, max_length=2000)


class AnswerCreate(Incoming):
    person_id: UUID | None = Field(default=None, description="Who answers; the caller if nobody is named.")
    organization_id: UUID | None = None
    answer: AnswerKind
    comment: str | None = Field(default=None, max_length=2000)
    rests_until: Day | None = None


class OwnerPerson(Outgoing):
    id: UUID
    name: str
    left: bool
    unreachable: str | None


class OwnerRead(Outgoing):
    """`label`: a role in the language that Accept-Language asks for, else the group's; with its group if it is another
    than the point's."""

    kind: OwnerKind
    part: OwnerPart
    person_id: UUID | None
    role: Role | None
    role_title: str | None
    organization_id: UUID | None
    group_id: UUID | None
    name: str | None
    scope: OwnerScope
    label: str
    persons: list[OwnerPerson]
    addresses: list[str]
    unreachable: str | None


class ActionPointRead(NounRead):
    group_id: UUID
    meeting_id: UUID | None
    agenda_item_id: UUID | None
    number: int
    task: str
    details: str | None
    owners: list[OwnerRead]
    completion: Completion
    due_kind: DueKind
    due_date: date | None
    due_meeting_id: UUID | None
    due_event: str | None
    due_on: date | None
    due_at_id: UUID | None
    due_group: str | None
    due_preliminary: bool
    first_due_on: date | None
    overdue: bool
    times_carried: int
    status: PointStatus
    rests_until: date | None
    closed_at: datetime | None
    closed_meeting_id: UUID | None
    outcome: str | None
    report_to_id: UUID | None
    links: list[LinkRead]


class AnswerRead(Outgoing):
    """`current` is false once the same owner has answered anew."""

    id: UUID
    action_point_id: UUID
    person_id: UUID | None
    organization_id: UUID | None
    name: str
    answer: AnswerKind
    comment: str | None
    rests_until: date | None
    created_at: datetime
    actor: dict[str, Any]
    current: bool


class EventRead(Outgoing):
    id: UUID
    at: datetime
    actor: dict[str, Any]
    meeting_id: UUID | None
    act: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    comment: str | None


class ActionPointList(Outgoing):
    items: list[ActionPointRead]


def _form(value: Any) -> str:
    return "(list)" if isinstance(value, list) else "(one)"


Points = Annotated[list[ActionPointCreate], Shape(min_length=1, max_length=MOST_AT_ONCE)]
OneOrMany = Annotated[
    Annotated[ActionPointCreate, Tag("(one)")] | Annotated[Points, Tag("(list)")], Discriminator(_form)
]
