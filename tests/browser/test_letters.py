"""Every letter that is kept to be read, as a mail program on a telephone shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import looking
from tests.browser.markup import Checker
from tests.browser.stage import PATIENCE, TELEPHONE
from tests.browser.test_states import SCREENSHOTS

KEPT = Path(__file__).parents[1]
LETTERS = sorted(str(file.relative_to(KEPT)) for file in KEPT.rglob("letters/*.html"))


@pytest.fixture(scope="module")
def mail_program(browser: Browser) -> Iterator[Page]:
    """One window of it."""
    context = browser.new_context(viewport=TELEPHONE)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_letters_of_each_kind_are_kept_in_both_languages() -> None:
    kinds = {str(Path(name).parent) for name in LETTERS}

    assert {Path(kind).parent.name for kind in kinds} == {
        "reminders", "change", "nudge", "summary", "escalation", "operator"
    }  # fmt: skip
    for kind in kinds - {"outbox/operator/letters"}:  # the operator is told in Swedish
        assert any("english" in name for name in LETTERS if str(Path(name).parent) == kind), kind


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_can_be_read_on_a_telephone(mail_program: Page, checker: Checker, name: str) -> None:
    html = (KEPT / name).read_text(encoding="utf-8")
    asked: list[str] = []
    mail_program.on("request", lambda request: asked.append(request.url))
    mail_program.set_content(html)

    if SCREENSHOTS:
        picture = f"letter.{name.replace('/letters/', '.').replace('/', '.')}.png"
        mail_program.screenshot(path=Path(SCREENSHOTS) / picture, full_page=True)
    assert asked == []
    assert checker.faults(html) == []
    assert looking.accessibility_faults(mail_program) == []
    assert (looking.cut(mail_program), looking.small(mail_program)) == ([], [])
    looking.space_out(mail_program)
    assert looking.cut(mail_program) == []
