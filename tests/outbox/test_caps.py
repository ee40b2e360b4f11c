"""What is over a cap waits in its place, and leaves by itself when there is room."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from app import database, settings
from app.outbox import caps
from app.outbox.models import Delivery, DeliveryState
from tests import make
from tests.outbox.sendings import MINUTE, NOW, Clock, Server, attempts_at, now_of, planned, run

pytestmark = pytest.mark.usefixtures("engine")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HELD = DeliveryState.held


def cap(monkeypatch: pytest.MonkeyPatch, **most: int) -> None:
    for name, number in most.items():
        monkeypatch.setenv(f"NASTA_CAP_{name.upper()}", str(number))
    settings.get.cache_clear()


def group(zone: str = "Europe/Stockholm") -> object:
    with database.transaction() as session:
        return make.group(session, time_zone=zone).id


def test_above_a_persons_cap_the_rest_is_held_and_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, person_day=2)
    made = [planned() for _ in range(4)]
    other = planned("elin@example.org")

    counts = run(Server())

    assert counts.states == {DeliveryState.accepted: 3}
    assert [now_of(each).state for each in made] == [DeliveryState.accepted] * 2 + [HELD] * 2
    held = now_of(made[2])
    assert (held.reason, held.next_at, held.attempts) == ("cap_person", made[2].next_at, 0)
    assert (held.lease_until, attempts_at(held.id)) == (None, [])
    assert now_of(other).state == DeliveryState.accepted


def test_they_leave_by_themselves_the_next_day_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, person_day=2)
    made = [planned(next_at=NOW - (9 - number) * MINUTE) for number in range(5)]
    server, clock = Server(), Clock()
    run(server, clock)
    clock.now = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    assert run(server, clock).states == {}

    clock.passes(MINUTE)  # midnight in Stockholm
    assert run(server, clock).states == {DeliveryState.accepted: 2}
    assert [now_of(each).state for each in made[2:]] == [DeliveryState.accepted] * 2 + [HELD]
    assert now_of(made[2]).reason is None

    clock.passes(DAY)
    assert run(server, clock).states == {DeliveryState.accepted: 1}


def test_a_groups_day_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, group_day=1)
    group_id = group("America/New_York")
    made = [planned(f"{number}@example.org", group_id=group_id) for number in range(2)]
    planned("elin@example.org", group_id=group())
    server, clock = Server(), Clock()

    assert run(server, clock).states == {DeliveryState.accepted: 2}
    assert (now_of(made[1]).state, now_of(made[1]).reason) == (HELD, "cap_group")
    clock.now = datetime(2026, 3, 3, 4, 59, tzinfo=UTC)
    assert run(server, clock).states == {}
    clock.passes(MINUTE)
    assert run(server, clock).states == {DeliveryState.accepted: 1}


def test_the_whole_installation_has_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, hour=3)
    made = [planned(f"{number}@example.org") for number in range(8)]
    clock = Clock()

    for _ in range(3):
        run(Server(), clock)
        clock.passes(31 * MINUTE)

    assert [now_of(each).state for each in made] == [DeliveryState.accepted] * 6 + [HELD] * 2
    assert now_of(made[7]).reason == "cap_installation"


def test_what_is_of_no_use_any_more_expires_and_says_what_was_in_its_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cap(monkeypatch, person_day=1)
    planned()
    late = planned(useful_until=NOW + HOUR)
    clock = Clock()
    run(Server(), clock)
    assert now_of(late).state == HELD

    clock.passes(HOUR)
    run(Server(), clock)

    assert (now_of(late).state, now_of(late).reason) == (DeliveryState.expired, "cap_person")


def test_a_mail_that_is_put_off_and_one_that_may_have_arrived_count_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cap(monkeypatch, person_day=2)
    first, second, third = planned(), planned(), planned()
    clock = Clock()

    run(Server(["temporary", "unknown"]), clock)
    assert [now_of(each).state for each in (first, second, third)] == [
        DeliveryState.planned,
        DeliveryState.uncertain,
        DeliveryState.accepted,
    ]
    clock.passes(9 * MINUTE)
    run(Server(), clock)

    assert now_of(first).state == HELD
    assert now_of(second).reason == "second_copy"


def test_two_workers_together_keep_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, person_day=2)
    made = [planned() for _ in range(4)]
    clock, other = Clock(), Server()

    run(Server(meanwhile=lambda: run(other, clock, worker="b")), clock)

    states = [now_of(each).state for each in made]
    assert sorted(states) == [DeliveryState.accepted] * 2 + [HELD] * 2


def test_what_is_held_is_let_go_under_each_of_its_caps(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    cap(monkeypatch, person_day=2, hour=3)
    for number in range(3):
        for address in ("lova@example.org", "elin@example.org"):
            make.delivery(session, address, state=HELD, reason="cap_person", next_at=NOW + number * MINUTE)

    assert caps.let_go(session, NOW) == 3

    free = select(Delivery).where(Delivery.state == DeliveryState.planned)
    assert sorted(each.address for each in session.exec(free)) == [
        "elin@example.org",
        "lova@example.org",
        "lova@example.org",
    ]


def test_while_the_whole_installation_has_no_room_nobody_is_looked_at(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    cap(monkeypatch, hour=1)
    make.delivery(session, state=DeliveryState.accepted, sent_at=NOW)
    make.delivery(session, state=HELD, reason="cap_person")
    asked: list[str] = []
    monkeypatch.setattr(caps.Room, "full", lambda *call: asked.append(call[1]))

    assert (caps.let_go(session, NOW), asked) == (0, [])


def test_looking_stops_where_the_room_ends(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    cap(monkeypatch, hour=1)
    for number in range(3):
        make.delivery(session, f"{number}@example.org", state=HELD, reason="cap_person")
    asked: list[str] = []
    monkeypatch.setattr(caps.Room, "full", lambda *call: asked.append(call[1]))

    assert (caps.let_go(session, NOW), len(asked)) == (1, 1)


def test_only_what_a_cap_holds_is_let_go(session: Session) -> None:
    for reason in ("cannot_be_sent", "too_many_today", None):
        make.delivery(session, state=HELD, reason=reason)

    assert caps.let_go(session, NOW) == 0


@pytest.mark.parametrize(
    ("now", "zone", "start"),
    [
        ("2026-03-29T12:00+00:00", "Europe/Stockholm", "2026-03-28T23:00+00:00"),
        ("2026-03-29T22:30+00:00", "Europe/Stockholm", "2026-03-29T22:00+00:00"),
        ("2026-10-25T22:30+00:00", "Europe/Stockholm", "2026-10-24T22:00+00:00"),
        ("2026-10-25T23:00+00:00", "Europe/Stockholm", "2026-10-25T23:00+00:00"),
        ("2026-03-02T03:00+00:00", "America/New_York", "2026-03-01T05:00+00:00"),
    ],
)
def test_a_day_begins_at_midnight_where_it_is_counted(now: str, zone: str, start: str) -> None:
    assert caps.start_of_day(datetime.fromisoformat(now), zone) == datetime.fromisoformat(start)
