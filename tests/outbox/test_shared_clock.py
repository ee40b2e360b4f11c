from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from app import clock
from app.outbox.shared_clock import shared
from tests.outbox.sendings import Clock


def test_workers_on_several_machines_go_by_the_clock_of_their_database(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        assert shared(Clock()) == Clock()
        return
    asked = shared(Clock())

    with engine.connect() as connection:
        begun = connection.execute(text("SELECT now()")).scalar_one()
        first, second = asked(), asked()

    assert begun < first < second
    assert first.utcoffset() == timedelta(0)


def test_who_pretends_that_it_is_another_time_goes_by_that(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_ahead", timedelta(days=1))

    assert shared(Clock()) == Clock()
