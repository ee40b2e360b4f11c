"""The summaries themselves lie in letters/, to be read; here is what holds for each of them."""

import pytest

from app.templating import COLUMNS
from tests.reminders.digests import written
from tests.reminders.html_reading import Page
from tests.reminders.summary.summaries import LETTERS, SUMMARIES, rendered

every_letter = pytest.mark.parametrize("name", SUMMARIES)


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    assert written(rendered(name)) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert rendered(name).html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == SUMMARIES.keys()


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    assert Page(rendered(name).html).words.split() == rendered(name).text.split()


@every_letter
def test_lines_of_text_are_short_unless_they_are_one_word(name: str) -> None:
    lines = rendered(name).text.splitlines()

    assert all(len(line) <= COLUMNS or len(line.split()) == 1 for line in lines)
    assert all(line == line.rstrip() for line in lines)


@every_letter
def test_no_task_and_no_person_stands_in_the_subject(name: str) -> None:
    """It is read on locked screens."""
    letter = SUMMARIES[name]
    hidden = {item.point.task for item in letter.due if item.point}
    hidden |= {item.person.name for item in letter.due if item.person}

    assert name == "hostile" or not any(word in rendered(name).subject for word in hidden)


def test_what_was_said_is_mailed_only_where_details_are() -> None:
    assert "Det blir inte av" in rendered("everything").text
    assert "Inte här" not in rendered("two_groups").text


def test_hostile_text_makes_no_tag() -> None:
    page = Page(rendered("hostile").html)

    assert "script" not in {element.tag for element in page.elements}
