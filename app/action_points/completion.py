"""When an `each` point is done: somebody is reachable, and everybody reachable has answered done (domain 3.5)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.action_points import closing, history
from app.action_points.models import ActionPoint, Answer, AnswerKind, Completion, PointStatus
from app.action_points.owners import OWNER, Owners
from app.mail.address import EmailState
from app.meetings.models import Meeting
from app.reading import NOW

Answerer = tuple[str, UUID]


def look(
    session: Session,
    point: ActionPoint,
    actor: Mapping[str, Any],
    now: datetime,
    meeting: Meeting | None = None,
) -> bool:
    """Closes the point if it is an open `each` point that everybody reachable has answered done. True if it did."""
    if point.completion != Completion.each or point.closed_at is not None:
        return False
    reachable = set(_reachable(session, point.id, now))
    if not reachable or not reachable <= done_by(session, point):
        return False
    closing.close(session, point, PointStatus.done, actor, now, meeting=meeting, by_answer=meeting is None)
    return True


def look_at_group(session: Session, meeting: Meeting, now: datetime) -> None:
    """The same for all open `each` points of a group, when a meeting of it is held."""
    waiting = select(ActionPoint).where(
        ActionPoint.group_id == meeting.group_id,
        ActionPoint.completion == Completion.each,
        col(ActionPoint.closed_at).is_(None),
    )
    for point in session.exec(waiting.with_for_update()).all():
        look(session, point, history.JOB, now, meeting)


def _reachable(session: Session, point_id: UUID, now: datetime) -> Iterator[Answerer]:
    rule = Owners(col(OWNER.point_id) == point_id)
    offices = select(rule.owned.c.organization_id).where(
        rule.owned.c.office.is_not(None), rule.owned.c.office_state == EmailState.good
    )
    people = select(rule.people.c.person_id).where(rule.people.c.unreachable.is_(None))
    yield from (("organization", id) for id in session.execute(offices, {NOW.key: now}).scalars())
    yield from (("person", id) for id in session.execute(people, {NOW.key: now}).scalars())


def done_by(session: Session, point: ActionPoint) -> set[Answerer]:
    """Whose last answer since the point was last opened is done."""
    given = select(Answer).where(Answer.point_id == point.id, col(Answer.created_at) >= point.opened_at)
    last = {answerer(answer): answer.answer for answer in session.exec(given.order_by(col(Answer.id)))}
    return {who for who, kind in last.items() if kind == AnswerKind.done}


def answerer(answer: Answer) -> Answerer:
    """Who answered: a person or an organization."""
    if answer.person_id is not None:
        return "person", answer.person_id
    assert answer.organization_id is not None
    return "organization", answer.organization_id
