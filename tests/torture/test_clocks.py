from datetime import timedelta

from tests.outbox.sendings import MINUTE, Clock
from torture.clocks import START, Fast


def test_simulated_time_goes_faster_from_where_it_was() -> None:
    machine = Clock()
    clock = Fast(machine, 1, START, machine())

    machine.passes(MINUTE)
    fast = clock.at_speed(300)
    machine.passes(timedelta(seconds=4))

    assert clock() == START + MINUTE + timedelta(seconds=4)
    assert fast() == START + MINUTE + timedelta(minutes=20)
