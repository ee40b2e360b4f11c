"""An agenda item as JSON, and the whole agenda of a meeting with what waits to be taken up there."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, inspect, null, or_, select, union_all
from sqlalchemy.orm import aliased, join, outerjoin
from sqlalchemy.sql.expression import bindparam
from sqlmodel import col

from app.agenda import numbering
from app.agenda.models import AgendaItem, AgendaItemRead, AgendaPresenter, AgendaRead
from app.agenda.numbering import PARENT
from app.agenda.waiting import waits
from app.meetings.models import Meeting
from app.meetings.next import begun, next_id
from app.reading import RawJson, Shape, many, shape
from app.tables import Id

MEETING = aliased(Meeting, name="item_meeting")
OF_MEETING = bindparam("of_meeting", type_=Id())


def joined(items: Any) -> Any:
    with_meeting = join(items, MEETING, col(MEETING.id) == col(AgendaItem.meeting_id))
    return outerjoin(with_meeting, PARENT, col(PARENT.id) == col(AgendaItem.parent_id))


def _presenter_ids() -> ColumnElement[Any]:
    quoted = RawJson('"' + cast(col(AgendaPresenter.person_id), String) + '"')
    return many(
        quoted,
        inspect(AgendaPresenter).selectable,
        col(AgendaPresenter.agenda_item_id) == col(AgendaItem.id),
        order=(col(AgendaPresenter.position),),
        of=AgendaItem,
    )


def _item(number: ColumnElement[Any]) -> Shape:
    return shape(
        AgendaItemRead,
        AgendaItem,
        joins=joined,
        id=col(AgendaItem.id),
        version=col(AgendaItem.version),
        external_id=col(AgendaItem.external_id),
        created_at=col(AgendaItem.created_at),
        modified_at=col(AgendaItem.modified_at),
        meeting_id=col(AgendaItem.meeting_id),
        position=col(AgendaItem.position),
        number=number,
        parent_id=col(AgendaItem.parent_id),
        title=col(AgendaItem.title),
        kind=col(AgendaItem.kind),
        notes=col(AgendaItem.notes),
        presenter_ids=_presenter_ids(),
        outcome=col(AgendaItem.outcome),
        parked_until=col(AgendaItem.parked_until),
        referred_to_id=col(AgendaItem.referred_to_id),
        continues_id=col(AgendaItem.continues_id),
        links=col(AgendaItem.links),
    )


READ = _item(numbering.number())

_own = col(AgendaItem.meeting_id) == OF_MEETING
SHOWN = _item(case((_own, numbering.number()), else_=cast(null(), String)))
ORDER = (case((_own, 0), else_=1), col(MEETING.order_key), *numbering.order())


def on_agenda() -> ColumnElement[bool]:
    """True for the items of OF_MEETING and, if it is its group's next, for those that wait from before it.

    If it has begun and is not held, too: holding it makes them items of it.
    """
    its_own, item = aliased(AgendaItem), aliased(AgendaItem)
    shown, theirs = aliased(Meeting, name="shown"), aliased(Meeting, name="theirs")
    own = select(col(its_own.id)).where(col(its_own.meeting_id) == OF_MEETING)
    earlier = and_(col(theirs.group_id) == col(shown.group_id), col(theirs.order_key) < col(shown.order_key))
    waiting = (
        select(col(item.id))
        .select_from(shown)
        .join(theirs, earlier)
        .join(item, col(item.meeting_id) == col(theirs.id))
        .where(
            col(shown.id) == OF_MEETING,
            or_(begun(shown), col(shown.id) == next_id(col(shown.group_id))),
            waits(item, theirs),
        )
    )
    return col(AgendaItem.id).in_(union_all(own, waiting))


def _agenda() -> Shape:
    """Read about OF_MEETING. Its version is the sum of those of the items shown."""
    changes = select(func.coalesce(func.sum(AgendaItem.version), 0)).where(on_agenda()).scalar_subquery()
    items = many(SHOWN.json, SHOWN.source, on_agenda(), order=ORDER, of=())
    return replace(shape(AgendaRead, Meeting, items=items), version=changes)


AGENDA = _agenda()
