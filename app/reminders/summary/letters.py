"""What each receiver is to be told on a day: what waits in their groups, and of that what is new or due again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from app.groups.models import Group, Reminders
from app.memberships import turned_to
from app.reminders.models import ReminderState
from app.reminders.summary import memory, receivers, rhythm
from app.reminders.summary.matters import matters
from app.reminders.summary.receivers import Receiver
from app.reminders.summary.rhythm import Matter
from app.worklist import service as worklist
from app.worklist.items import Item


@dataclass(frozen=True)
class Letter:
    """What one receiver is to be told today. `due` is what is said; `standing` all that waits; `asked` is kept."""

    receiver: Receiver
    groups: list[Group]
    standing: frozenset[str]
    due: list[Item]
    asked: dict[str, date]
    state: ReminderState

    @property
    def address(self) -> str | None:
        return None if self.receiver.why else self.receiver.address(self.groups)


def worked_out(session: Session, those: list[Receiver], day: date, now: datetime) -> Iterator[Letter]:
    """What these receivers are to be told: one letter each, of the groups whose mails are sent if there are any."""
    groups = {group.id for each in those for group in each.groups}
    waiting = _matters(session, groups, day, now, with_owners=False)
    had = memory.read(session, [each.recipient.id for each in those], day)
    for each in those:
        for letter in (
            _letter(each, setting, waiting, had, day) for setting in (Reminders.on, Reminders.preview)
        ):
            if letter.due:
                yield letter
                break


def of_person(session: Session, person_id: UUID, day: date, now: datetime) -> Letter | None:
    """What is sent to one person, asked anew; None if nothing comes to them."""
    receiver = receivers.person(session, person_id, now)
    if receiver is None:
        return None
    waiting = _matters(session, {group.id for group in receiver.groups}, day, now, with_owners=True)
    return _letter(receiver, Reminders.on, waiting, memory.read(session, [person_id], day), day)


def _matters(
    session: Session, group_ids: set[UUID], day: date, now: datetime, *, with_owners: bool
) -> Mapping[UUID, list[Matter]]:
    """What waits in each group, with when it is asked."""
    nexts = worklist.nexts_of(session, group_ids, now)
    chairs = turned_to.of_groups(session, turned_to.CHAIRS, now, group_ids)
    items: dict[UUID, list[Item]] = defaultdict(list)
    for item in worklist.of_groups(session, group_ids, now, nexts.values(), with_owners=with_owners):
        items[item.group_id].append(item)
    return {
        id: list(matters(those, nexts.get(id), day, has_chair=bool(turned_to.first(chairs.get(id, [])))))
        for id, those in items.items()
    }


def _letter(
    receiver: Receiver,
    setting: Reminders,
    waiting: Mapping[UUID, list[Matter]],
    had: memory.Memory,
    day: date,
) -> Letter:
    """What is new or due again in the groups of theirs that have this setting."""
    groups = [group for group in receiver.groups if group.reminders == setting]
    every = [matter for group in groups for matter in waiting.get(group.id, [])]
    is_preview = setting == Reminders.preview and receiver.why is None
    asked = had.get((receiver.recipient.id, is_preview), {})
    state = ReminderState.preview if is_preview else ReminderState.planned
    return Letter(
        receiver,
        groups,
        frozenset(matter.item.key for matter in every),
        rhythm.due(every, asked, day),
        rhythm.remembered(every, asked, day),
        ReminderState.unreachable if receiver.why else state,
    )
