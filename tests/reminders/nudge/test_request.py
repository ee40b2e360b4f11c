"""Which request asked for a nudge."""

from uuid import UUID

import pytest

from app.errors import InvalidRequest
from app.reminders.nudge.request import IdempotencyKeyNeeded, request_key, same_asker

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_the_same_request_has_the_same_key_however_it_is_written() -> None:
    key = request_key(ONE, "/a", "abc", {"line": "Hej", "person_id": None})

    assert key == request_key(ONE, "/a", '"abc"', {"person_id": None, "line": "Hej"})
    assert len(key) == 64


def test_another_body_is_from_the_same_asker() -> None:
    one, other = (request_key(ONE, "/a", "abc", {"line": line}) for line in ("Hej", "Hej!"))

    assert one != other
    assert same_asker(one) == same_asker(other)


@pytest.mark.parametrize(
    ("caller", "route", "header"), [(OTHER, "/a", "abc"), (ONE, "/b", "abc"), (ONE, "/a", "abd")]
)
def test_another_caller_route_or_key_is_another_asker(caller: UUID, route: str, header: str) -> None:
    assert same_asker(request_key(caller, route, header, {})) != same_asker(request_key(ONE, "/a", "abc", {}))


@pytest.mark.parametrize("header", ["", '""', "x" * 65, '"' + "x" * 65 + '"'])
def test_a_key_has_a_length(header: str) -> None:
    with pytest.raises(InvalidRequest):
        request_key(ONE, "/a", header, {})


def test_a_key_is_needed() -> None:
    with pytest.raises(IdempotencyKeyNeeded):
        request_key(ONE, "/a", None, {})
