"""What every run asks: which meetings have changed since somebody was told of them."""

import pytest

from app import database
from app.reminders.change.changed import changed
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.change.moving import Moving, moving
from tests.reminders.posting import at


def waiting(office: Moving) -> list[str]:
    with database.snapshot() as session:
        return [str(id) for id in session.execute(changed(office.time.now)).scalars()]


@pytest.mark.parametrize("what", ["confirmed", "told", "there and back"])
def test_a_change_is_looked_at_once(api: Api, time: Time, what: str) -> None:
    office = moving(api, time)
    assert len(office.told(at("2026-04-16"))) == 2
    if what == "confirmed":
        office.change(at("2026-04-16", "10:00"), status="proposed")
    else:
        office.change(at("2026-04-16", "10:00"), place="Biblioteket")
    if what == "there and back":
        office.change(at("2026-04-16", "10:00"), place="Rådhuset")
    assert waiting(office) == []

    time.is_(at("2026-04-16", "10:15"))

    assert waiting(office) == [office.meeting_id]
    assert len(office.told(at("2026-04-16", "10:15"))) == (2 if what == "told" else 0)
    assert waiting(office) == []
    office.change(at("2026-04-16", "11:00"), place="Slottet")
    assert len(office.told(at("2026-04-16", "11:15"))) == 2
