"""What of a note is there already: the meeting of its day, the points that its words became."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from app.imports.models import ImportedPoint
from app.imports.proposed import Proposal, ProposedPoint
from app.meetings.models import Meeting, MeetingStatus
from app.names import key


@dataclass(frozen=True)
class Before:
    """A group's meetings that are not cancelled by their day, and its points by the words they came from."""

    meetings: Mapping[date, Sequence[UUID]] = field(default_factory=dict)
    points: Mapping[str, UUID] = field(default_factory=dict)

    def meeting_on(self, day: date | None) -> UUID | None:
        """The only one of that day."""
        found = self.meetings.get(day, []) if day else []
        return found[0] if len(found) == 1 else None


def before(session: Session, group_id: UUID) -> Before:
    held = select(col(Meeting.held_on), col(Meeting.id)).where(
        col(Meeting.group_id) == group_id, col(Meeting.status) != MeetingStatus.cancelled
    )
    days: dict[date, list[UUID]] = {}
    for day, id in session.exec(held):
        days.setdefault(day, []).append(id)
    known = select(col(ImportedPoint.words_hash), col(ImportedPoint.point_id)).where(
        ImportedPoint.group_id == group_id
    )
    return Before(days, dict(session.exec(known).all()))


def words_hash(held_on: date | None, point: ProposedPoint) -> str:
    """Of the words of a point, said at the meeting of a day: next time they may be about another."""
    return hashlib.sha256(f"{held_on} {key(point.source.text)}".encode()).hexdigest()


def found_again(proposal: Proposal, known: Before) -> Proposal:
    """The proposal with the meetings and points that are there already."""
    day = proposal.meeting.held_on
    meeting = proposal.meeting.model_copy(update={"meeting_id": known.meeting_on(day)})
    coming = [
        one.model_copy(update={"meeting_id": known.meeting_on(one.held_on)}) for one in proposal.next_meetings
    ]
    points = [_again(point, known.points.get(words_hash(day, point))) for point in proposal.action_points]
    return proposal.model_copy(update={"meeting": meeting, "next_meetings": coming, "action_points": points})


def _again(point: ProposedPoint, point_id: UUID | None) -> ProposedPoint:
    """The point that these words became; it is not also about another."""
    if point_id is None:
        return point.model_copy(update={"action_point_id": None})
    return point.model_copy(
        update={"action_point_id": point_id, "about_point_id": None, "about_likeness": None}
    )
