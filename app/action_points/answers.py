"""Answers: what an owner says of a point, and what follows from it (domain 4 "Answering")."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock, nouns
from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import closing, completion, history, owners_said, reach
from app.action_points.bodies import AnswerCreate
from app.action_points.due import POINT
from app.action_points.models import (
    ActionPoint,
    Answer,
    AnswerKind,
    Completion,
    Owner,
    OwnerKind,
    PointStatus,
)
from app.action_points.owners import points_of, ways_of
from app.errors import Problem, Refused, invalid
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.reading import NOW

STATUS = {AnswerKind.in_progress: PointStatus.in_progress, AnswerKind.waiting: PointStatus.waiting}


class AlreadyTaken(Problem):
    """The point has an owner already."""

    status = 409
    code = "already-taken"


class NotAnOwner(Problem):
    """Only those who own it answer for it."""

    status = 422
    code = "not-an-owner"


def add(session: Session, caller: Caller, id: UUID, said: AnswerCreate, now: datetime) -> Answer:
    """An answer by an owner, or by a lead for one. What follows happens in the same transaction."""
    point = reach.get(session, caller, id, now, lock=True)
    person_id, organization_id = _who(caller, said)
    _check_may(session, caller, point, person_id, said.answer, now)
    answer = Answer(
        created_at=now,
        point_id=point.id,
        person_id=person_id,
        organization_id=organization_id,
        answer=said.answer,
        comment=said.comment,
        rests_until=said.rests_until,
        actor=history.actor_of(caller),
    )
    give(session, point, answer, now)
    return answer


def give(session: Session, point: ActionPoint, answer: Answer, now: datetime, *, hasty: bool = False) -> None:
    """Keeps an answer of somebody who may give it, with all that follows.

    `hasty`: given faster than anybody reads; its history says so. Raises ActionPointClosed, AlreadyTaken, NotAnOwner.
    """
    answer.via_group_id = _through(session, point, answer, now)
    if point.closed_at is not None:
        _take_back(session, point, answer, now)
    if answer.answer == AnswerKind.took:
        _take(session, point, answer, now)
    elif not _owns(session, point, answer, now):
        raise NotAnOwner(errors=[{"pointer": "#/person_id", "code": "not_an_owner"}])
    session.add(answer)
    after = {
        "answer": answer.answer,
        "person_id": answer.person_id,
        "organization_id": answer.organization_id,
        **({"hasty": True} if hasty else {}),
    }
    history.record(
        session,
        point,
        "answered",
        answer.actor,
        now,
        after=after,
        comment=answer.comment,
        via_group_id=answer.via_group_id,
    )
    session.flush()
    _follow(session, point, answer, now)


def _who(caller: Caller, said: AnswerCreate) -> tuple[UUID | None, UUID | None]:
    """Whose answer it is: one person or one organization; the person calling if nobody is named."""
    if said.person_id and said.organization_id:
        raise invalid("#/organization_id", "one_of_two")
    if said.organization_id is None and (said.person_id or caller.person_id) is None:
        raise invalid("#/person_id", "missing")
    return (
        (None, said.organization_id) if said.organization_id else (said.person_id or caller.person_id, None)
    )


def _check_may(
    session: Session,
    caller: Caller,
    point: ActionPoint,
    person_id: UUID | None,
    kind: AnswerKind,
    now: datetime,
) -> None:
    """Owners answer for themselves, leads for anybody; those who may take points take them for themselves."""
    if caller.may(Act.change_points, point.group_id):
        return
    themselves = person_id is not None and person_id == caller.person_id
    if themselves and kind == AnswerKind.took and caller.may(Act.take_point, point.group_id):
        return
    if not themselves or kind == AnswerKind.took or not reach.owns(session, caller, point.id, now):
        raise Refused(act="answer")


def _owns(session: Session, point: ActionPoint, answer: Answer, now: datetime) -> bool:
    if answer.person_id is not None:
        mine = points_of(nouns.literal_id(answer.person_id), col(POINT.id) == point.id)
        return session.execute(mine, {NOW.key: now}).first() is not None
    office = select(col(Owner.id)).where(
        Owner.point_id == point.id,
        Owner.kind == OwnerKind.organization,
        Owner.organization_id == answer.organization_id,
    )
    return session.exec(office).first() is not None


def _through(session: Session, point: ActionPoint, answer: Answer, now: datetime) -> UUID | None:
    """The other group through which alone the person answers; None for those who answer through the point's own."""
    if answer.person_id is None:
        return None
    ways = ways_of(nouns.literal_id(answer.person_id), col(POINT.id) == point.id)
    groups = {via for _, via in session.execute(ways, {NOW.key: now})}
    return None if point.group_id in groups else min(groups, default=None)


def _take(session: Session, point: ActionPoint, answer: Answer, now: datetime) -> None:
    """An unowned point becomes this person's."""
    if answer.person_id is None:
        raise invalid("#/person_id", "missing")
    if session.exec(select(col(Owner.id)).where(Owner.point_id == point.id)).first():
        raise AlreadyTaken
    group = session.get_one(Group, point.group_id)
    owner = owners_said.of_person(answer.person_id, point.group_id)
    owners_said.replace(session, point.id, [owner], clock.day_in(now, group.time_zone), now)
    point.touch(now)


def _take_back(session: Session, point: ActionPoint, answer: Answer, now: datetime) -> None:
    """Another answer than the done that closed it opens it again, until a meeting has come between (domain 4)."""
    if not may_take_back(session, point, completion.answerer(answer), now):
        closing.check_open(point)
    if answer.answer != AnswerKind.done:
        opened_before = point.opened_at
        closing.reopen(session, point, history.actor_who(answer), now, answer.comment)
        if point.completion == Completion.each:
            point.opened_at = opened_before


def may_take_back(session: Session, point: ActionPoint, answerer: completion.Answerer, now: datetime) -> bool:
    """Whether the point is closed, by answers of which one is theirs, and no meeting has come between."""
    return (
        point.closed_by_answer
        and answerer in completion.done_by(session, point)
        and not _met_since(session, point, now)
    )


def _met_since(session: Session, point: ActionPoint, now: datetime) -> bool:
    met = select(col(Meeting.id)).where(
        Meeting.group_id == point.group_id,
        col(Meeting.status) != MeetingStatus.cancelled,
        col(Meeting.begins_at) > point.closed_at,
        col(Meeting.begins_at) <= now,
    )
    return session.exec(met).first() is not None


def _follow(session: Session, point: ActionPoint, answer: Answer, now: datetime) -> None:
    """What an answer does to the point: `cannot` nothing, `done` closes an `any` point, the others are its status."""
    if point.closed_at is not None:
        return
    if point.completion == Completion.each:
        completion.look(session, point, history.actor_who(answer), now)
    elif answer.answer == AnswerKind.done:
        closing.close(
            session,
            point,
            PointStatus.done,
            history.actor_who(answer),
            now,
            outcome=answer.comment,
            by_answer=True,
        )
    else:
        _set_status(point, answer, now)
    session.flush()


def _set_status(point: ActionPoint, answer: Answer, now: datetime) -> None:
    said: dict[str, Any] = {}
    if answer.answer in STATUS:
        said["status"] = STATUS[answer.answer]
    if answer.rests_until is not None:
        said["rests_until"] = answer.rests_until
    if any(getattr(point, name) != value for name, value in said.items()):
        point.sqlmodel_update(said)
        point.touch(now)
