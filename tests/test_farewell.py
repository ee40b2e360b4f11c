"""What is leaving says so in headers, for a year or more, and is gone then."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import APIRouter, FastAPI, Response
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app import errors
from app.farewell import Farewell, LeavingRoute
from tests.conftest import ADMINISTRATOR, Time

KEY = {"X-API-Key": ADMINISTRATOR}
FAREWELL = Farewell(
    deprecated_at=datetime(2026, 1, 1, tzinfo=UTC),
    sunset_at=datetime(2027, 2, 1, 12, tzinfo=UTC),
    told_at="https://nasta.example.org/docs#v1",
    successor="https://nasta.example.org/api/v2/colours",
)


class OldRoute(LeavingRoute):
    farewell = FAREWELL


@pytest.fixture
def old(engine: Engine, time: Time) -> Iterator[TestClient]:
    """An application with a route that is leaving."""
    app, router = FastAPI(), APIRouter(route_class=OldRoute)

    @router.get("/colours", deprecated=True)
    def colours() -> Response:
        return Response("[]", headers={"Link": '</colours>; rel="first"'}, media_type="application/json")

    app.include_router(router)
    errors.install(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_it_says_since_when_until_when_and_what_comes(old: TestClient) -> None:
    answer = old.get("/colours", headers=KEY)

    assert answer.status_code == 200
    assert answer.headers["deprecation"] == "@1767225600"
    assert answer.headers["sunset"] == "Mon, 01 Feb 2027 12:00:00 GMT"
    assert answer.headers["link"] == (
        '</colours>; rel="first", <https://nasta.example.org/docs#v1>; rel="deprecation", '
        '<https://nasta.example.org/docs#v1>; rel="sunset", '
        '<https://nasta.example.org/api/v2/colours>; rel="successor-version"'
    )


@pytest.mark.parametrize(
    ("now", "status"), [("2027-02-01T11:59:59+00:00", 200), ("2027-02-01T12:00:00+00:00", 410)]
)
def test_it_is_gone_from_its_last_instant(old: TestClient, time: Time, now: str, status: int) -> None:
    time.is_(now)
    answer = old.get("/colours", headers=KEY)

    assert answer.status_code == status
    assert 'rel="successor-version"' in answer.headers["link"]
    assert status == 200 or answer.json()["type"] == "/problems/gone"


def test_who_may_not_call_is_told_nothing_of_it(old: TestClient) -> None:
    answer = old.get("/colours")

    assert answer.status_code == 401 and "sunset" not in answer.headers


def test_a_years_notice_is_given() -> None:
    with pytest.raises(ValueError, match="year"):
        Farewell(FAREWELL.deprecated_at, FAREWELL.deprecated_at + timedelta(days=364), FAREWELL.told_at)


def test_instants_have_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Farewell(datetime(2026, 1, 1), datetime(2028, 1, 1), FAREWELL.told_at)
