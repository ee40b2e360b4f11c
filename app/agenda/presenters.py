"""Who presents an item, in the order they were named."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlmodel import Session, col

from app.access.caller import Caller
from app.agenda.models import AgendaItem, AgendaPresenter
from app.errors import invalid
from app.persons import service as persons


def check(session: Session, caller: Caller, person_ids: Sequence[UUID]) -> None:
    """Raises Unknown or InvalidRequest at a person that the caller does not know, or named before."""
    for position, person_id in enumerate(person_ids):
        pointer = f"#/presenter_ids/{position}"
        persons.known(session, caller, person_id, pointer)
        if person_id in person_ids[:position]:
            raise invalid(pointer, "not_distinct")


def of(session: Session, item_id: UUID) -> list[UUID]:
    """The presenters' ids, in order."""
    presenter = select(col(AgendaPresenter.person_id)).where(col(AgendaPresenter.agenda_item_id) == item_id)
    return list(session.execute(presenter.order_by(col(AgendaPresenter.position))).scalars())


def put(session: Session, item_id: UUID, person_ids: Sequence[UUID] | None) -> bool:
    """These present it now, in this order. False if they already did; None: those who do stay."""
    if person_ids is None or of(session, item_id) == list(person_ids):
        return False
    session.execute(delete(AgendaPresenter).where(col(AgendaPresenter.agenda_item_id) == item_id))
    for position, person_id in enumerate(person_ids):
        session.add(AgendaPresenter(agenda_item_id=item_id, person_id=person_id, position=position))
    session.flush()
    return True


def leave(session: Session, item_id: UUID) -> None:
    """Nobody presents the item, or a sub-item of it, any more."""
    sub_items = select(col(AgendaItem.id)).where(col(AgendaItem.parent_id) == item_id)
    of_them = or_(
        col(AgendaPresenter.agenda_item_id) == item_id, col(AgendaPresenter.agenda_item_id).in_(sub_items)
    )
    session.execute(delete(AgendaPresenter).where(of_them), execution_options={"synchronize_session": False})
