"""The chair's letters lie in letters/, to be read; here is what holds for each of them."""

import pytest

from app.templating import COLUMNS
from tests.reminders.digests import written
from tests.reminders.escalation.escalations import ESCALATIONS, LETTERS, rendered
from tests.reminders.html_reading import Page

every_letter = pytest.mark.parametrize("name", ESCALATIONS)


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    assert written(rendered(name)) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert rendered(name).html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == ESCALATIONS.keys()


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    assert Page(rendered(name).html).words.split() == rendered(name).text.split()


@every_letter
def test_lines_of_text_are_short_unless_they_are_one_word(name: str) -> None:
    lines = rendered(name).text.splitlines()

    assert all(len(line) <= COLUMNS or len(line.split()) == 1 for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_the_parent_is_held_out_until_every_point_is_reported_to_it() -> None:
    offered = "Låt punkten rapporteras till Styrgruppen"

    assert offered in " ".join(rendered("many").text.split())
    assert offered not in " ".join(rendered("all_reported").text.split())


def test_hostile_text_makes_no_tag_and_no_link() -> None:
    page = Page(rendered("hostile").html)

    assert "script" not in {element.tag for element in page.elements}
    assert [element.tag for element in page.elements].count("a") == 1
