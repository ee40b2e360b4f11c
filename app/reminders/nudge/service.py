"""A nudge: one point's reminder now, with a line of one's own (domain 4). Asked for by a lead, sent by the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.caller import Caller
from app.access.policy import Act
from app.action_points import closing, reach
from app.action_points.models import ActionPoint
from app.errors import Problem
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.outbox import service as outbox
from app.reminders.bodies import NudgeCreate, RecipientRead, ReminderRead
from app.reminders.models import Reminder, ReminderKind, ReminderPoint, ReminderState
from app.reminders.nudge.about import meeting_of
from app.reminders.nudge.request import IdempotencyKeyReused, request_key, same_asker
from app.reminders.nudge.targets import Target, targets
from app.reminders.owing import Owed, Owing, owing


class RemindersNotOn(Problem):
    """No mail leaves a group whose reminders are off or only shown."""

    status = 409
    code = "reminders-not-on"


class ActionPointResting(Problem):
    """Nobody is mailed about it before a day."""

    status = 409
    code = "action-point-resting"


@dataclass(frozen=True)
class Nudged:
    """The rows of the ledger that a request made, as they began. `again`: it had come before, and nothing is made."""

    items: list[ReminderRead]
    again: bool


def nudge(
    session: Session, caller: Caller, id: UUID, said: NudgeCreate, header: str | None, now: datetime
) -> Nudged:
    """Raises what the act, its key, its point and its targets raise. The same request again changes nothing."""
    point = reach.get(session, caller, id, now, lock=True)
    caller.require(Act.nudge, point.group_id)
    key = request_key(caller.id, f"/action-points/{id}/nudge", header, said.model_dump(mode="json"))
    if rows := _asked_before(session, id, key):
        return Nudged([_as_it_began(row, id) for row in rows], again=True)
    group = session.get_one(Group, point.group_id)
    _check(point, group)
    owes = owing(session, group, now)
    owed = owes.points[id]
    _check_rest(owed, owes)
    wanted = targets(session, owes, owed, said)
    asked = {"line": said.line, "asked_by_id": caller.person_id, "request_key": key}
    rows = _write(session, group, owes, owed, wanted, asked, now)
    return Nudged([_as_it_began(row, id) for row in rows], again=False)


def _asked_before(session: Session, id: UUID, key: str) -> list[Reminder]:
    """What the same request made the first time. Raises IdempotencyKeyReused if another did, with the same key."""
    begins = col(Reminder.request_key).startswith(same_asker(key))
    about = select(ReminderPoint.reminder_id).where(ReminderPoint.point_id == id)
    wanted = select(Reminder).where(col(Reminder.id).in_(about), begins).order_by(col(Reminder.id))
    rows = list(session.exec(wanted))
    if any(row.request_key != key for row in rows):
        raise IdempotencyKeyReused
    return rows


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


def _as_it_began(row: Reminder, point_id: UUID) -> ReminderRead:
    """The row as the first answer showed it, whatever has become of it since."""
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
