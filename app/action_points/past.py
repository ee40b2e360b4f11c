"""Answers and history as JSON. Of who answers through a group that the reader does not see: its name, and nobody's."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased, outerjoin
from sqlmodel import col

from app.action_points import shown
from app.action_points.bodies import AnswerRead, EventRead
from app.action_points.models import ActionPointEvent, Answer
from app.groups.models import Group
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.persons.models import Person
from app.reading import Shape, as_json, emptied, json_object, member, shape
from app.tables import Id


def is_current(answer: Any) -> ColumnElement[bool]:
    """Whether the same owner has not answered anew."""
    later = aliased(Answer, name="later_answer")
    same = or_(
        col(later.person_id) == col(answer.person_id),
        col(later.organization_id) == col(answer.organization_id),
    )
    anew = select(col(later.id)).where(
        col(later.point_id) == col(answer.point_id), same, col(later.id) > col(answer.id)
    )
    return ~exists(anew.correlate_except(later))


def _answer() -> Shape:
    person, office = aliased(Person, name="answered"), aliased(Organization, name="answered_for")
    via = aliased(Group, name="answered_via")
    may_know = shown.person(col(Answer.via_group_id), col(Answer.person_id))

    def with_names(answers: Any) -> Any:
        with_person = outerjoin(answers, person, col(person.id) == col(Answer.person_id))
        with_office = outerjoin(with_person, office, col(office.id) == col(Answer.organization_id))
        return outerjoin(with_office, via, col(via.id) == col(Answer.via_group_id))

    return shape(
        AnswerRead,
        Answer,
        joins=with_names,
        id=col(Answer.id),
        action_point_id=col(Answer.point_id),
        person_id=case((may_know, col(Answer.person_id))),
        organization_id=col(Answer.organization_id),
        name=case((may_know, func.coalesce(col(person.name), col(office.name))), else_=col(via.name)),
        answer=col(Answer.answer),
        comment=col(Answer.comment),
        rests_until=col(Answer.rests_until),
        created_at=col(Answer.created_at),
        actor=_actor(Answer, via, may_know, col(Answer.person_id)),
        current=is_current(Answer),
    )


def _event() -> Shape:
    via = aliased(Group, name="done_via")
    answerer = cast(member(col(ActionPointEvent.after), "person_id"), Id())
    actor = cast(member(col(ActionPointEvent.actor), "id"), Id())
    may_know = shown.person(col(ActionPointEvent.via_group_id), func.coalesce(answerer, actor))
    after = _with_meeting(col(ActionPointEvent.after))
    return shape(
        EventRead,
        ActionPointEvent,
        joins=lambda events: outerjoin(events, via, col(via.id) == col(ActionPointEvent.via_group_id)),
        id=col(ActionPointEvent.id),
        at=col(ActionPointEvent.created_at),
        actor=_actor(ActionPointEvent, via, may_know, answerer),
        meeting_id=col(ActionPointEvent.meeting_id),
        act=col(ActionPointEvent.act),
        before=_with_meeting(col(ActionPointEvent.before)),
        after=case((may_know, after), else_=emptied(after, "person_id")),
        comment=col(ActionPointEvent.comment),
    )


def _actor(of: Any, via: Any, may_know: ColumnElement[bool], answerer: Any) -> Any:
    """Who did it. Not shown: whoever answers themselves; who writes down another's answer is of the point's group."""
    id, kind = member(col(of.actor), "id"), member(col(of.actor), "kind")
    for_another = and_(kind != "link", cast(id, Id()) != answerer)
    unnamed = json_object(kind=kind, id=None, name=col(via.name))
    return case((or_(may_know, for_another), as_json(col(of.actor))), else_=unnamed)


def _with_meeting(fields: Any) -> ColumnElement[Any]:
    """What became another, without the meeting it was due at for those who do not know its group."""
    named = aliased(Meeting, name="named_meeting")
    id = cast(member(fields, "due_meeting_id"), Id())
    known = exists(
        select(col(named.id)).where(col(named.id) == id, shown.meeting(col(named.group_id)))
    ).correlate(ActionPointEvent)
    return case((or_(id.is_(None), known), fields), else_=emptied(fields, "due_meeting_id"))


ANSWER = _answer()
EVENT = _event()
