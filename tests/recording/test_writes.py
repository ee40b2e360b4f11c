"""Every write to a noun is told in its transaction, however it is written; and every table is told of, or named."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from app import models
from app.action_points.models import ActionPoint
from app.agenda.models import AgendaItem
from app.recording.models import Change
from app.recording.told import NOUNS, PARTS, UNTOLD, ChangeType, type_of
from app.recording.writes import WrittenUnheard
from app.tables import Noun
from tests import make

LATER = datetime(2026, 4, 1, tzinfo=UTC)


def told(session: Session) -> list[tuple[str, int | None]]:
    session.commit()
    found = session.execute(select(Change).order_by(col(Change.id))).scalars()
    return [(one.type, one.version) for one in found]


def test_every_table_of_things_that_people_edit_is_told_of_or_named_as_untold() -> None:
    tables = {str(noun.__tablename__) for noun in Noun.__subclasses__() if noun.__module__.startswith("app.")}

    assert tables == NOUNS.keys() | UNTOLD | {"attendances"}
    assert models.metadata.tables.keys() >= PARTS.keys()
    assert {type_of(table, "created") for table in NOUNS} <= set(ChangeType)


def test_what_is_written_twice_in_a_transaction_is_told_once_as_it_is_at_the_end(session: Session) -> None:
    group = make.group(session)
    group.touch(LATER)
    session.flush()
    assert told(session) == [("group.created", 2)]

    for _ in range(2):
        group.touch(LATER)
        session.flush()

    assert told(session)[1:] == [("group.updated", 4)]


def test_rows_written_by_one_statement_are_told_each(session: Session) -> None:
    meeting = make.meeting(session, make.group(session), "2026-05-04")
    for title in ("Lokaler", "Nycklar"):
        make.agenda_item(session, meeting, title)
    before = told(session)

    later = {"version": AgendaItem.version + 1, "modified_at": LATER}
    session.execute(update(AgendaItem).where(col(AgendaItem.title) == "Nycklar").values(later))

    assert told(session)[len(before) :] == [("agenda_item.updated", 2)]


def test_what_was_taken_back_is_told_of_by_nobody(session: Session) -> None:
    group = make.group(session)
    with session.begin_nested() as inner:
        make.decision(session, make.meeting(session, group, "2026-05-04"))
        inner.rollback()

    assert told(session) == [("group.created", 1)]


def test_a_transaction_that_is_rolled_back_leaves_nothing_to_the_next(session: Session) -> None:
    make.group(session)
    session.rollback()
    make.organization(session)

    assert told(session) == [("organization.created", 1)]


def test_rows_cannot_be_added_where_nobody_hears_of_it(session: Session) -> None:
    with pytest.raises(WrittenUnheard):
        session.execute(insert(ActionPoint), [{"task": "Ring"}])
