"""A nudge: one point's reminder now, with a line of one's own (domain 4). Asked for by a lead, sent by the worker."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import closing, reach
from app.action_points.models import ActionPoint
from app.errors import Problem
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.idempotency import service as idempotency
from app.outbox import service as outbox
from app.reminders.bodies import NudgeCreate, RecipientRead, ReminderRead
from app.reminders.models import Reminder, ReminderKind, ReminderPoint, ReminderState
from app.reminders.nudge.about import meeting_of
from app.reminders.nudge.targets import Target, targets
from app.reminders.owed import Owed
from app.reminders.owing import Owing, owing


class RemindersNotOn(Problem):
    """No mail leaves a group whose reminders are off or only shown."""

    status = 409
    code = "reminders-not-on"


class ActionPointResting(Problem):
    """Nobody is mailed about it before a day."""

    status = 409
    code = "action-point-resting"


def nudge(
    session: Session, caller: Caller, id: UUID, said: NudgeCreate, idempotency_key: str | None, now: datetime
) -> list[ReminderRead]:
    """The rows of the ledger that it makes. Raises what the act, its point and its targets raise."""
    point = reach.get(session, caller, id, now, lock=True)
    caller.require(Act.nudge, point.group_id)
    idempotency.check_given(idempotency_key)
    group = session.get_one(Group, point.group_id)
    _check(point, group)
    owes = owing(session, group, now)
    owed = owes.points[id]
    _check_rest(owed, owes)
    wanted = targets(session, owes, owed, said)
    asked = {"line": said.line, "asked_by_id": caller.person_id}
    return [_read(row, id) for row in _write(session, group, owes, owed, wanted, asked, now)]


def _check(point: ActionPoint, group: Group) -> None:
    closing.check_open(point)
    if group.reminders != Setting.on:
        raise RemindersNotOn(reminders=group.reminders)


def _check_rest(point: Owed, owes: Owing) -> None:
    if point.rests_until is not None and point.rests_until > owes.day:
        raise ActionPointResting(rests_until=point.rests_until)


def _write(
    session: Session, group: Group, owes: Owing, point: Owed, wanted: list[Target], asked: Mapping[str, Any],
    now: datetime,
) -> list[Reminder]:  # fmt: skip
    """A row each; one delivery per address for those to send."""
    meeting = meeting_of(session, group, point, now)
    letters: dict[str, UUID] = {}
    for address in (target.address for target in wanted if target.state == ReminderState.planned):
        if address and address.casefold() not in letters:
            until = meeting.begins_at if meeting else None
            letters[address.casefold()] = outbox.plan(session, address, now, until, group_id=group.id).id
    about = {"group_id": group.id, "meeting_id": meeting and meeting.id, "occasion_on": owes.day, **asked}
    rows = [_row(target, letters, about, now) for target in wanted]
    session.add_all(rows)
    session.flush()
    session.add_all([ReminderPoint(reminder_id=row.id, point_id=point.id, position=0) for row in rows])
    session.flush()
    return rows


def _row(target: Target, letters: Mapping[str, UUID], about: Mapping[str, Any], now: datetime) -> Reminder:
    sent = target.state == ReminderState.planned and target.address is not None
    return Reminder(
        **about,
        kind=ReminderKind.nudge,
        created_at=now,
        recipient_kind=target.recipient.kind,
        recipient_id=target.recipient.id,
        person_id=target.person_id,
        address=target.address,
        own_state=None if sent else target.state,
        reason=target.reason,
        delivery_id=letters[target.address.casefold()] if sent and target.address else None,
    )


def _read(row: Reminder, point_id: UUID) -> ReminderRead:
    return ReminderRead(
        id=row.id,
        kind=row.kind,
        group_id=row.group_id,
        meeting_id=row.meeting_id,
        occasion_on=row.occasion_on,
        recipient=RecipientRead(kind=row.recipient_kind, id=row.recipient_id),
        person_id=row.person_id,
        address=row.address,
        action_point_ids=[point_id],
        state=row.own_state or ReminderState.planned,
        reason=row.reason if row.own_state else None,
        attempts=0,
        message_id=None,
        last_reply=None,
        planned_at=row.created_at.astimezone(UTC),
        sent_at=None,
    )
