"""The demo: a fictional group with a year of meetings, whatever day it is made."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlmodel import Session, col

from app import cli, settings
from app.action_points.models import ActionPoint, ActionPointEvent, Answer, DueKind, OwnerKind, PointStatus
from app.api_keys.models import ApiKey
from app.attendance.models import Attendance
from app.commands import serve
from app.demo import story
from app.demo.telling import GROUP, Telling
from app.meetings.models import Meeting, MeetingStatus
from app.reminders import run
from tests.asking import Api, Thing
from tests.conftest import ADMINISTRATOR, Time

DAYS = [
    "2026-03-02T09:00:00Z",
    "2026-06-19T23:30:00Z",
    "2027-12-09T05:00:00Z",
    "2028-02-29T12:00:00Z",
]
SMTP = {
    "MAIL_URL": "smtps://mail.example",
    "MAIL_FROM": "nasta@nasta.example",
    "MAIL_BOUNCE": "studs@nasta.example",
    "OPERATOR_EMAIL": "drift@nasta.example",
    "PUBLIC_URL": "https://nasta.example",
}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Whether each serving had the worker beside it; nothing is served."""
    workers: list[bool] = []
    monkeypatch.setattr(serve, "run", lambda said: workers.append(said.worker))
    yield workers
    settings.get.cache_clear()


@pytest.fixture
def api(client: TestClient) -> Api:
    """The demo's API, as an administrator."""
    assert cli.main(["demo"]) == 0
    return Api(client, ADMINISTRATOR)


def ours(api: Api) -> str:
    """The id of the group that the story is about."""
    found: str = next(group["id"] for group in api.items("/groups") if group.get("short_name") == "BBU")
    return found


def next_meeting(api: Api) -> Thing:
    return api.get(f"/groups/{ours(api)}/next-meeting")


def points(api: Api) -> list[Thing]:
    return api.items(f"/action-points?group_id={ours(api)}&limit=100&sort=number")


def test_it_is_made_once(session: Session, time: Time, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo"]) == 0
    made = session.execute(select(func.count(col(ActionPoint.id)))).scalar_one()
    session.rollback()

    assert cli.main(["demo"]) == 0

    assert "there already" in capsys.readouterr().out.splitlines()[-1]
    assert session.execute(select(func.count(col(ActionPoint.id)))).scalar_one() == made > 25


def test_where_its_people_could_get_mail_nothing_is_made(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in SMTP.items():
        monkeypatch.setenv(f"NASTA_{name}", value)
    settings.get.cache_clear()

    assert cli.main(["demo", "--serve"]) == 2

    assert "NASTA_MAIL_URL" in capsys.readouterr().err
    assert not story.is_told(session)


def test_it_is_served_with_a_key_that_the_next_serving_replaces(
    session: Session,
    served: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("NASTA_BOOTSTRAP_KEY")
    settings.get.cache_clear()

    keys = []
    for _ in range(2):
        assert cli.main(["demo", "--serve"]) == 0
        keys.append(capsys.readouterr().out.split()[-1])

    assert served == [True, True]
    (kept,) = session.execute(select(ApiKey)).scalars()
    assert kept.administrator
    assert kept.id.hex in keys[1]
    assert kept.id.hex not in keys[0]


def test_the_bootstrap_key_is_key_enough(session: Session, served: list[bool]) -> None:
    assert cli.main(["demo", "--serve"]) == 0

    assert served == [True]
    assert not session.execute(select(ApiKey)).scalars().all()


@pytest.mark.parametrize("now", DAYS)
def test_whatever_the_day_a_year_lies_around_it_and_nobody_waits_for_mail(
    session: Session, time: Time, now: str
) -> None:
    time.is_(now)

    telling = story.tell(session, time.now)

    held = _of_group(session, telling, MeetingStatus.held)
    ahead = _of_group(session, telling, MeetingStatus.scheduled)
    assert len(held) == 6
    assert len(ahead) == 3
    assert len(_of_group(session, telling, MeetingStatus.cancelled)) == 1
    assert len(_of_group(session, telling, MeetingStatus.proposed)) == 1
    assert max(held) < time.now.date() < min(ahead) - timedelta(days=7)
    assert all(day.weekday() < 5 for day in held + ahead)
    for table in (Meeting, Attendance, ActionPoint, ActionPointEvent, Answer):
        latest: datetime = session.execute(select(func.max(col(table.created_at)))).scalar_one()
        assert time.now - timedelta(days=60) < latest <= time.now
    session.commit()
    assert not run.plan_all(time.now)


def _of_group(session: Session, telling: Telling, status: MeetingStatus) -> list[date]:
    group_id = telling.ids[GROUP]
    found = select(col(Meeting.held_on)).where(
        col(Meeting.group_id) == group_id, col(Meeting.status) == status
    )
    return list(session.execute(found).scalars())


def test_it_has_every_kind_of_owner_due_and_status(api: Api) -> None:
    found = points(api)

    assert {owner["kind"] for point in found for owner in point["owners"]} == set(OwnerKind)
    assert {point["due_kind"] for point in found} == set(DueKind)
    assert {point["status"] for point in found} == set(PointStatus)
    assert {owner["unreachable"] for point in found for owner in point["owners"]} >= {None, "named", "vacant"}
    assert any(person["unreachable"] == "no_address" for person in _persons(found))
    assert any(person["left"] for person in _persons(found))
    for asked in ("rests_until", "due_preliminary", "report_to_id", "overdue", "details", "times_carried"):
        assert any(point[asked] for point in found), asked
    assert any(not point["owners"] for point in found)


def _persons(found: list[Thing]) -> list[Thing]:
    return [person for point in found for owner in point["owners"] for person in owner["persons"]]


def test_the_next_meeting_has_something_of_everything_to_follow_up(api: Api) -> None:
    found = api.get(f"/meetings/{next_meeting(api)['id']}/follow-up")

    assert len(found) == 9
    assert all(found.values()), {name for name, part in found.items() if not part}


def test_the_points_of_the_one_who_left_are_the_successors(api: Api) -> None:
    (point,) = [point for point in points(api) if "SIP-samordnare" in point["task"]]

    assert [person["name"] for person in _persons([point])] == ["Idun Stenhede"]


def test_what_everybody_answered_was_closed_by_that(api: Api) -> None:
    (point,) = [point for point in points(api) if point["completion"] == "each" and point["status"] == "done"]
    history = api.items(f"/action-points/{point['id']}/history?limit=100")

    assert {event["act"] for event in history} == {"added", "answered", "closed"}


def test_its_preview_tells_everybody_and_says_who_cannot_be_told(api: Api) -> None:
    found = api.get(f"/meetings/{next_meeting(api)['id']}/reminder-preview")

    assert len(found["mails"]) > 8
    assert {one["reason"] for one in found["not_told"]} == {"named", "vacant", "no_address"}
