"""What a secretary has to see to, as it goes out of the API."""

from datetime import date, datetime
from uuid import UUID

from app.tables import Outgoing


class WorkGroup(Outgoing):
    id: UUID
    name: str


class WorkMeeting(Outgoing):
    id: UUID
    held_on: date


class WorkPoint(Outgoing):
    """`times_carried` is said where it is what the item is about."""

    id: UUID
    number: int
    task: str
    times_carried: int | None


class WorkPerson(Outgoing):
    id: UUID
    name: str


class WorkItem(Outgoing):
    """One matter of a group. `owners`: whom it is about, in words,
    in the language that was asked for, else the group's. `count`: how many open points wait.

    `why`: vacant, no_address, bounced, stopped, named, left, or a mail's state: failed, uncertain, expired, held,
    too_late (the meeting began before those in `owners` were reminded).
    `comment`: what was said with "cannot". `since`: null where nothing tells.
    """

    group: WorkGroup
    meeting: WorkMeeting | None
    action_point: WorkPoint | None
    person: WorkPerson | None
    owners: list[str]
    why: str | None
    comment: str | None
    count: int | None
    since: datetime | None


class Worklist(Outgoing):
    """What waits in the groups that the caller leads. An item stands in each list that fits.

    A group in which nobody can be told of all this stands in `unreachable` without a point.
    """

    unheld: list[WorkItem]
    unconfirmed: list[WorkItem]
    unbooked: list[WorkItem]
    unreachable: list[WorkItem]
    unowned: list[WorkItem]
    cannot: list[WorkItem]
    bounced: list[WorkItem]
    stopped: list[WorkItem]
    carried: list[WorkItem]
