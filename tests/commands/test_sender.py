"""`python -m app sender`: what an operator sees and says."""

from argparse import ArgumentParser

import pytest

from app import database
from app.commands import sender
from app.outbox.models import DeliveryState, HeldFor
from app.outbox.the_sender import seen
from tests.asking import Api
from tests.conftest import Time
from tests.outbox.sendings import planned
from tests.reminders.posting import Office, Post, at


def say(*words: str) -> None:
    parser = ArgumentParser()
    sender.register(parser.add_subparsers())
    arguments = parser.parse_args(["sender", *words])
    arguments.run(arguments)


def held_for() -> tuple[HeldFor | None, str | None]:
    with database.snapshot() as session:
        found = seen(session)
        return found.held_for, found.words


@pytest.fixture
def waiting(api: Api, time: Time, capsys: pytest.CaptureFixture[str]) -> Office:
    """A group with one letter that is due and held."""
    group = api.post("/groups", name="Arbetsgruppen", reminders="on")
    office = Office(api, time, Post(), group)
    office.meeting("2026-04-17", "14:00")
    office.point("A", office.person("Ada Alm", "secretary"))
    say("hold", "--why", "Vi flyttar")
    capsys.readouterr()
    return office


def test_what_is_held_is_planned_shown_without_a_name_and_leaves_after_a_yes(
    waiting: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held_for() == (HeldFor.operator, "Vi flyttar")
    assert waiting.run(at("2026-04-10")) == {}

    say()
    told = capsys.readouterr().out
    assert "held_for                operator" in told
    assert "would send now:" in told
    assert "1  digest      Arbetsgruppen" in told
    assert "ada" not in told.lower()

    say("release")
    assert "released (operator)" in capsys.readouterr().out
    assert held_for() == (None, None)
    assert list(waiting.run(at("2026-04-10", "08:01"))) == ["ada@example.org"]


def test_a_yes_says_how_many_are_tried_again(
    time: Time, engine: object, capsys: pytest.CaptureFixture[str]
) -> None:
    planned(state=DeliveryState.held, reason="cannot_be_sent")

    say("release")

    assert "set aside and tried again: 1" in capsys.readouterr().out


def test_where_nothing_is_due_it_says_so(
    time: Time, engine: object, capsys: pytest.CaptureFixture[str]
) -> None:
    say("show")

    assert "nothing is due" in capsys.readouterr().out
