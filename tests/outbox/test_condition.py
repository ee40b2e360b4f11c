"""What the operator sees of the sender, in numbers and instants."""

from datetime import timedelta

from sqlmodel import Session

from app.outbox import holds
from app.outbox.condition import condition
from app.outbox.models import DeliveryState, HeldFor
from app.outbox.the_sender import locked
from tests import make
from tests.outbox.sendings import MINUTE, NOW

HOUR = timedelta(hours=1)


def test_where_nothing_has_happened_it_sends(session: Session) -> None:
    found = condition(session, NOW)

    assert (found.state, found.held_for, found.since) == ("sending", None, None)
    assert (found.oldest_due_at, found.oldest_due_age_seconds) == (None, None)
    assert (found.due, found.planned, found.uncertain, found.set_aside, found.over_cap) == (0, 0, 0, 0, 0)
    assert (found.last_accepted_at, found.last_run_at) == (None, None)


def test_each_state_is_counted_where_it_belongs(session: Session) -> None:
    for minutes in (3, 90, -5):
        make.delivery(session, next_at=NOW - minutes * MINUTE)
    make.delivery(session, state=DeliveryState.uncertain)
    make.delivery(session, state=DeliveryState.uncertain, message=b"to be sent once more", next_at=NOW)
    for reason in ("cannot_be_sent", "cap_group", None):
        make.delivery(session, state=DeliveryState.held, reason=reason)
    for hours in (5, 2):
        make.delivery(session, state=DeliveryState.accepted, sent_at=NOW - hours * HOUR)

    found = condition(session, NOW)

    assert (found.due, found.planned) == (2, 3)
    assert (found.uncertain, found.set_aside, found.over_cap) == (1, 2, 1)
    assert (found.oldest_due_at, found.oldest_due_age_seconds) == (NOW - 90 * MINUTE, 5400)
    assert found.last_accepted_at == NOW - 2 * HOUR


def test_a_hold_says_for_what_since_when_and_in_which_words(session: Session) -> None:
    holds.hold(locked(session), HeldFor.operator, "Vi flyttar", NOW - HOUR)
    session.flush()

    found = condition(session, NOW)

    assert (found.state, found.held_for, found.since) == ("held", HeldFor.operator, NOW - HOUR)
    assert found.words == "Vi flyttar"


def test_a_server_that_is_not_reached_says_since_when(session: Session) -> None:
    locked(session).silent_since = NOW - HOUR
    session.flush()

    found = condition(session, NOW)

    assert (found.state, found.since) == ("unreachable", NOW - HOUR)
