"""Which of the worklist's items are asked of the secretary by mail, and when anew (domain 4)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from app.reminders import occasions, targets
from app.reminders.occasions import Target
from app.reminders.summary.rhythm import Matter
from app.worklist.in_words import is_said
from app.worklist.items import Item, Question
from app.worklist.meetings import Ahead

FORTNIGHT = timedelta(days=14)
AT_EACH_OCCASION = {Question.unconfirmed, Question.unreachable, Question.unowned}


def matters(items: Iterable[Item], ahead: Ahead | None, today: date, *, has_chair: bool) -> Iterator[Matter]:
    """Those of one group. `has_chair`: somebody is written to about what has been carried along."""
    items = list(items)
    occasion = latest_occasion(ahead, today) if ahead else None
    for item in items:
        if item.question == Question.unconfirmed and occasion is None:
            continue
        if (item.question == Question.carried and has_chair) or is_said(item, items):
            continue
        yield Matter(
            item,
            renewed_on=occasion if item.question in AT_EACH_OCCASION else None,
            every=FORTNIGHT if item.question == Question.unbooked else None,
        )


def latest_occasion(ahead: Ahead, today: date) -> date | None:
    """The last day, up to this one, on which the group's next meeting had an occasion (domain 4 "When")."""
    meeting = ahead.meeting
    known = max(meeting.created_at, meeting.day_set_at, ahead.since or meeting.created_at)
    target = Target(meeting.held_on, meeting.begins_at, known, meeting=True)
    made = occasions.not_closed(target, targets.schedule_of(ahead.group), ())
    return max((each.day for each in made if each.fits and each.day <= today), default=None)
