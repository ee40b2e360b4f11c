"""At the moment of sending it is asked again: is the meeting still as planned, and has the reader not heard since?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app.answers.carried import Carried, stop_alone
from app.clock import day_in
from app.groups.models import Group
from app.groups.models import Reminders as Setting
from app.meetings.models import Meeting, MeetingStatus
from app.outbox import service as outbox
from app.outbox.models import Delivery, DeliveryState
from app.outbox.sending import Frozen
from app.reminders import addressed, calendar_part, ledger, told
from app.reminders.addressed import Addressee
from app.reminders.change.heard import Heard, heard
from app.reminders.change.notice import Notice, in_words
from app.reminders.composing import is_expected, reply_to_of
from app.reminders.digest import Links
from app.reminders.letter import from_templates
from app.reminders.models import Reminder
from app.reminders.owing import Recipient
from app.reminders.readers import Reader, readers


def frozen(session: Session, delivery: Delivery, now: datetime) -> Frozen | None:
    """The letter, if all that was planned is still so. Else None: superseded; the next run plans what is left."""
    rows = ledger.of_delivery(session, delivery.id)
    group, meeting = session.get_one(Group, rows[0].group_id), session.get_one(Meeting, rows[0].meeting_id)
    known = heard(session, meeting)
    found = readers(session, group, {_who(row): row.address for row in rows}, day_in(now, group.time_zone))
    of_all = _of_all(group, meeting, rows[0])
    reasons = [of_all or _why(row, meeting, known, found) for row in rows]
    if any(reasons):
        _end(session, delivery, rows, reasons, now)
        return None
    if delivery.message is not None and delivery.message_id is not None:
        return Frozen(delivery.message, delivery.message_id)
    was = max((known[_who(row)] for row in rows), key=lambda each: each.sent_at)
    return _letter(session, delivery, group, meeting, rows, was, [found[_who(row)] for row in rows], now)


def _who(row: Reminder) -> Recipient:
    return Recipient(row.recipient_kind, row.recipient_id)


def _of_all(group: Group, meeting: Meeting, row: Reminder) -> str | None:
    """What is no longer so for everybody."""
    if group.reminders != Setting.on:
        return "reminders_off"
    if meeting.status == MeetingStatus.held:
        return "meeting_held"
    return None if meeting.sequence == row.meeting_sequence else "meeting_changed"


def _why(
    row: Reminder, meeting: Meeting, known: Mapping[Recipient, Heard], found: Mapping[Recipient, Reader]
) -> str | None:
    reader, before = found[_who(row)], known[_who(row)]
    if reader.unreachable or reader.address is None:
        return reader.unreachable or "no_address"
    if row.address is None or reader.address.casefold() != row.address.casefold():
        return "address_changed"
    return None if told.no_longer_so(before.told, told.of(meeting, link=True)) else "told_since"


def _end(
    session: Session, delivery: Delivery, rows: list[Reminder], reasons: list[str | None], now: datetime
) -> None:
    outbox.supersede(session, delivery, next(filter(None, reasons)), now)
    if delivery.state != DeliveryState.superseded:
        return
    for row, reason in zip(rows, reasons, strict=True):
        row.superseded, row.reason = True, reason or "made_anew"
    session.flush()


def _letter(
    session: Session, delivery: Delivery, group: Group, meeting: Meeting, rows: list[Reminder], was: Heard,
    to: list[Reader], now: datetime,
) -> Frozen:  # fmt: skip
    comes = all(is_expected(session, meeting, reader.person_id) for reader in to)
    stoppable = any(reader.person_id for reader in to)
    carried = stop_alone(session, delivery, group.id, now) if stoppable else Carried(Links(None, None), ())
    notice = Notice(
        group=group.name,
        group_short_name=group.short_name,
        language=to[0].language,
        today=day_in(now, group.time_zone),
        names=tuple(reader.name for reader in to),
        was=was.told,
        now=told.of(meeting, link=comes),
        changed=told.no_longer_so(was.told, told.of(meeting, link=True)),
        preliminary=meeting.status == MeetingStatus.proposed,
        reason=meeting.status_reason,
        reply_to_name=_name_of_reply_to(session, group, now),
        stop=carried.links.stop,
    )
    said = from_templates("change", memo=in_words(notice))
    if comes:
        said = replace(said, calendar=calendar_part.of_meeting(meeting, group, notice.language, now))
    told.keep(rows, delivery, meeting, link=comes)
    first = ledger.thread(session, group.id, [reader.recipient for reader in to], meeting_id=meeting.id)
    addressee = Addressee(to[0].name if len(to) == 1 else "", notice.language)
    return addressed.of_group(
        session, delivery, group, said, now, addressee, first=first, extra=carried.fields
    )


def _name_of_reply_to(session: Session, group: Group, now: datetime) -> str | None:
    reply_to = reply_to_of(session, group, day_in(now, group.time_zone))
    return reply_to.name if reply_to else None
