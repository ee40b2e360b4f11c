"""The documentation says what the code does."""

from pathlib import Path

import pytest

from app import texts
from app.access import facets
from app.commands.policy import printed

ROOT = Path(__file__).parent.parent.parent


def test_the_page_is_the_one_printed_from_the_code() -> None:
    assert (ROOT / "docs/policy.md").read_text(encoding="utf-8") == printed()


@pytest.mark.parametrize("facet", [*facets.READING, *facets.WRITING, *facets.STATES])
def test_every_facet_is_asked_where_it_says_and_its_problems_are_there(facet: facets.Facet) -> None:
    assert (ROOT / "app" / facet.asked_in).is_file()
    if "409 `" in facet.who:
        assert texts.has(f"problem.{facet.who.partition('409 `')[2].partition('`')[0]}")
