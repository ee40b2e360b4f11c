"""One run of the scheduled task: plan every group, then send what is due. Safe to run twice, late, or in ten places."""

import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.bounces import service as bounces
from app.groups.models import Group
from app.meetings import since as next_meetings
from app.outbox import alarm, worker
from app.outbox.alarm import Alarm
from app.outbox.transport import Transport
from app.outbox.watch import Watch
from app.reminders import behind_the_lock, busy, plan, targets
from app.reminders.change import plan as changes
from app.reminders.each import FAILED, several
from app.reminders.escalation import plan as escalation
from app.reminders.kinds import frozen
from app.reminders.models import ReminderRun
from app.reminders.owing import owing
from app.reminders.plan import Planned
from app.reminders.summary import plan as summary

log = logging.getLogger(__name__)

SENT_WORDS = {"planned": "postponed", "superseded": "made_anew"}


def tick(
    now: datetime,
    transport: Transport,
    name: str,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool] = worker.never,
    watch: Watch | None = None,
) -> dict[str, int]:
    """Plans at `now` and sends until nothing is due or `stopping` says so; what it did, counted by word.

    What is planned is sent even if a kind cannot be planned at all; that fault is raised afterwards. `watch` is
    left out where time is pretended.
    """
    counts, fault = _plan_each_kind(now)
    if counts[FAILED]:
        alarm.sound(transport, clock(), [Alarm("planning", counts[FAILED])])
    sent = worker.send_due(
        transport,
        frozen,
        worker=name,
        clock=clock,
        random=random.random,
        stopping=stopping,
        watch=watch,
        refused=lambda session, delivery, words: bounces.refused(session, delivery, words, clock()),
    )
    if fault:
        raise fault
    counts.update({SENT_WORDS.get(word, word): number for word, number in sent.by_word.items()})
    return dict(counts)


def _plan_each_kind(now: datetime) -> tuple[Counter[str], Exception | None]:
    """What was planned, and the first fault that kept one kind from being planned for any group."""
    counts: Counter[str] = Counter()
    first: Exception | None = None
    for plan_kind in (plan_all, changes.plan_all, escalation.plan_all, summary.plan_all):
        try:
            counts.update(plan_kind(now))
        except Exception as fault:  # noqa: BLE001  (what is planned already is to be sent)
            log.error("%s failed (%s)", plan_kind.__module__, type(fault).__name__)  # noqa: TRY400
            first, counts[FAILED] = first or fault, counts[FAILED] + 1
    return counts, first


def keep(session: Session, now: datetime, started: datetime, ended: datetime, counts: dict[str, Any]) -> UUID:
    """The run, as `/reminder-runs` shows it."""
    row = ReminderRun(created_at=started, at=now, ended_at=ended, counts=counts)
    session.add(row)
    session.flush()
    return row.id


def plan_all(now: datetime) -> Counter[str]:
    """The digests, several groups in a transaction; one that another worker is planning is left to it.

    Groups without an occasion to be seen to are not looked at.
    """
    counts = settle_all(now)
    return counts + several(busy.groups(now), lambda session, those: _planned(session, those, now))


def _planned(session: Session, group_ids: Sequence[UUID], now: datetime) -> Iterator[str]:
    made = behind_the_lock.planned(
        session,
        group_ids,
        lambda ids: plan.foreseen(session, plan.groups(session, ids), now),
        lambda foreseen: plan.write_down(session, foreseen, now),
    )
    return (planned.state.value for planned in made)


def settle_all(now: datetime) -> Counter[str]:
    """Which meeting is whose next, recorded wherever that is another by now."""
    return several(busy.behind(now), lambda session, those: _settled(session, those, now))


def _settled(session: Session, group_ids: Sequence[UUID], now: datetime) -> tuple[str, ...]:
    """Which meeting is each group's next, recorded."""
    for group_id in behind_the_lock.lock(session, group_ids):
        next_meetings.settle(session, group_id, now)
    return ()


def would_be(session: Session, group: Group, now: datetime) -> list[Planned]:
    """What a run at `now` would write for a group; nothing is."""
    return plan.worked_out(session, targets.decide(session, [owing(session, group, now)], now))
