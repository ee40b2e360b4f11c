"""What a secretary has to see to, as values: one item per group and matter."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy.sql.expression import bindparam

from app.action_points.labels import Called
from app.tables import Id

OF_GROUPS = bindparam("of_groups", expanding=True, type_=Id())


class Question(StrEnum):
    """What is asked of every group that is led; the order in which it is told."""

    unheld = auto()
    unconfirmed = auto()
    unbooked = auto()
    unreachable = auto()
    unowned = auto()
    cannot = auto()
    bounced = auto()
    stopped = auto()
    carried = auto()


@dataclass(frozen=True)
class MeetingOf:
    id: UUID
    held_on: date


@dataclass(frozen=True)
class PointOf:
    id: UUID
    number: int
    task: str
    times_carried: int | None = None


@dataclass(frozen=True)
class PersonOf:
    id: UUID
    name: str


@dataclass(frozen=True)
class Item:
    """One matter of a group. `key` is the same as long as it is the same matter.

    `owners`: what they are called. `why`: what stands in the way, as the ledger says it. `since`: null where nothing
    tells. `count`: how many points it is about, where they are not named. `line`: what somebody wrote.
    """

    question: Question
    group_id: UUID
    key: str
    meeting: MeetingOf | None = None
    point: PointOf | None = None
    person: PersonOf | None = None
    owners: tuple[Called, ...] = ()
    owner_kind: str | None = None
    why: str | None = None
    line: str | None = None
    count: int | None = None
    since: datetime | None = None
