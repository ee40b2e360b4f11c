"""The pages of logging in, in a real browser, at an issuer that lets everybody in at once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app import settings
from tests.browser import looking
from tests.browser.markup import Checker
from tests.browser.stage import Stage
from tests.browser.states import LONGEST_WORD
from tests.browser.test_states import read_by_anybody
from tests.oidc.conftest import answering, issuer
from tests.oidc.issuer import Issuer
from tests.oidc.test_tokens import person

__all__ = ["answering", "issuer"]


@pytest.fixture
def stage(stage: Stage, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The service has the address that the browser calls it by, and the browser may go to the issuer."""
    monkeypatch.setenv("NASTA_PUBLIC_URL", stage.base)
    settings.get.cache_clear()
    stage.others = (issuer.issuer,)
    return stage


def choose(stage: Stage, _: Issuer) -> None:
    stage.open("/login")


def not_linked(stage: Stage, issuer: Issuer) -> None:
    choose(stage, issuer)
    stage.page.locator(".people a").first.click()


def nothing_waits(stage: Stage, issuer: Issuer) -> None:
    lova, group = person(stage.office.api, issuer), stage.office.group["id"]
    stage.office.api.patch(f"/persons/{lova['id']}", language=stage.language, email="lova@example.org")
    stage.office.api.post("/memberships", group_id=group, person_id=lova["id"], roles=["secretary"])
    not_linked(stage, issuer)


def my_page(stage: Stage, issuer: Issuer) -> None:
    """Much to take care of, in two groups; of one of them its next meeting. Logged in elsewhere too."""
    office = stage.office
    lova = stage.person("Lova Exempelsson", "secretary")
    held = office.meeting("2026-02-02", status="held")
    office.meeting("2026-02-27")
    office.meeting("2026-04-17", "14:00", status="proposed")
    office.point("Hitta en föreläsare", meeting=held)
    office.point("En mindre grupp ses", {"name": "En mindre grupp"}, meeting=held)
    bo = stage.person("Bo Berg")
    point = office.point(f"Gå igenom {LONGEST_WORD}", bo, meeting=held)
    said = {"answer": "cannot", "person_id": bo["id"], "comment": "Jag har fått andra uppgifter."}
    office.api.post(f"/action-points/{point['id']}/answers", said)
    other = office.api.post("/groups", name="Styrgruppen", language=stage.language)
    office.api.post("/memberships", group_id=other["id"], person_id=lova["id"], roles=["member"])
    office.api.post("/identities", person_id=lova["id"], issuer=issuer.issuer, subject="lova")
    not_linked(stage, issuer)
    stage.page.context.clear_cookies()
    not_linked(stage, issuer)


def in_no_group(stage: Stage, issuer: Issuer) -> None:
    person(stage.office.api, issuer)
    not_linked(stage, issuer)


def follow_up(stage: Stage, issuer: Issuer) -> None:
    """From one's own page on to the group's next meeting."""
    my_page(stage, issuer)
    stage.page.locator('a[href*="/follow-up"]').last.click()


def follow_up_not_found(stage: Stage, issuer: Issuer) -> None:
    my_page(stage, issuer)
    stage.open(f"/meetings/{UUID(int=1)}/follow-up")


def not_active(stage: Stage, issuer: Issuer) -> None:
    lova = person(stage.office.api, issuer)
    stage.office.api.patch(f"/persons/{lova['id']}", active=False)
    not_linked(stage, issuer)


def ended(stage: Stage, issuer: Issuer) -> None:
    my_page(stage, issuer)
    stage.page.locator("button").last.click()


def failed(stage: Stage, _: Issuer) -> None:
    """As when the page with the answer is opened once more."""
    stage.open("/login/return?code=x&state=y")


def foreign_form(stage: Stage, issuer: Issuer) -> None:
    """As when somebody has logged in anew in another window."""
    my_page(stage, issuer)
    stage.page.locator("input[name=form]").last.evaluate("field => field.value = 'x'")
    stage.page.locator("button").last.click()


STATES = {
    state.__name__: state
    for state in (
        choose, not_linked, not_active, my_page, nothing_waits, in_no_group, follow_up, follow_up_not_found,
        ended, failed, foreign_form,
    )
}  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", STATES)
def test_a_page_of_logging_in_can_be_read_by_anybody(
    stage: Stage, checker: Checker, issuer: Issuer, name: str, language: str
) -> None:
    state: Callable[[Stage, Issuer], None] = STATES[name]
    stage.speaks(language)
    state(stage, issuer)

    read_by_anybody(stage, checker, f"login.{name}", language)


def test_tab_goes_to_all_there_is_on_ones_own_page(stage: Stage, issuer: Issuer) -> None:
    my_page(stage, issuer)

    stops = looking.tabbed(stage.page)

    assert all(stop["outlined"] and stop["onScreen"] for stop in stops), stops
    assert set(looking.reachable(stage.page)) <= {stop["what"] for stop in stops}
