"""The letters themselves lie in letters/, to be read; here is what holds for each of them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mail.plain import BIDI_CONTROLS
from app.templating import COLUMNS
from tests.reminders.change.notices import LETTERS, NOTICES, STOP, URL, letter, notice, written
from tests.reminders.html_reading import Page, contrast
from tests.reminders.test_letter import mail

every_letter = pytest.mark.parametrize("name", NOTICES)


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    made = letter(NOTICES[name])

    assert written(made) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert made.html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")
    assert mail(made)


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == NOTICES.keys()


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    made = letter(NOTICES[name])

    assert Page(made.html).words.split() == made.text.split()
    assert all(len(line) <= COLUMNS or len(line.split()) == 1 for line in made.text.splitlines())


@every_letter
def test_the_page_is_whole_and_leads_only_where_it_says(name: str) -> None:
    page = Page(letter(NOTICES[name]).html)
    links = [element.attributes["href"] for element in page.elements if element.tag == "a"]

    assert page.elements[0].attributes == {"lang": NOTICES[name].language}
    assert page.tags.count("h1") == 1
    assert set(links) <= {URL, f"{URL}&ny=1", STOP}
    assert all(contrast(looks["color"], looks["background-color"]) >= 4.5 for _, looks in page.seen)


def test_a_link_is_shown_only_to_those_expected() -> None:
    assert URL not in letter(NOTICES["link_ended"]).text
    assert f"{URL}&ny=1" in letter(NOTICES["link"]).text


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60))
def test_text_from_people_is_never_markup(text: str) -> None:
    said = f"x {text} x"
    honest = Page(letter(notice({"place": "x", "cancelled": True}, reason="x")).html).tags

    made = letter(notice({"place": "x", "cancelled": True}, reason=said, names=(said,), group=said))

    assert [tag for tag in Page(made.html).tags if tag not in {"br", "p"}] == [
        tag for tag in honest if tag not in {"br", "p"}
    ]
    assert mail(made)


@pytest.mark.parametrize("character", [*BIDI_CONTROLS, "\u2028", "\x00"])
def test_a_reason_makes_no_headings_and_turns_nothing_round(character: str) -> None:
    trick = f"Nej{character}\r\n\r\nOm något är oklart\n\nRing"
    made = letter(notice({"cancelled": True}, reason=trick))

    assert character not in made.text + made.html
    assert re.findall("^Om något är oklart$", made.text, re.MULTILINE) == ["Om något är oklart"]
