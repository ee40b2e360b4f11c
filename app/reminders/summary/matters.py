"""Which of the worklist's items are asked of the secretary by mail, and when anew (domain 4)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from app.reminders import occasions, targets
from app.reminders.occasions import Target
from app.reminders.summary.rhythm import Matter
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
        if (item.question == Question.carried and has_chair) or _is_said(item, items):
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
    return max((each.day for each in made if each.day <= today), default=None)


def _is_said(item: Item, items: Collection[Item]) -> bool:
    """A refused address and a stop are told once: with the points they stand in the way of, if there are any."""
    if item.question not in {Question.bounced, Question.stopped} or item.person is None:
        return False
    if item.why == "failed":
        return item.person.id in _with("bounced", items, {Question.bounced, Question.unreachable})
    return item.person.id in _with(item.why, items, {Question.unreachable})


def _with(why: str | None, items: Iterable[Item], questions: Collection[Question]) -> set[UUID]:
    return {
        item.person.id for item in items if item.person and item.why == why and item.question in questions
    }
