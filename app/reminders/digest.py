"""What a digest says, as values: planned, frozen, previewed and tested without database or mail server."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True)
class MeetingTold:
    """The group's next meeting. `online_url`: only for those expected at it, else None."""

    id: UUID
    held_on: date
    start_time: time | None
    end_time: time | None
    place: str | None
    online_url: str | None
    preliminary: bool
    expected: bool


@dataclass(frozen=True)
class PointTold:
    """One action point. `late`: its day has passed. `due_elsewhere`: the other group that it is due at.

    `for_whom`: the role, organization, group or leaver that it comes through; None: it is their own.
    `for_kind`: which of these, as an OwnerKind, or role_below: a subgroup's role; a leaver is a person.
    `details` to `others` are filled only where the group mails details.
    """

    id: UUID
    number: int
    task: str
    due_on: date | None
    due_event: str | None
    due_elsewhere: str | None
    late: bool
    waiting: bool
    times_carried: int
    part: str
    for_whom: str | None
    each: bool
    details: str | None = None
    agenda_item: str | None = None
    agreed_on: date | None = None
    others: tuple[str, ...] = ()
    for_kind: str | None = None


@dataclass(frozen=True)
class Section:
    """The points of one recipient; several where persons share an address, then each under its name."""

    name: str
    points: tuple[PointTold, ...]


@dataclass(frozen=True)
class Links:
    """Where the reader answers (None: nothing is asked), and (persons only) where they stop what the group sends."""

    answer: str | None
    stop: str | None


SHOWN = Links("…", "…")


@dataclass(frozen=True)
class Digest:
    """One letter to one address about one group and day. `unowned`: what those who may can take, last.

    Sections and their points are never empty.
    `reply_to_name`: whose address answers go to; None where nobody would read them. `links`: SHOWN in a preview.
    """

    group: str
    language: str
    today: date
    meeting: MeetingTold | None
    sections: tuple[Section, ...]
    unowned: tuple[PointTold, ...]
    answer_by: date | None
    reply_to_name: str | None
    links: Links
    group_short_name: str | None = None
