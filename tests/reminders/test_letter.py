"""The letters themselves lie in letters/, to be read; here is what holds for each of them."""

import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mail import Address, Letter, compose
from app.mail.plain import BIDI_CONTROLS
from app.reminders.digest import SHOWN, Digest, Links, PointTold
from app.reminders.letter import Rendered, rendered
from app.templating import COLUMNS
from tests.reminders.digests import DIGESTS, HOSTILE, LETTERS, LINKS, digest, meeting, point, section, written
from tests.reminders.html_reading import Page, contrast

every_letter = pytest.mark.parametrize("name", DIGESTS)
URL = "https://video.example.org/m/81?pwd=a-b_c&lang=sv"
PAGE = {"html", "head", "meta", "title", "body", "div"}
MARKED = {"strong", "em", "code", "ul", "ol", "li", "blockquote"}
WORDS = {"h1", "h2", "p", "br", "a", *MARKED}
HUNDRED = tuple(point(number, f"Uppgift nummer {number}") for number in range(100, 0, -1))


def mail(letter: Rendered) -> bytes:
    return compose(
        Letter(
            sender=Address("Nästa", "nasta@example.org"),
            recipient=Address("Majken Glimsjö", "majken@example.org"),
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            language="sv",
            message_id="<one@example.org>",
            date=datetime(2026, 4, 10, 6, tzinfo=UTC),
        )
    )


def words_of(letter: Rendered) -> list[str]:
    """The words of its HTML, but for the links that lead to a point's own place on the page."""
    each = (
        rf"(Svara på punkt|Ta punkt|Answer on point|Take point) \d+: {re.escape(str(LINKS.answer))}#punkt-\d+"
    )
    return re.sub(each, "", Page(letter.html).words).split()


@every_letter
def test_a_letter_reads_as_the_one_kept(name: str) -> None:
    letter = rendered(DIGESTS[name])

    assert written(letter) == LETTERS.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert letter.html == LETTERS.joinpath(f"{name}.html").read_text(encoding="utf-8")


@every_letter
def test_the_same_digest_gives_the_same_bytes(name: str) -> None:
    first, second = (mail(rendered(deepcopy(DIGESTS[name]))) for _ in range(2))

    assert first == second


def test_no_other_letters_are_kept() -> None:
    assert {path.stem for path in LETTERS.iterdir()} == DIGESTS.keys()


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    letter = rendered(DIGESTS[name])

    assert words_of(letter) == letter.text.split()


@every_letter
def test_lines_of_text_are_short_unless_they_are_one_word(name: str) -> None:
    lines = rendered(DIGESTS[name]).text.splitlines()

    assert all(len(line) <= COLUMNS or len(line.split()) == 1 for line in lines)
    assert all(line == line.rstrip() for line in lines)


@every_letter
def test_the_html_is_a_whole_page_with_one_main_heading(name: str) -> None:
    page = Page(rendered(DIGESTS[name]).html)

    assert page.declared == "DOCTYPE html"
    assert page.elements[0].attributes == {"lang": DIGESTS[name].language}
    assert page.tags[:6] == ["html", "head", "meta", "meta", "title", "body"]
    assert [page.tags.count(tag) for tag in ("html", "title", "body", "h1")] == [1, 1, 1, 1]
    assert page.tags.index("h1") < page.tags.index("h2")


@every_letter
def test_the_html_is_styled_in_place_and_asks_for_nothing_from_elsewhere(name: str) -> None:
    page = Page(rendered(DIGESTS[name]).html)
    used = {style for element in page.elements for style in element.looks}
    attributes = {attribute for element in page.elements for attribute in element.attributes}

    assert set(page.tags) <= PAGE | WORDS
    assert attributes <= {"lang", "charset", "name", "content", "style", "role", "href", "start"}
    assert not {"display", "position", "float", "background", "background-image"} & used
    assert not any("url(" in value for element in page.elements for value in element.looks.values())
    links = [element.attributes["href"] for element in page.elements if element.tag == "a"]
    ours = [f"{LINKS.answer}#punkt-{point.number}" for point in all_points(DIGESTS[name])]
    assert sorted(map(str, links)) == sorted(
        [*([URL] if URL in rendered(DIGESTS[name]).text else []), *ours, str(LINKS.answer), str(LINKS.stop)]
    )


def all_points(told: Digest) -> list[PointTold]:
    return [*(point for section in told.sections for point in section.points), *told.unowned]


def test_a_letter_to_an_office_has_nothing_to_stop() -> None:
    letter = rendered(digest(links=Links(LINKS.answer, None)))

    assert "Sluta få påminnelser" not in letter.text + letter.html


def test_a_preview_shows_where_the_links_would_be_and_has_none() -> None:
    letter = rendered(digest(links=SHOWN, meeting=meeting(online_url=None)))

    assert "Svara här om din punkt:\n…\n" in letter.text
    assert "Svara här om din punkt: …" in letter.html
    assert "a" not in Page(letter.html).tags


@every_letter
def test_all_text_stands_out_from_what_is_behind_it(name: str) -> None:
    seen = Page(rendered(DIGESTS[name]).html).seen

    assert seen
    assert all(contrast(looks["color"], looks["background-color"]) >= 4.5 for _, looks in seen)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_part_not_closed_is_found() -> None:
    with pytest.raises(AssertionError, match="closes"):
        Page("<ul><li>Ett</ul>")


def test_a_hundred_points_are_all_there() -> None:
    letter = rendered(digest(*HUNDRED, unowned=HUNDRED))

    numbers = re.findall(r"^(\d+)\. Uppgift nummer \1$", letter.text, re.MULTILINE)

    assert numbers == [str(number) for number in range(1, 101)] * 2
    assert Page(letter.html).tags.count("li") == 200
    assert "100 punkter" in letter.subject


def test_the_longest_texts_are_all_there() -> None:
    told = digest(point(task="å" * 300, details="ord " * 2500, others=("Ö" * 200,) * 50))

    letter = rendered(told)

    assert mail(letter)
    assert letter.text.split().count("ord") == letter.html.split().count("ord") + 2 == 2500
    assert letter.text.count("Ö" * 200) == 50


def test_line_breaks_in_a_text_make_no_headings_or_points_of_their_own() -> None:
    trick = "Ring\r\n\r\nSå svarar du\n\n99. Betala\u2028Mötet\x0bMötet\x85Mötet"

    honest = rendered(digest(point(task="Ring")))
    forged = rendered(
        digest(
            point(task=trick, details=trick, agenda_item=trick, for_whom=trick, others=(trick,)),
            meeting=meeting(place=f"{'x' * 60} 99. Betala {'x' * 70}"),
        )
    )

    at_the_margin = [line.split()[0] for line in forged.text.splitlines() if line[:1].strip()]
    assert at_the_margin == [line.split()[0] for line in honest.text.splitlines() if line[:1].strip()]


@pytest.mark.parametrize("control", BIDI_CONTROLS)
@pytest.mark.parametrize("names", [1, 2])
def test_nothing_turns_the_order_of_reading(control: str, names: int) -> None:
    letter = rendered(everywhere(f"a{control}b", names))

    assert control not in letter.subject + letter.text + letter.html


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("names", [1, 2])
def test_only_details_keep_their_line_breaks(line_break: str, names: int) -> None:
    honest = rendered(everywhere("a b", names))

    letter = rendered(everywhere(f"a{line_break}b", names))

    assert letter.subject == honest.subject
    assert letter.text == honest.text.replace("\n    a b\n\n", "\n    a\n    b\n\n")
    assert letter.html == honest.html.replace(
        '<p style="margin:0 0 8px 0">a b</p>', '<p style="margin:0 0 8px 0">a<br>\nb</p>'
    )


def everywhere(text: str, names: int) -> Digest:
    """A digest with this text in each place that people write in, for so many who share the address."""
    points = (
        point(
            1,
            text,
            due_on=None,
            due_event=text,
            for_whom=text,
            details=text,
            agenda_item=text,
            others=(text,),
        ),
        point(2, text, due_elsewhere=text),
    )
    return digest(
        group=text,
        group_short_name=text,
        sections=(section(*points, name=text),) * names,
        unowned=points,
        reply_to_name=text,
        meeting=meeting(place=text),
    )


@every_letter
def test_a_letter_can_be_sent(name: str) -> None:
    assert mail(rendered(DIGESTS[name]))


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["task", "details", "agenda_item", "due_elsewhere", "for_whom"]))
def test_text_from_people_is_never_markup(text: str, field: str) -> None:
    changes: dict[str, Any] = {"details": "x", "agenda_item": "x", "due_elsewhere": "x", "for_whom": "x"}
    tame = rendered(digest(point(**changes)))

    letter = rendered(digest(point(**changes | {field: f"x {text} x"})))

    asked = {"br", "p", *(MARKED if field == "details" else ())}
    assert [tag for tag in Page(letter.html).tags if tag not in asked] == [
        tag for tag in Page(tame.html).tags if tag not in asked
    ]
    assert words_of(letter) == letter.text.split()
    assert mail(letter)


def test_a_text_that_looks_like_a_template_stays_a_text() -> None:
    told = digest(point(task=HOSTILE), group="{group} %s {{ 7 * 7 }} {% raw %}")

    text = " ".join(rendered(told).text.split())

    assert "{group} %s {{ 7 * 7 }} {% raw %}" in text
    assert "{{ memo }} {number}" in text
    assert "49" not in text
