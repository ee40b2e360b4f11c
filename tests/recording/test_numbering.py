"""On PostgreSQL whoever began first may be there last: numbers are given in the order of being there."""

from contextlib import ExitStack

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app import database
from app.recording import numbering
from app.recording.models import Change
from tests import make
from tests.conftest import POSTGRESQL


def in_order(session: Session) -> list[Change]:
    found = select(Change).where(col(Change.position).is_not(None)).order_by(col(Change.position))
    return list(session.execute(found).scalars())


@pytest.mark.skipif(not POSTGRESQL, reason="on SQLite whoever writes is alone")
def test_what_comes_to_be_there_late_is_passed_over_by_its_own_order_and_not_by_its_number(
    engine: Engine,
) -> None:
    with ExitStack() as late:
        slow = late.enter_context(Session(engine))  # not audited, which would let nobody else end meanwhile
        late.enter_context(slow.begin())
        make.group(slow, "Sen")
        slow.dispatch.before_commit(slow)  # its changes are written, and not there for anybody yet
        with database.transaction() as quick:
            make.group(quick, "Snabb")
        numbering.number_all()
        with database.snapshot() as session:
            (seen,) = in_order(session)
    numbering.number_all()

    with database.snapshot() as session:
        by_own = session.execute(select(Change).where(col(Change.id) > seen.id)).scalars().all()
        by_number = (
            session.execute(select(Change).where(col(Change.position) > seen.position)).scalars().all()
        )
    assert (len(by_own), len(by_number)) == (0, 1)


def test_numbers_go_on_one_by_one(session: Session) -> None:
    for name in ("Ett", "Två", "Tre"):
        make.group(session, name)
        session.commit()
        numbering.number_all()

    assert [one.position for one in in_order(session)] == [1, 2, 3]
