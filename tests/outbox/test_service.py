import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app import database
from app.outbox import service
from app.outbox.claiming import claim
from app.outbox.models import DeliveryState
from tests import make
from tests.outbox.sendings import MINUTE, NOW, Server, attempts_at, now_of, planned, run


def test_what_is_planned_goes_out_in_the_transaction_of_its_cause(session: Session) -> None:
    delivery = service.plan(
        session, "lova@example.org", NOW, NOW + MINUTE, envelope_sender="studs@example.org"
    )

    assert delivery.state == DeliveryState.planned
    assert (delivery.planned_at, delivery.next_at, delivery.useful_until) == (NOW, NOW, NOW + MINUTE)
    assert delivery.envelope_sender == "studs@example.org"
    session.rollback()
    assert run(Server()).states == {}


def test_what_is_planned_for_later_waits_until_then(session: Session) -> None:
    delivery = service.plan(session, "lova@example.org", NOW, next_at=NOW + 15 * MINUTE)

    assert claim(session, "a", NOW + 14 * MINUTE, 9) == []
    assert claim(session, "a", NOW + 15 * MINUTE, 9) == [delivery]


@pytest.mark.parametrize("state", ["planned", "claimed", "held"])
def test_what_has_not_left_is_superseded(session: Session, state: str) -> None:
    delivery = make.delivery(session, state=DeliveryState(state))

    assert service.supersede(session, delivery, "meeting_moved", NOW)

    assert (delivery.state, delivery.reason) == (DeliveryState.superseded, "meeting_moved")
    assert claim(session, "a", NOW, 9) == []


@pytest.mark.parametrize(
    "state", ["transmitting", "accepted", "uncertain", "failed", "superseded", "expired"]
)
def test_what_may_have_left_or_has_ended_stays_as_it_is(session: Session, state: str) -> None:
    delivery = make.delivery(session, state=DeliveryState(state), reason="before")

    assert not service.supersede(session, delivery, "meeting_moved", NOW)

    session.refresh(delivery)
    assert (delivery.state, delivery.reason) == (DeliveryState(state), "before")


def test_what_it_is_about_is_kept_for_the_groups_cap(session: Session) -> None:
    group = make.group(session)

    assert service.plan(session, "lova@example.org", NOW, group_id=group.id).group_id == group.id


def test_what_is_superseded_has_no_message_any_more(session: Session) -> None:
    delivery = make.delivery(session, message=b"with tokens", message_id="<kept@example.org>")

    service.supersede(session, delivery, "meeting_moved", NOW)

    assert (delivery.message, delivery.message_id) == (None, "<kept@example.org>")


def test_superseding_goes_by_what_is_there_and_not_by_what_was_read(session: Session) -> None:
    delivery = planned()
    with database.transaction() as elsewhere:
        elsewhere.get_one(type(delivery), delivery.id).state = DeliveryState.transmitting

    read_before = session.merge(delivery, load=False)
    done = service.supersede(session, read_before, "meeting_moved", NOW)

    assert not done
    assert read_before.state == DeliveryState.transmitting


def test_an_attempt_at_what_is_superseded_has_an_end(engine: Engine) -> None:
    delivery = planned()
    with database.transaction() as session:
        (claimed,) = claim(session, "a", NOW, 1)
        service.supersede(session, claimed, "meeting_moved", NOW + MINUTE)

    (attempt,) = attempts_at(delivery.id)
    assert (attempt.outcome, attempt.ended_at) == ("superseded", NOW + MINUTE)
    assert now_of(delivery).lease_until is None
