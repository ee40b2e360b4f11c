"""What there is for somebody who is logged in, in words: what waits for them, and their groups' next meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.access.caller import Caller
from app.groups.models import Group
from app.meetings.models import Meeting
from app.reminders.brief import Said
from app.reminders.words import Words
from app.worklist import in_words, service
from app.worklist.items import Item, MeetingOf

PAGE = "my_page"


@dataclass(frozen=True)
class FollowUp:
    """Of which meeting, and the words of the way there."""

    meeting_id: UUID
    words: str


@dataclass(frozen=True)
class Matter:
    said: Said
    follow_up: FollowUp | None


@dataclass(frozen=True)
class Waiting:
    group: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Mine:
    """A group of theirs. `follow_up`: of its next meeting; None if none is booked."""

    name: str
    follow_up: FollowUp | None


@dataclass(frozen=True)
class Page:
    """`sees_to`: whether anything could wait for them at all."""

    name: str
    sees_to: bool
    waiting: tuple[Waiting, ...]
    groups: tuple[Mine, ...]


def page(session: Session, caller: Caller, language: str, now: datetime) -> Page:
    """As it is now, in a language."""
    items = service.items(session, caller, now)
    groups = _named(session, {*caller.groups, *(item.group_id for item in items)})
    waiting = tuple(_waiting(items, groups, language, now.date()))
    return Page(
        name=caller.name,
        sees_to=bool(caller.led or waiting),
        waiting=waiting,
        groups=tuple(_mine(session, caller, groups, language, now)),
    )


def _named(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    """In the order of their names."""
    wanted = select(col(Group.id), col(Group.name)).where(col(Group.id).in_(ids))
    rows = session.execute(wanted.order_by(col(Group.name_order), col(Group.id)))
    return {row.id: row.name for row in rows}


def _waiting(items: list[Item], groups: dict[UUID, str], language: str, today: date) -> Iterator[Waiting]:
    words, order = Words(language, today, PAGE), list(groups)
    items = sorted(items, key=lambda item: order.index(item.group_id))
    for group_id, of_group in groupby(items, key=lambda item: item.group_id):
        those = list(of_group)
        once = [item for item in those if not in_words.is_said(item, those)]
        told = in_words.told(once, language, today, comments=True, by_mail=False)
        matters = (Matter(said, _follow_up(first.meeting, words)) for first, said in told)
        yield Waiting(groups[group_id], tuple(matters))


def _mine(
    session: Session, caller: Caller, groups: dict[UUID, str], language: str, now: datetime
) -> Iterator[Mine]:
    nexts = service.nexts_of(session, caller.groups, now)
    words = Words(language, now.date(), PAGE)
    for id, name in groups.items():
        if id in caller.groups:
            ahead = nexts.get(id)
            yield Mine(name, _follow_up(ahead.meeting if ahead else None, words))


def _follow_up(meeting: MeetingOf | Meeting | None, words: Words) -> FollowUp | None:
    if meeting is None:
        return None
    return FollowUp(meeting.id, words.say("follow_up", day=words.day(meeting.held_on)))
