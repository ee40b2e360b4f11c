"""Every state of every page, in a real browser: on a telephone, enlarged, and with its text spaced out."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.browser import looking
from tests.browser.markup import Checker
from tests.browser.stage import TELEPHONE, Stage
from tests.browser.states import STATES

# A screen of 1280 pixels, enlarged to 200 % and to 400 %: WCAG 1.4.4 and 1.4.10.
ENLARGED: tuple[ViewportSize, ...] = ({"width": 640, "height": 512}, TELEPHONE)
SCREENSHOTS = os.environ.get("SCREENSHOTS")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", STATES)
def test_a_page_can_be_read_by_anybody(stage: Stage, checker: Checker, name: str, language: str) -> None:
    stage.speaks(language)
    STATES[name](stage)

    read_by_anybody(stage, checker, name, language)


def read_by_anybody(stage: Stage, checker: Checker, name: str, language: str) -> None:
    """Fails unless the page is in the language, sound, and readable and usable enlarged and spaced out."""
    page = stage.page
    _keep(stage, f"{name}.{language}")
    assert page.locator("html").get_attribute("lang") == language
    assert checker.faults(page.content()) == []
    assert looking.accessibility_faults(page, "best-practice") == []
    for viewport in ENLARGED:
        page.set_viewport_size(viewport)
        assert (looking.cut(page), looking.small(page)) == ([], []), viewport
    looking.space_out(page)
    assert looking.cut(page) == []
    assert stage.heard == []


@pytest.mark.parametrize(
    "name", ["answered_before", "faults", "stop_for_whom", "follow_up", "unreadable_form"]
)
def test_tab_goes_to_all_there_is_and_shows_where_one_is(stage: Stage, name: str) -> None:
    STATES[name](stage)

    stops = looking.tabbed(stage.page)

    assert all(stop["outlined"] and stop["onScreen"] for stop in stops), stops
    assert set(looking.reachable(stage.page)) <= {stop["what"] for stop in stops}


def _keep(stage: Stage, name: str) -> None:
    """Pictures to look at, where SCREENSHOTS names a folder: as on a telephone, on a screen, on paper."""
    if SCREENSHOTS:
        stage.page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png", full_page=True)
