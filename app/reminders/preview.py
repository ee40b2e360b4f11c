"""The exact mails of a meeting's next occasion, and who gets none and why. Nothing is made or sent."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import Meeting
from app.reading import Found
from app.reminders import plan, targets
from app.reminders.bodies import MailRead, NotToldRead, PreviewRead, RecipientRead
from app.reminders.composing import Part, digest
from app.reminders.digest import SHOWN
from app.reminders.letter import rendered
from app.reminders.models import ReminderState
from app.reminders.occasions import Decision, Occasion, at
from app.reminders.owing import Owing, Recipient, owing
from app.reminders.plan import Planned
from app.reminders.targets import About, Decided, Decisions

SENT = {ReminderState.planned, ReminderState.preview}


def preview(session: Session, meeting: Meeting, now: datetime) -> Found:
    """As if the next occasion came now: with today's points, owners and places."""
    group = session.get_one(Group, meeting.group_id)
    owes = owing(session, group, now)
    abouts = targets.abouts(session, [owes], now)[group.id]
    about = next((each for each in abouts if each.meeting and each.meeting.id == meeting.id), None)
    occasion = targets.upcoming(about, group, now) if about else None
    if about is None or occasion is None:
        return _answer(meeting, None, None, [], [])
    decided = [_decided(about, occasion), *_own_days(abouts, group, occasion, now)]
    made = plan.worked_out(session, [Decisions(owes, decided)])
    mails = [_mail(session, group, owes, rows, occasion) for rows in _letters(made)]
    rest = [_not_told(planned) for planned in made if planned.state not in SENT]
    return _answer(meeting, occasion, max(now, at(occasion.day, targets.schedule_of(group))), mails, rest)


def _decided(about: About, occasion: Occasion) -> Decided:
    return Decided(about, Decision(occasion, (occasion,), (), occasion.first_contact))


def _own_days(abouts: Iterable[About], group: Group, occasion: Occasion, now: datetime) -> list[Decided]:
    """Days of points' own that fall on the same day: the meeting's digest takes them in."""
    own = [(about, targets.upcoming(about, group, now)) for about in abouts if about.point]
    return [_decided(about, theirs) for about, theirs in own if theirs and theirs.day == occasion.day]


def _letters(made: Iterable[Planned]) -> list[list[Planned]]:
    """The rows of each letter: persons with one address get one."""
    letters: dict[tuple[str, bool], list[Planned]] = {}
    for planned in made:
        if planned.state in SENT and planned.address:
            letters.setdefault((planned.address.casefold(), planned.meeting is None), []).append(planned)
    return list(letters.values())


def _mail(session: Session, group: Group, owes: Owing, rows: list[Planned], occasion: Occasion) -> MailRead:
    parts = [Part(owes.standings[row.recipient], row.points) for row in rows]
    told = rendered(digest(session, group, rows[0].meeting, owes, parts, SHOWN, occasion.day))
    return MailRead(
        address=rows[0].address or "",
        recipients=[_recipient(row.recipient) for row in rows],
        subject=told.subject,
        text=told.text,
        html=told.html,
        action_point_ids=[point.id for row in rows for point in row.points],
    )


def _not_told(planned: Planned) -> NotToldRead:
    return NotToldRead(
        recipient=_recipient(planned.recipient),
        person_id=planned.person_id,
        state=planned.state,
        reason=planned.reason,
        action_point_ids=[point.id for point in planned.points],
    )


def _recipient(recipient: Recipient) -> RecipientRead:
    return RecipientRead(kind=recipient.kind, id=recipient.id)


def _answer(
    meeting: Meeting, occasion: Occasion | None, remind_at: datetime | None, mails: list[Any], rest: list[Any]
) -> Found:
    shown = PreviewRead(
        meeting_id=meeting.id,
        occasion_on=occasion and occasion.day,
        remind_at=remind_at,
        mails=mails,
        not_told=rest,
    )
    return Found(meeting.version, json.dumps(shown.model_dump(mode="json"), ensure_ascii=False))
