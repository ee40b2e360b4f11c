"""What text may hold."""

import pytest

from app import bodies
from tests.asking import Api

PILED = "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}"


@pytest.mark.parametrize(
    "text", ["", "Elfgrén", "rad\nrad\ttabb", "a" + "\N{COMBINING ACUTE ACCENT}" * 30, "🇸🇪"]
)
def test_what_people_write_is_text(text: str) -> None:
    assert bodies.is_text(text)


@pytest.mark.parametrize("text", ["\0", "\x1b", "\ud800", "\x85", "a" + "\N{COMBINING ACUTE ACCENT}" * 31])
def test_what_nobody_writes_is_not(text: str) -> None:
    assert not bodies.is_text(text)


def test_piled_marks_are_refused_before_they_are_composed(api: Api) -> None:
    piled = "a" + PILED[1:] * 20_000

    problem = api.refused("POST", "/persons", {"name": piled})

    assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/name")
