"""The letters themselves lie in letters/, to be read; here is what holds for each of them."""

import re

import pytest

from app.reminders.nudge.words import Asked, rendered
from tests.reminders.digests import digest, written
from tests.reminders.html_reading import Page
from tests.reminders.nudge.nudges import LETTERS, NUDGES, letter
from tests.reminders.test_letter import mail, words_of

every_letter = pytest.mark.parametrize("name", NUDGES)


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    made = letter(name)

    assert written(made) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert made.html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")
    assert mail(made)


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == NUDGES.keys()


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    made = letter(name)

    assert words_of(made) == made.text.split()
    assert Page(made.html).tags.count("h1") == 1


def test_a_line_is_quoted_and_makes_no_headings() -> None:
    made = rendered(Asked("Torun", "Hej\n\nSå svarar du\n\n<h1>Nej</h1>"), digest())

    assert re.findall("^Så svarar du$", made.text, re.MULTILINE) == ["Så svarar du"]
    assert "\n    Hej\n\n    Så svarar du\n\n    <h1>Nej</h1>\n" in made.text
    assert Page(made.html).tags.count("h1") == Page(made.html).tags.count("blockquote") == 1


@pytest.mark.parametrize("line", [None, "", " \n ", "\u2028\x00"])
def test_a_line_that_says_nothing_has_no_heading(line: str | None) -> None:
    assert rendered(Asked("Torun", line), digest()) == rendered(Asked("Torun", None), digest())
