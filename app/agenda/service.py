"""Agenda items: found, added, changed, parked, removed. Leads write them; who sees the group sees them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app import names, nouns, reading
from app.access.caller import Caller
from app.access.policy import Act
from app.agenda import continuing, numbering, outcome, places, presenters, shapes
from app.agenda.models import AgendaItem, AgendaItemCreate, AgendaItemUpdate, AgendaOutcome
from app.agenda.shapes import MEETING
from app.errors import NotFound, Problem, Unknown, invalid
from app.groups.nearness import knows
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.reading import MY_GROUPS

MOST_ITEMS = 500
READ = shapes.READ
SORTS: dict[str, Sequence[Any]] = {
    "meeting": (col(MEETING.order_key),),
    "number": numbering.order(),
    "created_at": (col(AgendaItem.created_at),),
    "id": (col(AgendaItem.id),),
}


class AgendaItemInUse(Problem):
    """Decisions, action points or a continuing item point at it or at a sub-item."""

    status = 409
    code = "agenda-item-in-use"


class AgendaFull(Problem):
    """The meeting has as many items as it can hold."""

    status = 409
    code = "agenda-full"


def within(caller: Caller) -> list[ColumnElement[bool]]:
    """What READ is narrowed to: the items of groups whose inside the caller sees."""
    return [] if caller.sees_all else [col(MEETING.group_id).in_(MY_GROUPS)]


def hits(
    caller: Caller,
    *,
    group_id: UUID | None = None,
    meeting_id: UUID | None = None,
    outcomes: Sequence[AgendaOutcome] = (),
    external_id: str | None = None,
    q: str | None = None,
) -> Select[Any]:
    """Those the caller sees that fit every filter said."""
    said = nouns.filters(
        (col(MEETING.group_id), group_id),
        (col(AgendaItem.meeting_id), meeting_id),
        (col(AgendaItem.outcome), list(outcomes)),
        (col(AgendaItem.external_id), external_id),
    )
    searched = [col(AgendaItem.search_text).contains(names.key(q), autoescape=True)] if q else []
    return READ.hits(*within(caller), *said, *searched)


def of_meeting(session: Session, caller: Caller, meeting_id: UUID, now: datetime) -> list[str]:
    """The agenda of a meeting, each item as JSON, in order; with what waits to be taken up there."""
    params = caller.params(now, of_meeting=meeting_id)
    return reading.some(
        session, shapes.SHOWN, params, shapes.on_agenda(), *within(caller), order=shapes.ORDER
    )


def get(session: Session, caller: Caller, id: UUID) -> AgendaItem:
    """The item, if the caller sees its group; otherwise it does not exist."""
    of_its_meeting = select(AgendaItem).join(MEETING, col(MEETING.id) == col(AgendaItem.meeting_id))
    reached = of_its_meeting.where(col(AgendaItem.id) == id, *within(caller))
    item: AgendaItem | None = session.execute(reached, caller.reach).scalar()
    if item is None:
        raise NotFound
    return item


def known(session: Session, caller: Caller, id: UUID, pointer: str) -> AgendaItem:
    """The item that a field of the body names. Raises Unknown at that field."""
    try:
        return get(session, caller, id)
    except NotFound as error:
        raise Unknown(pointer) from error


def known_of(session: Session, caller: Caller, id: UUID, meeting_id: UUID, pointer: str) -> AgendaItem:
    """The item of that meeting that a field of the body names. Raises Unknown or InvalidRequest there."""
    item = known(session, caller, id, pointer)
    if item.meeting_id != meeting_id:
        raise invalid(pointer, "other_meeting")
    return item


def add(session: Session, caller: Caller, body: AgendaItemCreate, now: datetime) -> AgendaItem:
    said = body.said()
    if body.continues_id is None and "title" not in said:
        raise invalid("#/title", "missing")
    caller.require(Act.make_agenda, meetings.known(session, caller, body.meeting_id, "#/meeting_id").group_id)
    meeting = meetings.get(session, caller, body.meeting_id, lock=True)
    values = body.model_dump() | _taken_up(session, caller, body, meeting)
    _check(session, caller, values, said)
    if body.parent_id:
        _check_parent(session, caller, meeting.id, body.parent_id)
    values["position"] = _new_place(session, body)
    presenter_ids = values.pop("presenter_ids")
    made = nouns.new(AgendaItem, body, caller, now, exclude={"presenter_ids"}, **values)
    return _kept(session, made, presenter_ids, now)


def update(
    session: Session, caller: Caller, id: UUID, change: AgendaItemUpdate, if_match: str | None, now: datetime
) -> AgendaItem:
    item = _for_change(session, caller, id, if_match)
    said = outcome.completed(change.said(), item.outcome)
    _check(session, caller, item.model_dump() | said, said)
    presenter_ids = said.pop("presenter_ids", None)
    searched = {"search_text": names.searchable(said.get("title", item.title), said.get("notes", item.notes))}
    version, left = item.version, (item.parent_id, item.position)
    nouns.change(session, item, said | searched | _place(session, caller, item, said), caller, now)
    _rearrange(session, item, *left, now)
    if presenters.put(session, item.id, presenter_ids) and item.version == version:
        item.touch(now)
        session.flush()
    return item


def park(
    session: Session, caller: Caller, id: UUID, until: str | None, if_match: str | None, now: datetime
) -> AgendaItem:
    """It waits in the group until it is given another outcome."""
    item = _for_change(session, caller, id, if_match)
    parked = {"outcome": AgendaOutcome.parked, "parked_until": until, "referred_to_id": None}
    return nouns.change(session, item, parked, caller, now)


def remove(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """Takes away the item and its sub-items, if nothing points at any of them."""
    item = _for_change(session, caller, id, if_match)
    group_id = session.get_one(Meeting, item.meeting_id).group_id
    try:
        with session.begin_nested():
            presenters.leave(session, id)
            for row in (*_below(session, id), item):
                nouns.remove(session, row, group_id, now)
    except IntegrityError as error:
        raise AgendaItemInUse from error
    places.close_gap(session, item, item.parent_id, item.position, now)


def _below(session: Session, id: UUID) -> Sequence[AgendaItem]:
    return session.execute(select(AgendaItem).where(col(AgendaItem.parent_id) == id)).scalars().all()


def _for_change(session: Session, caller: Caller, id: UUID, if_match: str | None) -> AgendaItem:
    meeting = meetings.get(session, caller, get(session, caller, id).meeting_id, lock=True)
    item = nouns.get(session, AgendaItem, id, lock=True)
    caller.require(Act.make_agenda, meeting.group_id)
    nouns.match(item, if_match)
    return item


def _taken_up(session: Session, caller: Caller, body: AgendaItemCreate, meeting: Meeting) -> dict[str, Any]:
    """What a new item has from the one it continues, and what it says itself."""
    if body.continues_id is None:
        return {}
    old = known(session, caller, body.continues_id, "#/continues_id")
    continuing.check(session, old, meeting)
    inherited = continuing.inherited(session, old) | {"notes": old.notes}
    return inherited | outcome.completed(body.said(), AgendaOutcome.parked)


def _check(session: Session, caller: Caller, values: dict[str, Any], said: dict[str, Any]) -> None:
    """What was said stands together, and names what the caller knows."""
    outcome.check(values)
    presenters.check(session, caller, said.get("presenter_ids", []))
    if said.get("referred_to_id") and not knows(session, caller, said["referred_to_id"]):
        raise Unknown("#/referred_to_id")


def _check_parent(session: Session, caller: Caller, meeting_id: UUID, parent_id: UUID) -> None:
    """A sub-item belongs to a top-level item of its meeting: two levels at most."""
    if known_of(session, caller, parent_id, meeting_id, "#/parent_id").parent_id is not None:
        raise invalid("#/parent_id", "not_top_level")


def _new_place(session: Session, body: AgendaItemCreate) -> int:
    of_meeting = select(func.count()).where(col(AgendaItem.meeting_id) == body.meeting_id)
    if session.execute(of_meeting).scalar_one() >= MOST_ITEMS:
        raise AgendaFull(most=MOST_ITEMS)
    return places.place(session, body.meeting_id, body.parent_id, body.position)


def _kept(session: Session, item: AgendaItem, presenter_ids: Sequence[UUID], now: datetime) -> AgendaItem:
    item.search_text = names.searchable(item.title, item.notes)
    if item.continues_id:
        continuing.release(session, item.continues_id, now)
    nouns.save(session, item)
    places.make_room(session, item, now)
    presenters.put(session, item.id, presenter_ids)
    return item


def _place(session: Session, caller: Caller, item: AgendaItem, said: dict[str, Any]) -> dict[str, Any]:
    """Where an item is put by what was said of it; nothing if it stays."""
    parent_id = said.get("parent_id", item.parent_id)
    if parent_id == item.parent_id:
        last = places.place(session, item.meeting_id, parent_id) - 1
        return {"position": min(said["position"], last)} if "position" in said else {}
    if parent_id:
        _check_new_parent(session, caller, item, parent_id)
    return {"position": places.place(session, item.meeting_id, parent_id, said.get("position"))}


def _rearrange(
    session: Session, item: AgendaItem, parent_id: UUID | None, position: int, now: datetime
) -> None:
    """The others make way for an item that may have come from another place."""
    if parent_id != item.parent_id:
        places.close_gap(session, item, parent_id, position, now)
        places.make_room(session, item, now)
    elif position != item.position:
        places.make_way(session, item, position, now)


def _check_new_parent(session: Session, caller: Caller, item: AgendaItem, parent_id: UUID) -> None:
    if parent_id == item.id:
        raise invalid("#/parent_id", "circular")
    _check_parent(session, caller, item.meeting_id, parent_id)
    sub_item = select(col(AgendaItem.id)).where(col(AgendaItem.parent_id) == item.id).limit(1)
    if session.execute(sub_item).first():
        raise invalid("#/parent_id", "has_sub_items")
