"""The same note as a Word document, a PDF and a text says the same."""

from collections.abc import Callable
from typing import Any

import pytest

from app.imports import notes, proposal
from app.imports.reading import docx as word
from app.imports.reading import pdf as portable
from app.imports.reading import plain
from tests.imports.making_docx import BULLETED, NUMBERED, docx, item, p, struck, table
from tests.imports.making_pdf import LEADING, LEFT, RIGHT, TOP, Page, pdf

TITLE = "Mötesanteckningar Arbetsgrupp Teman 2026-02-23"
PLACE = ("Tid: 13.00-15.00", "Plats: Stadshuset, rum 4")
PEOPLE = [
    ("Lova Exempelsson", "ordförande, Testinge kommun", False),
    ("Åke Provberg", "Testinge kommun", False),
    ("Ida Utkast", "sekreterare, Närvårdskontoret", False),
    ("Tova Mallmark", "Provköpings kommun", True),
]
LONG = (
    "Gruppen går igenom hur det gick förra hösten. Lokalerna var för små och flera av dem som hade anmält sig "
    "fick inte plats, vilket många har hört av sig om efteråt. Lova bokar lokal till utbildningen i oktober."
)
ITEMS = [
    ("Mötets öppnande", ["Lova hälsar alla välkomna och dagordningen godkänns utan ändringar."], []),
    (
        "Höstens utbildning",
        [LONG],
        [
            "Åke mailar inbjudan till skolorna senast den 9 mars.",
            "Ida tar med sig frågan om fika till kontoret.",
        ],
    ),
    ("Övriga frågor", ["Till nästa möte funderar alla på vårens teman och kommer med förslag."], []),
]
NEXT = "Nästa möte: 2026-04-17 kl. 13.00-15.00"


def as_text() -> bytes:
    people = [f"{f'~~{name}~~' if away else name}\t{rest}" for name, rest, away in PEOPLE]
    said = [TITLE, "", *PLACE, "", "Närvarande", *people]
    for number, (title, texts, points) in enumerate(ITEMS, 1):
        said += ["", f"{number}. {title}", *texts, *[f"- {point}" for point in points]]
    return "\n".join([*said, "", NEXT, ""]).encode()


def as_word() -> bytes:
    people = [p(struck(name) if away else name, f"\t{rest}") for name, rest, away in PEOPLE]
    said = [p(TITLE), p(), *map(p, PLACE), p(), p("Närvarande"), *people]
    for title, texts, points in ITEMS:
        said += [p(), item(title, NUMBERED), *map(p, texts), *[item(point, BULLETED) for point in points]]
    return docx(*said, p(), p(NEXT))


def as_pdf() -> bytes:
    page = Page()
    y = _down(page, TOP, [TITLE, "", *PLACE, "", "Närvarande"])
    for name, rest, away in PEOPLE:
        (page.strike if away else page.text)(LEFT, y, name)
        page.text(LEFT + 160, y, rest)
        y -= LEADING
    for number, (title, texts, points) in enumerate(ITEMS, 1):
        page.text(LEFT, y - LEADING, f"{number}.")
        page.text(LEFT + 18, y - LEADING, title)
        y -= 2 * LEADING
        for text in texts:
            y = page.paragraph(y, text)
        for point in points:
            page.text(LEFT + 18, y, "•")
            y = page.paragraph(y, point, x=LEFT + 36)
    _down(page, y - LEADING, [NEXT])
    return pdf(page)


def _down(page: Page, y: float, rows: list[str]) -> float:
    for row in rows:
        if row:
            page.text(LEFT, y, row)
        y -= LEADING
    return y


def said(text: str) -> Any:
    """The proposal without where its words stand."""
    made = proposal.as_json(notes.read(text))
    for part in ("action_points", "decisions", "next_meetings"):
        for row in made[part]:
            row["source"] = " ".join(row["source"]["text"].split())
    for row in made["agenda_items"]:
        row["notes"] = " ".join(row["notes"].split())
    return made


@pytest.mark.parametrize(
    ("read", "made"), [(word.read, as_word), (portable.read, as_pdf)], ids=["docx", "pdf"]
)
def test_another_form_gives_the_same_proposal(
    read: Callable[[bytes], str], made: Callable[[], bytes]
) -> None:
    assert said(read(made())) == said(plain.read(as_text()))


def test_the_proposal_is_what_the_note_says() -> None:
    found = said(plain.read(as_text()))

    presence = {row["name"]: row["presence"] for row in found["attendance"]}
    assert presence == {name: "absent" if away else "present" for name, _, away in PEOPLE}
    assert [row["title"] for row in found["agenda_items"]] == [title for title, _, _ in ITEMS]
    assert len(found["action_points"]) == 4
    assert found["next_meetings"][0]["held_on"] == "2026-04-17"


def test_a_table_of_people_is_read_alike_in_both() -> None:
    rows = [[struck_cell(name, away), rest] for name, rest, away in PEOPLE]
    document = docx(p(TITLE), p("Närvarande"), table(*rows))
    page = Page()
    y = _down(page, TOP, [TITLE, "Närvarande"]) - 10
    top = y + 12
    for name, rest, away in PEOPLE:
        (page.strike if away else page.text)(LEFT, y, name)
        page.text(LEFT + 160, y, rest)
        page.line(LEFT - 5, y - 5, RIGHT, y - 5)
        y -= 18
    page.line(LEFT - 5, top, RIGHT, top)
    for side in (LEFT - 5, LEFT + 155, RIGHT):
        page.line(side, y + 13, side, top)

    assert said(portable.read(pdf(page)))["attendance"] == said(word.read(document))["attendance"]
    assert [row["presence"] for row in said(word.read(document))["attendance"]][-1] == "absent"


def struck_cell(name: str, away: bool) -> str:
    return p(struck(name)) if away else name
