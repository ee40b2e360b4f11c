"""Values that no field takes, and the check that each is refused at its field and leaves nothing behind."""

from collections.abc import Mapping
from typing import Any

from tests.asking import Api, Thing

NO_TEXT: tuple[Any, ...] = (5, True, [], {}, "a\u0000b", "a\u001bb", "a\ud800b")
NO_ID: tuple[Any, ...] = (5, "", "x", [], {}, "00000000-0000-0000-0000-00000000000")
NO_DAY: tuple[Any, ...] = (
    5,
    "",
    "2026-02-30",
    "2026-03-02T00:00:00",
    "1772409600",
    "0001-01-01",
    "9999-12-31",
)
NO_NUMBER: tuple[Any, ...] = (None, "7", 7.5, True, [], 2**60)
NO_TRUTH: tuple[Any, ...] = (None, 1, 0, "true", "", [])
NO_ADDRESS: tuple[Any, ...] = (
    *NO_TEXT,
    "x",
    "a@",
    "@b",
    "a b@example.org",
    "å@example.org",
    "a@example.org\nBcc: b@example.org",
    "a@" + "b" * 250 + ".org",
)


def check(api: Api, method: str, path: str, body: Thing, bad: Mapping[str, tuple[Any, ...]]) -> None:
    """The body with any of these values in a field is 422 at the field."""
    for field, value in ((field, value) for field, values in bad.items() for value in values):
        problem = api.refused(method, path, {**body, field: value}, If_Match="*")
        faults = problem.get("errors", [])
        fitting = [fault for fault in faults if fault["pointer"].split("/")[1] == field]
        assert (problem["status"], fitting) == (422, faults or None), (
            f"{method} {path} {field}={value!r}: {problem}"
        )
