"""The pages of logging in, in a real browser, at an issuer that lets everybody in at once."""

from collections.abc import Callable

import pytest

from app import settings
from tests.browser.markup import Checker
from tests.browser.stage import Stage
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


def my_page(stage: Stage, issuer: Issuer) -> None:
    lova, group = person(stage.office.api, issuer), stage.office.group["id"]
    stage.office.api.patch(f"/persons/{lova['id']}", language=stage.language)
    stage.office.api.post("/memberships", group_id=group, person_id=lova["id"], roles=["secretary"])
    not_linked(stage, issuer)


def not_active(stage: Stage, issuer: Issuer) -> None:
    lova = person(stage.office.api, issuer)
    stage.office.api.patch(f"/persons/{lova['id']}", active=False)
    not_linked(stage, issuer)


def ended(stage: Stage, issuer: Issuer) -> None:
    my_page(stage, issuer)
    stage.page.locator("button").first.click()


def failed(stage: Stage, _: Issuer) -> None:
    """As when the page with the answer is opened once more."""
    stage.open("/login/return?code=x&state=y")


def foreign_form(stage: Stage, issuer: Issuer) -> None:
    """As when somebody has logged in anew in another window."""
    my_page(stage, issuer)
    stage.page.locator("input[name=form]").evaluate("field => field.value = 'x'")
    stage.page.locator("button").first.click()


STATES = {
    state.__name__: state for state in (choose, not_linked, not_active, my_page, ended, failed, foreign_form)
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", STATES)
def test_a_page_of_logging_in_can_be_read_by_anybody(
    stage: Stage, checker: Checker, issuer: Issuer, name: str, language: str
) -> None:
    state: Callable[[Stage, Issuer], None] = STATES[name]
    stage.speaks(language)
    state(stage, issuer)

    read_by_anybody(stage, checker, f"login.{name}", language)
