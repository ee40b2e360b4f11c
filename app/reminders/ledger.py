"""The ledger read: what somebody has been told already, and every row of it as the API shows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    inspect,
    or_,
    select,
    update,
)
from sqlalchemy.orm import outerjoin
from sqlalchemy.types import String
from sqlmodel import Session, col

from app.meetings.models import Meeting
from app.outbox.models import Delivery, DeliveryState
from app.reading import json_object, many, quoted, shape
from app.reminders.asked_for import Told
from app.reminders.bodies import ReminderRead, RunRead
from app.reminders.models import CURRENT, Reminder, ReminderPoint, ReminderRun, ReminderState
from app.reminders.owing import Recipient
from app.tables import Id

if TYPE_CHECKING:
    from app.reminders.plan import Planned

ACCEPTED = col(Delivery.state) == DeliveryState.accepted


@dataclass
class Before:
    """When each recipient last had an accepted mail: about meetings, and about points' own days."""

    meetings: dict[tuple[UUID, Recipient], datetime] = field(default_factory=dict)
    own: dict[Recipient, dict[tuple[UUID, date], datetime]] = field(default_factory=dict)

    def of(self, recipient: Recipient, meeting: Meeting | None) -> Told:
        last = self.meetings.get((meeting.id, recipient)) if meeting else None
        return Told(last, self.own.get(recipient, {}))


def told(session: Session, meetings: Iterable[Meeting], own: Iterable[UUID]) -> Before:
    """About these meetings, and about days of these points' own."""
    ids, points, found = [meeting.id for meeting in meetings], list(own), Before()
    for who, meeting_id, last in _rows(session, _about(ids)) if ids else ():
        found.meetings[meeting_id, who] = last
    for who, point_id, day, last in _rows(session, _own(points)) if points else ():
        found.own.setdefault(who, {})[point_id, day] = last
    return found


def _rows(session: Session, statement: Any) -> Iterator[Any]:
    """With the recipient, whose kind and id come first, as one."""
    for kind, id, *others in session.execute(statement):
        yield Recipient(kind, id), *others


def _about(meeting_ids: Sequence[UUID]) -> Any:
    what = col(Reminder.meeting_id)
    return _sent(what, func.max(Delivery.sent_at)).where(what.in_(meeting_ids)).group_by(*WHO, what)


def _own(point_ids: Sequence[UUID]) -> Any:
    what = col(ReminderPoint.point_id), col(ReminderPoint.own_due_on)
    return (
        _sent(*what, func.max(Delivery.sent_at))
        .join(ReminderPoint, col(ReminderPoint.reminder_id) == col(Reminder.id))
        .where(what[0].in_(point_ids), what[1].is_not(None))
        .group_by(*WHO, *what)
    )


def _sent(*what: Any) -> Any:
    mail = col(Delivery.id) == col(Reminder.delivery_id)
    return select(*WHO, *what).select_from(Reminder).join(Delivery, mail).where(ACCEPTED)


WHO: tuple[Any, ...] = (col(Reminder.recipient_kind), col(Reminder.recipient_id))


def knowing(session: Session, meetings: Iterable[Meeting]) -> set[tuple[UUID, Recipient]]:
    """Whom an accepted mail has told the day that each of these meetings has now."""
    days = {meeting.id: meeting.held_on for meeting in meetings}
    what = col(Reminder.meeting_id), col(Reminder.told_on)
    found = _rows(session, _sent(*what).where(what[0].in_(list(days)))) if days else ()
    return {(meeting_id, who) for who, meeting_id, told_on in found if told_on == days[meeting_id]}


def not_there(session: Session, made: Sequence["Planned"]) -> list["Planned"]:
    """Those that the ledger does not have yet, each recipient and occasion once.

    What stands there from before reminders were turned on makes room for what is sent.
    """
    if not made:
        return []
    rows = [(row, _places_of(row)) for row in session.execute(STANDING, _standing(made))]
    old = _only_shown(rows, made) if rows else set()
    taken = {place for row, those in rows if row.id not in old for place in those}
    new: list[Planned] = []
    for planned in made:
        theirs = _places(planned)
        if taken.isdisjoint(theirs):
            taken.update(theirs)
            new.append(planned)
    if old:
        gone = update(Reminder).where(col(Reminder.id).in_(old))
        gone = gone.values(superseded=True, reason="reminders_on")
        session.execute(gone, execution_options={"synchronize_session": False})
    return new


def _only_shown(rows: Iterable[tuple[Any, Sequence[Any]]], made: Sequence["Planned"]) -> set[UUID]:
    """Those in the way that nothing was sent for, from before reminders were turned on."""
    since = {planned.occurrence.group.id: planned.occurrence.group.reminders_since for planned in made}
    places = {place for planned in made for place in _places(planned)}
    return {
        row.id
        for row, those in rows
        if row.delivery_id is None and row.created_at < since[row.group_id] and places.intersection(those)
    }


def _standing(made: Sequence["Planned"]) -> dict[str, list[Any]]:
    """Where they would be: their groups, days and meetings."""
    return {
        GROUPS.key: list({planned.occurrence.group.id for planned in made}),
        DAYS.key: list({planned.occurrence.occasion.day for planned in made}),
        MEETINGS.key: list({planned.meeting.id for planned in made if planned.meeting}),
    }


GROUPS, MEETINGS = (bindparam(name, type_=Id(), expanding=True) for name in ("groups", "meetings"))
DAYS = bindparam("days", type_=Date(), expanding=True)
ON_A_DAY = and_(col(Reminder.group_id).in_(GROUPS), col(Reminder.occasion_on).in_(DAYS))
STANDING = select(
    col(Reminder.id), col(Reminder.group_id), col(Reminder.occasion_on), col(Reminder.meeting_id),
    col(Reminder.meeting_revision), col(Reminder.smallest_offset), col(Reminder.recipient_kind),
    col(Reminder.recipient_id), col(Reminder.delivery_id), col(Reminder.created_at), col(Reminder.own_state),
).where(CURRENT, or_(ON_A_DAY, col(Reminder.meeting_id).in_(MEETINGS)))  # fmt: skip


def _places(planned: "Planned") -> list[tuple[Any, ...]]:
    """What is unique of it (domain 4, The ledger)."""
    occasion, meeting, who = planned.occurrence.occasion, planned.meeting, planned.recipient
    of_meeting = (meeting.id, meeting.day_revision, occasion.offset, who) if meeting else None
    return _taken((planned.occurrence.group.id, occasion.day, who), of_meeting, planned.state)


def _places_of(row: Any) -> list[tuple[Any, ...]]:
    """The same of a row that is there."""
    who = Recipient(row.recipient_kind, row.recipient_id)
    of_meeting = (row.meeting_id, row.meeting_revision, row.smallest_offset, who) if row.meeting_id else None
    return _taken((row.group_id, row.occasion_on, who), of_meeting, row.own_state)


def _taken(
    on_the_day: tuple[Any, ...], of_meeting: tuple[Any, ...] | None, state: ReminderState | None
) -> list[tuple[Any, ...]]:
    """What came too late is no digest of its day: it keeps none away, and none hides it."""
    if state == ReminderState.too_late:
        return [of_meeting or (*on_the_day, state)]
    return [on_the_day, of_meeting] if of_meeting else [on_the_day]


def of_delivery(session: Session, delivery_id: UUID) -> list[Reminder]:
    """The rows that one letter answers for; several where persons share an address."""
    rows = select(Reminder).where(col(Reminder.delivery_id) == delivery_id).order_by(col(Reminder.id))
    return list(session.execute(rows).scalars())


def points_of(session: Session, reminder_id: UUID) -> list[ReminderPoint]:
    rows = select(ReminderPoint).where(col(ReminderPoint.reminder_id) == reminder_id)
    return list(session.execute(rows.order_by(col(ReminderPoint.position))).scalars())


def thread(
    session: Session, group_id: UUID, recipients: Iterable[Recipient], *, meeting_id: UUID | None = None,
    points: Iterable[UUID] = (),
) -> str | None:  # fmt: skip
    """The Message-ID of the group's first accepted mail to one of these about the meeting or one of the points.

    What later ones answer to, so that what is said of a point stays together.
    """
    its = col(ReminderPoint.reminder_id) == col(Reminder.id)
    about = exists().where(its, col(ReminderPoint.point_id).in_(list(points)))
    first = (
        select(col(Delivery.message_id))
        .join(Reminder, col(Reminder.delivery_id) == col(Delivery.id))
        .where(
            col(Reminder.group_id) == group_id,
            or_(col(Reminder.meeting_id) == meeting_id, about) if meeting_id else about,
            col(Reminder.recipient_id).in_([recipient.id for recipient in recipients]),
            ACCEPTED,
        )
        .order_by(col(Delivery.sent_at))
        .limit(1)
    )
    return session.execute(first).scalar()


STATE: ColumnElement[Any] = case(
    (col(Reminder.superseded), ReminderState.superseded.value),
    (col(Reminder.own_state).is_not(None), cast(col(Reminder.own_state), String)),
    else_=cast(col(Delivery.state), String),
)


def _shape() -> Any:
    its = col(ReminderPoint.reminder_id) == col(Reminder.id)
    ids = many(
        quoted(cast(col(ReminderPoint.point_id), String)),
        inspect(ReminderPoint).selectable,
        its,
        order=(col(ReminderPoint.position),),
        of=Reminder,
    )
    return shape(
        ReminderRead,
        Reminder,
        joins=lambda rows: outerjoin(rows, Delivery, col(Delivery.id) == col(Reminder.delivery_id)),
        id=col(Reminder.id),
        kind=col(Reminder.kind),
        group_id=col(Reminder.group_id),
        meeting_id=col(Reminder.meeting_id),
        occasion_on=col(Reminder.occasion_on),
        recipient=json_object(kind=col(Reminder.recipient_kind), id=col(Reminder.recipient_id)),
        person_id=col(Reminder.person_id),
        address=col(Reminder.address),
        action_point_ids=ids,
        state=STATE,
        reason=func.coalesce(col(Reminder.reason), col(Delivery.reason)),
        attempts=func.coalesce(col(Delivery.attempts), 0),
        message_id=col(Delivery.message_id),
        last_reply=col(Delivery.last_reply),
        planned_at=col(Reminder.created_at),
        sent_at=col(Delivery.sent_at),
    )


READ = _shape()
RUN = shape(
    RunRead,
    ReminderRun,
    id=col(ReminderRun.id),
    created_at=col(ReminderRun.created_at),
    at=col(ReminderRun.at),
    ended_at=col(ReminderRun.ended_at),
    counts=col(ReminderRun.counts),
)
