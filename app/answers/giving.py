"""Answers through a link: all that was said, or nothing and why; the same said again makes nothing twice."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.action_points import answers
from app.action_points.models import Answer
from app.answers import typed
from app.answers.models import AnswerLink
from app.answers.readers import Reader
from app.answers.sheet import Sheet, Shown
from app.answers.typed import Fault, Said


def give(
    session: Session, link: AnswerLink, reader: Reader, sheet: Sheet, form: Mapping[str, str], now: datetime,
    *, hasty: bool,
) -> list[Fault]:  # fmt: skip
    """What is wrong with the form; when nothing is, its answers are kept. The group is locked."""
    filled = [
        (shown, each) for shown in sheet.points if not (each := typed.of(form, shown.point.number)).is_empty
    ]
    if not filled:
        return [Fault("nothing")]
    if faults := [fault for shown, each in filled for fault in typed.faults(shown, each, sheet.day)]:
        return faults
    for shown, each in filled:
        said = typed.said(each)
        if not _said_already(shown.answer, said, link.id):
            answers.give(session, shown.point, _answer(link, reader, shown, said, now), now, hasty=hasty)
    return []


def _said_already(last: Answer | None, said: Said, link_id: UUID) -> bool:
    """The same, through the same link: a form sent twice. Through a later letter it is news that it is still so."""
    return (
        last is not None
        and last.actor.get("id") == str(link_id)
        and (last.answer, last.comment, last.rests_until) == (said.answer, said.comment, said.rests_until)
    )


def _answer(link: AnswerLink, reader: Reader, shown: Shown, said: Said, now: datetime) -> Answer:
    return Answer(
        created_at=now,
        point_id=shown.point.id,
        person_id=reader.person_id,
        organization_id=reader.organization_id,
        answer=said.answer,
        comment=said.comment,
        rests_until=said.rests_until,
        actor={"kind": "link", "id": str(link.id), "name": reader.name},
    )
