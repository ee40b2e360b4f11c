"""The history of an action point: insert-only, in the same transaction as what happened."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access.caller import Caller
from app.action_points.models import ActionPoint, ActionPointEvent, Answer


def actor_of(caller: Caller) -> dict[str, Any]:
    """Who did it: {kind: person | system, id, name}."""
    return {"kind": caller.kind, "id": str(caller.id), "name": caller.name}


def actor_who(answers: Answer) -> dict[str, Any]:
    """Who did what follows from an answer; with the other group, if they answer through one."""
    if answers.actor["kind"] != "link" and answers.actor["id"] != str(answers.person_id):
        return answers.actor
    return {**answers.actor, "via_group_id": answers.via_group_id}


JOB = {"kind": "job", "id": None, "name": None}


def record(  # noqa: PLR0913
    session: Session,
    point: ActionPoint,
    act: str,
    actor: Mapping[str, Any],
    now: datetime,
    *,
    meeting_id: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    comment: str | None = None,
    via_group_id: UUID | None = None,
) -> None:
    """One more row of its history. `before` and `after` hold the fields that became others.

    `via_group_id`: the other group through which whoever it is about answers; None: the actor's, if it says one.
    """
    session.add(
        ActionPointEvent(
            created_at=now,
            point_id=point.id,
            actor={name: value for name, value in actor.items() if name != "via_group_id"},
            via_group_id=via_group_id or actor.get("via_group_id"),
            meeting_id=meeting_id,
            act=act,
            before=_plain(before),
            after=_plain(after),
            comment=comment,
        )
    )


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: _word(value) for name, value in values.items()}


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | date | datetime) else value
