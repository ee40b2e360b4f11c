"""Which groups a caller knows without seeing their inside."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from app.groups.nearness import knows
from tests import make


@pytest.mark.parametrize(
    ("role", "known"),
    [
        ("chair", {"above", "mine", "below"}),
        ("coordinator", {"above", "mine", "below"}),
        ("member", {"mine"}),
    ],
)
def test_a_lead_knows_the_groups_one_step_away(session: Session, role: str, known: set[str]) -> None:
    top = make.group(session, "top")
    above = make.group(session, "above", parent_id=top.id)
    mine = make.group(session, "mine", parent_id=above.id)
    below = make.group(session, "below", parent_id=mine.id)
    beside = make.group(session, "beside", parent_id=above.id)
    bottom = make.group(session, "bottom", parent_id=below.id)

    caller = make.caller(make.person(session), (mine, role))

    everything = (top, above, mine, below, beside, bottom)
    assert {group.name for group in everything if knows(session, caller, group.id)} == known


def test_nobody_knows_a_group_that_is_not_there(session: Session) -> None:
    assert not knows(session, make.administrator(), uuid4())
    assert knows(session, make.administrator(), make.group(session).id)
