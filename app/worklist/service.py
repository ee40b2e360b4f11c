"""What a secretary has to see to: asked when read, by as many statements for fifty groups as for one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import database
from app.access.caller import Caller
from app.errors import Refused
from app.groups.models import Group, Reminders
from app.memberships import turned_to
from app.memberships.turned_to import Holder
from app.reading import NOW
from app.worklist import addresses, cannot, meetings, points, unreachable
from app.worklist.items import OF_GROUPS, Item, Question
from app.worklist.meetings import Ahead
from app.worklist.models import WorkGroup, WorkItem, Worklist, WorkMeeting, WorkPerson, WorkPoint

LATELY = timedelta(days=14)


class Named(NamedTuple):
    """A group, with what it is sorted by."""

    id: UUID
    name: str
    order: str
    language: str


def of_groups(
    session: Session,
    group_ids: Collection[UUID],
    now: datetime,
    nexts: Iterable[Ahead] | None = None,
    *,
    with_owners: bool = True,
) -> Iterator[Item]:
    """All that waits in these groups, but for whom to tell. `nexts`: their next meetings, if they are known.

    `with_owners`: whether it is asked whose the points are that have been carried along.
    """
    if not group_ids:
        return
    database.join_many(session)
    params = {NOW.key: now, OF_GROUPS.key: list(group_ids), addresses.LATELY.key: now - LATELY}
    yield from meetings.unheld(session, params)
    yield from meetings.unconfirmed(meetings.ahead(session, params).values() if nexts is None else nexts)
    yield from meetings.unbooked(session, params)
    yield from unreachable.owners(session, params)
    yield from unreachable.vacant(session, params)
    yield from points.unowned(session, params)
    yield from cannot.cannot(session, params)
    yield from addresses.bounced(session, params)
    yield from addresses.undelivered(session, params)
    yield from addresses.too_late(session, params)
    yield from addresses.stopped(session, params)
    yield from points.carried(session, params, with_owners=with_owners)


def nexts_of(session: Session, group_ids: Collection[UUID], now: datetime) -> dict[UUID, Ahead]:
    """The next meeting of each of these groups that has one."""
    return meetings.ahead(session, {NOW.key: now, OF_GROUPS.key: list(group_ids)}) if group_ids else {}


def of_caller(session: Session, caller: Caller, now: datetime) -> Worklist:
    """What waits for the caller, list by list. Raises Refused to a system: a worklist is somebody's."""
    found = items(session, caller, now)
    return _shown(found, _named(session, {item.group_id for item in found}), caller.language)


def items(session: Session, caller: Caller, now: datetime) -> list[Item]:
    """What waits in the groups that the caller leads; to an administrator also each group that nobody sees to.

    Raises Refused to a system.
    """
    if caller.person_id is None:
        raise Refused(act="worklist")
    held = turned_to.of_groups(
        session, turned_to.SECRETARIES, now, None if caller.administrator else caller.led
    )
    return [*_untold(session, caller, held), *of_groups(session, caller.led, now)]


def _untold(session: Session, caller: Caller, held: Mapping[UUID, list[Holder]]) -> Iterator[Item]:
    """The groups within the caller's sight that have nobody to tell."""
    everywhere = select(col(Group.id)).where(col(Group.reminders) != Reminders.off).order_by(col(Group.id))
    seen = session.execute(everywhere).scalars() if caller.administrator else ()
    return unreachable.secretaries(dict.fromkeys([*caller.led, *seen]), held)


def _named(session: Session, group_ids: Collection[UUID]) -> dict[UUID, Named]:
    wanted = col(Group.id), col(Group.name), col(Group.name_order), col(Group.language)
    rows = session.execute(select(*wanted).where(col(Group.id).in_(group_ids)))
    return {row.id: Named(*row) for row in rows}


def _shown(items: Iterable[Item], groups: Mapping[UUID, Named], language: str | None) -> Worklist:
    """The lists, each by group's name and else in the order in which it was asked."""
    lists: dict[str, list[WorkItem]] = {question.value: [] for question in Question}
    for item in sorted(items, key=lambda item: (groups[item.group_id].order, str(item.group_id))):
        group = groups[item.group_id]
        lists[item.question].append(_item(item, group, language or group.language))
    return Worklist.model_validate(lists)


def _item(item: Item, group: Named, language: str) -> WorkItem:
    return WorkItem(
        group=WorkGroup(id=group.id, name=group.name),
        meeting=item.meeting and WorkMeeting.model_validate(item.meeting),
        action_point=item.point and WorkPoint.model_validate(item.point),
        person=item.person and WorkPerson.model_validate(item.person),
        owners=[owner.said(language) for owner in item.owners],
        why=item.why,
        comment=item.line,
        count=item.count,
        since=item.since,
    )
