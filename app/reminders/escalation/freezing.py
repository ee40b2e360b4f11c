"""The chair's letter at the moment of sending: asked again, and frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.action_points.models import ActionPoint
from app.answers.carried import stop_alone
from app.clock import day_in
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.memberships import turned_to
from app.memberships.turned_to import CHAIRS, Holder
from app.outbox import service as outbox
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from app.reading import NOW
from app.reminders import addressed, ledger
from app.reminders.addressed import Addressee
from app.reminders.composing import reply_to_of
from app.reminders.entries import name_anew, points_of
from app.reminders.escalation.told import Matter, Told, person, write
from app.reminders.escalation.words import Escalation, Reported, in_words
from app.reminders.letter import from_templates
from app.reminders.models import Reminder, ReminderState
from app.worklist import points
from app.worklist.items import OF_GROUPS, Item


@dataclass(frozen=True)
class Present:
    """As it is now. `holder`: the recipient as somebody to be told; None if they no longer are."""

    group: Group
    meeting: Meeting
    holder: Holder | None
    items: list[Item]

    @property
    def address(self) -> str:
        return ((self.holder and self.holder.address) or "").casefold()


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter with what is still open. None: nothing is, or what was frozen is no longer so; made anew."""
    row = ledger.of_delivery(session, delivery.id)[0]
    present = _present(session, row, now)
    if reason := _why_not(session, row, delivery, present):
        _make_anew(session, delivery, row, present, reason, now)
        return None
    if delivery.message is not None and delivery.message_id is not None:
        return Frozen(delivery.message, delivery.message_id)
    name_anew(session, row.id, points_of(present.items))
    return _letter(session, delivery, present, now)


def _present(session: Session, row: Reminder, now: datetime) -> Present:
    group, meeting = session.get_one(Group, row.group_id), session.get_one(Meeting, row.meeting_id)
    held = turned_to.of_group(session, CHAIRS, group.id, day_in(now, group.time_zone))
    holder = next((each for each in turned_to.first(held) if each.person_id == row.person_id), None)
    return Present(group, meeting, holder, _carried(session, group.id, now))


def _carried(session: Session, group_id: UUID, now: datetime) -> list[Item]:
    return list(points.carried(session, {NOW.key: now, OF_GROUPS.key: [group_id]}))


def _why_not(session: Session, row: Reminder, delivery: Delivery, present: Present) -> str | None:
    """Why it is not sent as it was planned or frozen."""
    reasons = {
        "reminders_off": present.group.reminders != Setting.on,
        f"meeting_{present.meeting.status.value}": present.meeting.status != MeetingStatus.held,
        "not_the_chair": present.holder is None,
        "nothing_left": not present.items,
        "address_changed": present.address != delivery.address.casefold(),
        "points_changed": delivery.message is not None and _changed(session, row, present),
    }
    return next((reason for reason, is_so in reasons.items() if is_so), None)


def _changed(session: Session, row: Reminder, present: Present) -> bool:
    """Whether a point that the frozen letter lists is no longer to be told."""
    listed = {point.point_id for point in ledger.points_of(session, row.id)}
    return not listed <= {item.point.id for item in present.items if item.point}


def _make_anew(
    session: Session, delivery: Delivery, row: Reminder, present: Present, reason: str, now: datetime
) -> None:
    """Ends it; what is left is planned again, unless the first may have arrived."""
    outbox.supersede(session, delivery, reason, now)
    if delivery.state != DeliveryState.superseded:
        return
    row.superseded, row.reason = True, reason
    session.flush()
    if reason in {"address_changed", "points_changed"} and present.holder:
        matter = Matter(present.group, present.meeting, points_of(present.items), row.occasion_on)
        holder = present.holder
        write(session, [Told(matter, person(holder), holder.address, ReminderState.planned)], now)


def _letter(session: Session, delivery: Delivery, present: Present, now: datetime) -> Frozen:
    group, holder = present.group, present.holder
    assert holder is not None
    today = day_in(now, group.time_zone)
    reply_to = reply_to_of(session, group, today)
    carries = stop_alone(session, delivery, group.id, now)
    told = Escalation(
        group=group,
        meeting=present.meeting,
        name=holder.name,
        role=CHAIRS[holder.rank],
        language=holder.language,
        today=today,
        items=present.items,
        reported=_reported(session, group, present.items),
        parent=_parent(session, group),
        reply_to_name=reply_to.name if reply_to and reply_to.email != holder.address else None,
        stop=carries.links.stop,
    )
    made = from_templates("escalation", brief=in_words(told))
    to = Addressee(holder.name, holder.language)
    return addressed.of_group(session, delivery, group, made, now, to, extra=carries.fields)


def _parent(session: Session, group: Group) -> str | None:
    """The name of the group that it reports to."""
    return session.get_one(Group, group.parent_id).name if group.parent_id else None


def _reported(session: Session, group: Group, items: Iterable[Item]) -> dict[UUID, Reported]:
    """The points that report to another group, with its name where it is near: parent or subgroup (domain 6)."""
    ids = [item.point.id for item in items if item.point]
    near = or_(col(Group.id) == group.parent_id, col(Group.parent_id) == group.id)
    named = dict(session.exec(select(Group.id, Group.name).where(near)).all())
    wanted = select(ActionPoint.id, ActionPoint.report_to_id).where(
        col(ActionPoint.id).in_(ids), col(ActionPoint.report_to_id).is_not(None)
    )
    return {id: Reported(named.get(to), to == group.parent_id) for id, to in session.exec(wanted) if to}
