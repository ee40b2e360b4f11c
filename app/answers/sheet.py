"""What an answer page shows a reader: the points that the letter listed and held out, as they stand now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from uuid import UUID

from sqlmodel import Session, col, select

from app import nouns
from app.action_points import answers
from app.action_points.due import POINT
from app.action_points.models import ActionPoint, Answer, Owner, OwnerKind
from app.action_points.owners import points_of
from app.answers import readers
from app.answers.models import AnswerLink
from app.answers.readers import Reader
from app.groups.models import Group
from app.meetings.models import BOOKED, Meeting, MeetingStatus
from app.reading import NOW
from app.reminders.composing import may_take, point_told
from app.reminders.digest import MeetingTold, PointTold
from app.reminders.models import Reminder
from app.reminders.owing import Owing, Share, owing
from app.reminders.wording import Wording, wordings


class State(StrEnum):
    """What the reader can do with a point."""

    answerable = auto()
    takeable = auto()
    closed = auto()
    gone = auto()  # another's, or nobody's who may take it


@dataclass(frozen=True)
class Shown:
    """One point. `told`: as an open one is told in letters. `answer`: the reader's last one since it was opened.

    `seen`: whether the reader may still read what it says.
    """

    point: ActionPoint
    state: State
    told: PointTold | None
    answer: Answer | None
    seen: bool


@dataclass(frozen=True)
class Sheet:
    """`meeting_told`: with the video link only where the letter has shown the same. `ahead`: it has not begun."""

    group: Group
    day: date
    meeting: Meeting | None
    meeting_told: MeetingTold | None
    ahead: bool
    points: tuple[Shown, ...]


def sheet(session: Session, link: AnswerLink, reader: Reader, now: datetime) -> Sheet:
    """Asked of the same rules as letters are: owners, due, who may take."""
    group = session.get_one(Group, link.group_id)
    owes = owing(session, group, now)
    meeting = session.get(Meeting, reader.row.meeting_id) if reader.row.meeting_id else None
    points = sorted(_points(session, link, reader, group, owes, now), key=_place)
    told = _meeting(meeting, reader.row) if meeting else None
    ahead = meeting is not None and meeting.status in BOOKED and meeting.begins_at > now
    return Sheet(group, owes.day, meeting, told, ahead, tuple(points))


def _place(shown: Shown) -> tuple[int, date, int]:
    """As letters have it, by due day and number; what can be taken after what is theirs, the rest last."""
    due_on = shown.told.due_on if shown.told else None
    return list(State).index(shown.state), due_on or date.max, shown.point.number


def _points(
    session: Session, link: AnswerLink, reader: Reader, group: Group, owes: Owing, now: datetime
) -> Iterator[Shown]:
    offered = [UUID(id) for id in link.offered]
    ids = list(dict.fromkeys([*readers.points_of(session, reader), *offered]))
    theirs, said = _theirs(session, reader, ids, now), _answers(session, reader, ids)
    takes = may_take(session, group.id, reader.person_id, owes.day)
    wording = wordings(session, ids, now)
    for id in ids:
        point = session.get_one(ActionPoint, id)
        answer = said.get(id)
        current = answer if answer and answer.created_at >= point.opened_at else None
        state = _state(session, reader, point, now, theirs=id in theirs, takes=takes and id in offered)
        is_told = state in {State.answerable, State.takeable}
        told = _told(reader, group, owes, id, wording[id]) if is_told else None
        yield Shown(point, state, told, current, seen=id in theirs or takes)


def _state(
    session: Session, reader: Reader, point: ActionPoint, now: datetime, *, theirs: bool, takes: bool
) -> State:
    if theirs and point.closed_at is None:
        return State.answerable
    if theirs:
        back = answers.may_take_back(session, point, reader.answerer, now)
        return State.answerable if back else State.closed
    unowned = session.exec(select(Owner.id).where(Owner.point_id == point.id)).first() is None
    return State.takeable if takes and unowned and point.closed_at is None else State.gone


def _theirs(session: Session, reader: Reader, ids: Iterable[UUID], now: datetime) -> set[UUID]:
    """Those that the reader answers for; closed ones keep whose they were."""
    if reader.person_id is not None:
        mine = points_of(nouns.literal_id(reader.person_id), col(POINT.id).in_(ids))
        return set(session.execute(mine, {NOW.key: now}).scalars())
    office = select(Owner.point_id).where(
        Owner.kind == OwnerKind.organization,
        Owner.organization_id == reader.organization_id,
        col(Owner.point_id).in_(ids),
    )
    return set(session.exec(office))


def _answers(session: Session, reader: Reader, ids: Iterable[UUID]) -> dict[UUID, Answer]:
    """The last answer of the reader to each."""
    given = select(Answer).where(
        col(Answer.point_id).in_(ids),
        Answer.person_id == reader.person_id,
        Answer.organization_id == reader.organization_id,
    )
    return {answer.point_id: answer for answer in session.exec(given.order_by(col(Answer.id)))}


def _told(reader: Reader, group: Group, owes: Owing, point_id: UUID, said: Wording) -> PointTold | None:
    owed = owes.points.get(point_id)
    if owed is None:
        return None
    standing = owes.standings.get(reader.recipient)
    share = standing and standing.shares.get(point_id)
    return point_told(group, share or Share(owed), owes, said, owes.day, reader.language)


def _meeting(meeting: Meeting, row: Reminder) -> MeetingTold:
    shown = (row.told or {}).get("online_url")
    return MeetingTold(
        id=meeting.id,
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        place=meeting.place,
        online_url=meeting.online_url if meeting.online_url == shown else None,
        preliminary=meeting.status == MeetingStatus.proposed,
        expected=True,
    )
