from datetime import timedelta

from torture.clocks import START
from torture.meanwhile import Outage

HOUR = timedelta(hours=1)


def test_an_outage_begins_when_a_third_is_done_and_lasts_a_day() -> None:
    orders: list[str] = []
    outage = Outage().of(orders.append)

    for done, hours in ((0.2, 0), (0.4, 1), (0.3, 8), (0.3, 10), (0.3, 18), (0.3, 24)):
        outage(done, START + hours * HOUR)
    assert (orders, outage.over) == (["away", "closing", "silent"], False)

    outage(0.4, START + 25 * HOUR)
    assert (orders[-1], outage.over) == ("open", True)
