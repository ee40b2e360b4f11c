"""What follows from a meeting being held."""

import pytest
from sqlmodel import Session

from app.groups.models import Group
from tests import make
from tests.asking import Api


@pytest.fixture
def group(session: Session) -> Group:
    made = make.group(session)
    make.member(session, group=made)
    make.agenda_item(
        session, make.meeting(session, made, "2026-02-02", status="held"), "Lokaler", outcome="parked"
    )
    session.commit()
    return made


def test_its_attendance_is_kept_and_what_waited_is_carried_on(api: Api, group: Group) -> None:
    meeting = api.post("/meetings", group_id=str(group.id), held_on="2026-03-02")

    api.act(f"/meetings/{meeting['id']}/holding", unknown_as="absent")

    [attendance] = api.items(f"/meetings/{meeting['id']}/attendance")
    assert (attendance["id"] is not None, attendance["presence"]) == (True, "absent")
    assert [item["title"] for item in api.items(f"/agenda-items?meeting_id={meeting['id']}")] == ["Lokaler"]


def test_the_same_follows_when_it_is_made_as_held(api: Api, group: Group) -> None:
    meeting = api.post("/meetings", group_id=str(group.id), held_on="2026-03-02", status="held")

    [attendance] = api.items(f"/meetings/{meeting['id']}/attendance")
    assert attendance["id"] is not None
    assert len(api.items(f"/agenda-items?meeting_id={meeting['id']}")) == 1


def test_held_again_it_adds_only_what_is_missing(api: Api, session: Session, group: Group) -> None:
    meeting = api.post("/meetings", group_id=str(group.id), held_on="2026-03-02", status="held")
    paths = [f"/meetings/{meeting['id']}/attendance", f"/agenda-items?meeting_id={meeting['id']}"]
    before = [api.items(path) for path in paths]

    api.act(f"/meetings/{meeting['id']}/reopening")
    reopened = [api.items(path) for path in paths]
    make.member(session, group, name="Maja Exempelsson")
    session.commit()
    api.act(f"/meetings/{meeting['id']}/holding")

    after = [api.items(path) for path in paths]
    assert reopened == before
    assert after[0][0] == before[0][0]
    assert (len(after[0]), after[1]) == (2, before[1])
