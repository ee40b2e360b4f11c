"""What the page says of fields and states is asked where it says."""

from pathlib import Path

import pytest

from app import texts
from app.access import facets

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("facet", [*facets.READING, *facets.WRITING, *facets.STATES])
def test_every_facet_is_asked_where_it_says_and_its_problems_are_there(facet: facets.Facet) -> None:
    assert (ROOT / "app" / facet.asked_in).is_file()
    if "409 `" in facet.who:
        assert texts.has(f"problem.{facet.who.partition('409 `')[2].partition('`')[0]}")
