"""The letters themselves lie in letters/, to be read; here is what holds for each of them."""

from email import message_from_bytes, policy

import pytest

from app.mail import compose
from tests.outbox.operator.to_operator import ADDRESS, LETTERS, NAMES, letter, written
from tests.reminders.html_reading import Page

pytestmark = pytest.mark.usefixtures("engine")
every_letter = pytest.mark.parametrize("name", NAMES)


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    made = letter(name)

    assert written(made) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert made.html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == set(NAMES)


@every_letter
def test_text_and_html_say_the_same_to_the_operator_alone(name: str) -> None:
    made = letter(name)
    mail = message_from_bytes(compose(made), policy=policy.default)

    page = Page(made.html)
    assert page.tags.count("h1") == 1
    assert "script" not in page.tags
    assert page.words.split() == [*made.subject.split(), *made.text.split()]
    assert (mail["To"], mail["Bcc"]) == (ADDRESS, None)
