"""What is seen of Markdown that people wrote: nothing in it loads, leads or runs, and no word is lost."""

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.mail.plain import BIDI_CONTROLS
from app.markdown import blocks
from app.reminders.set_in import groups
from app.templating import _templates
from tests.reminders.html_reading import Page

TAGS = {"p", "br", "strong", "em", "code", "ul", "ol", "li", "blockquote"}
MOST = 10_000


def html(source: str) -> str:
    shown: Any = _templates().get_template("markdown.html").module
    return "".join(line.strip() for line in str(shown.blocks(blocks(source))).splitlines())


def text(source: str) -> list[str]:
    """In lines as they are set in, with an empty one between groups."""
    lines = [[" " * line.first + line.words for line in group] for group in groups(blocks(source))]
    return [line for group in lines for line in ["", *group]][1:]


@pytest.mark.parametrize(
    ("source", "shown", "plain"),
    [
        ("", "", []),
        ("*Ett* **två** `tre`", "<p><em>Ett</em> <strong>två</strong> <code>tre</code></p>", ["Ett två tre"]),
        ("***Ett***", "<p><strong>Ett</strong></p>", ["Ett"]),
        ("Ett\nTvå\n\nTre", "<p>Ett<br>Två</p><p>Tre</p>", ["Ett", "Två", "", "Tre"]),
        ("## Rubrik\nText", "<p><strong>Rubrik</strong></p><p>Text</p>", ["Rubrik", "", "Text"]),
        ("- Ett\n- Två", "<ul><li>Ett</li><li>Två</li></ul>", ["- Ett", "- Två"]),
        ("9. Ett\n9. Två", '<ol start="9"><li>Ett</li><li>Två</li></ol>', ["9. Ett", "10. Två"]),
        ("1. Ett\n\n2. Två", "<ol><li><p>Ett</p></li><li><p>Två</p></li></ol>", ["1. Ett", "", "2. Två"]),
        ("- A\n  - B\n- C", "<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", ["- A", "  - B", "- C"]),
        ("> Ett\n>\n> - Två", "<blockquote><p>Ett</p><ul><li>Två</li></ul></blockquote>", ["  Ett", "", "  - Två"]),
        ("```py\nett\n\ntvå\n```", "<p><code>ett</code><br><code>två</code></p>", ["ett", "två"]),
        ("Ett\n\n    två", "<p>Ett</p><p>två</p>", ["Ett", "", "två"]),
        ("-\n- Ett\n\n***\n>", "<ul><li>Ett</li></ul>", ["- Ett"]),
        ("<b>Ett</b>", "<p>&lt;b&gt;Ett&lt;/b&gt;</p>", ["<b>Ett</b>"]),
        ("<div>\n<!-- två -->", "<p>&lt;div&gt;<br>&lt;!-- två --&gt;</p>", ["<div>", "<!-- två -->"]),
        (r"\*Ett\* &amp; 2 &lt; 3", "<p>*Ett* &amp; 2 &lt; 3</p>", ["*Ett* & 2 < 3"]),
        ("snake_case_ord 14 * 3", "<p>snake_case_ord 14 * 3</p>", ["snake_case_ord 14 * 3"]),
    ],
)  # fmt: skip
def test_what_it_says_is_seen(source: str, shown: str, plain: list[str]) -> None:
    assert (html(source), text(source)) == (shown, plain)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[här](https://a.example/x)", "här (https://a.example/x)"),
        ("[**här**](https://a.example/x 'titel')", "här (https://a.example/x)"),
        ("[https://bank.example](https://evil.example)", "https://bank.example (https://evil.example)"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<bo@example.org>", "bo@example.org"),
        ("[](https://a.example/x)", "https://a.example/x"),
        ("[här]()", "här"),
        ("![bild](https://a.example/p.gif)", "bild (https://a.example/p.gif)"),
        ("![](https://a.example/p.gif)", "https://a.example/p.gif"),
        ("[![bild](a.gif)](https://a.example)", "bild (a.gif) (https://a.example)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](data:text/html,x)", "[x](data:text/html,x)"),
        ("[x]: https://a.example\n\n[x]", "[x]: https://a.example [x]"),
    ],
)
def test_a_link_or_image_is_its_words_with_the_address_behind(source: str, said: str) -> None:
    page = Page(html(source))

    assert set(page.tags) <= {"p", "strong"}
    assert " ".join(page.words.split()) == " ".join(" ".join(text(source)).split()) == said


@pytest.mark.parametrize("control", [*BIDI_CONTROLS, "\x00", "\x1b", "\ud800", "\x85", "\u2028"])
def test_nothing_is_left_of_what_turns_or_breaks_a_line(control: str) -> None:
    source = f"a{control}b *c{control}d* `e{control}f` [g{control}h](i{control}j)\n\n- k{control}l"

    assert control not in html(source) + "".join(text(source))


@pytest.mark.parametrize(
    "around",
    ["{}", "**{}**", "*{}*", "`{}`", "# {}", "- {}", "1. {}", "> {}", "```\n{}\n```", "[{}](a)", "![{}](a)"],
)
def test_tags_are_words_wherever_they_stand(around: str) -> None:
    tag = "<img src=x onerror=alert(1)>"

    page = Page(html(around.format(tag)))

    assert set(page.tags) <= TAGS
    assert tag in page.words


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab1.)*_`~[]()<>!#>-+=&;:\\\"'/ \t\n", max_size=60) | st.text(max_size=60))
def test_both_forms_say_the_same_in_few_tags_that_close(source: str) -> None:
    page = Page(html(source))

    assert set(page.tags) <= TAGS
    assert all(set(element.attributes) <= {"start"} for element in page.elements)
    assert page.words.split() == " ".join(text(source)).split()


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "*a_ ", "**a ", "`", "> ", "- ", "1. ", "[a](<", "[](((", "<", "&", "_a", "- a\n  ", "a\n"],
)
def test_ten_thousand_characters_are_read_in_a_moment(piece: str) -> None:
    began = process_time()

    html((piece * MOST)[:MOST])

    assert process_time() - began < 2
