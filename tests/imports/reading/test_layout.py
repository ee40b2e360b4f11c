"""What a PDF's sizes, weights and distances say: headings, paragraphs, columns."""

import pytest

from app.imports.reading.pdf import read
from tests.imports.making_pdf import LEADING, LEFT, RIGHT, TOP, Page, pdf, width

TEXT = "Gruppen enas om att lokalen bokas i god tid och att nycklarna lämnas till kansliet."
Row = tuple[str, float, bool]  # what it says, its size, whether it is bold


def page(*rows: Row, apart: float = LEADING) -> Page:
    made = Page()
    for number, (said, size, bold) in enumerate(rows):
        made.text(LEFT, TOP - number * apart, said, size, bold=bold)
    return made


def test_larger_lines_are_headings_by_their_size_and_the_largest_is_the_title() -> None:
    said = "Lova bokar lokal i god tid."
    rows: list[Row] = [("Protokoll", 20, False)]
    for title in ("1. Lokaler", "2. Nycklar"):
        rows += [(title, 13, False), *[(said, 11, False)] * 2]

    assert read(pdf(page(*rows, apart=24))) == (
        f"Protokoll\n\n## 1. Lokaler\n{said}\n{said}\n\n## 2. Nycklar\n{said}\n{said}\n"
    )


def test_where_much_is_large_size_tells_nothing() -> None:
    rows: list[Row] = [(TEXT, size, False) for size in (11, 12, 11, 12, 11)]

    assert "#" not in read(pdf(page(*rows, ("Lokaler", 12, False))))


def test_where_size_tells_the_headings_only_an_empty_line_parts_paragraphs() -> None:
    made = Page()
    made.text(LEFT, TOP, "Protokoll", 20)
    made.text(LEFT, TOP - 30, "Beslut", 13)
    for row, place in enumerate((48, 62, 76, 98, 126)):
        made.text(LEFT, TOP - place, f"Lova bokar lokal {row}")

    assert read(pdf(made)) == (
        "Protokoll\n\n## Beslut\nLova bokar lokal 0\nLova bokar lokal 1\nLova bokar lokal 2\n"
        "Lova bokar lokal 3\n\nLova bokar lokal 4\n"
    )


def test_a_bold_line_is_marked_where_the_text_is_not_bold() -> None:
    rows: list[Row] = [("Protokoll", 11, True), (TEXT, 11, False), ("Lokaler", 11, True), (TEXT, 11, False)]
    heavy: list[Row] = [(said, size, True) for said, size, _ in rows]

    assert read(pdf(page(*rows))) == f"Protokoll\n{TEXT}\n**Lokaler**\n{TEXT}\n"
    assert "*" not in read(pdf(page(*heavy)))


def test_a_large_title_over_two_lines_is_one() -> None:
    made = Page()
    title = "Minnesanteckningar från arbetsgruppen för utbildning och lokaler i Testinge"
    size = 24.0
    first = title[: title.index(" för")]
    made.text(LEFT, TOP, first, size)
    made.text(LEFT, TOP - 30, title[len(first) + 1 :], size)
    below = made.paragraph(TOP - 60, " ".join([TEXT] * 3))
    made.paragraph(below, " ".join([TEXT] * 3))

    assert read(pdf(made)).startswith(f"{title}\n")


def test_a_title_over_two_lines_is_one_in_a_note_of_short_lines_too() -> None:
    made = Page()
    first, rest = "Minnesanteckningar från arbetsgruppen", "för lokaler"
    made.text(LEFT, TOP, first, 24)
    made.text(LEFT, TOP - 30, rest, 24)
    for row in range(6):
        made.text(LEFT, TOP - 60 - row * LEADING, "Lova bokar lokal i god tid")

    assert read(pdf(made)).startswith(f"{first} {rest}\n")


def page_with_table() -> Page:
    made = Page()
    for number, row in enumerate([("Vad", "Vem"), ("Affischen sätts upp i stan", "Åke Provberg")]):
        for at, cell in zip((LEFT, LEFT + 160), row, strict=True):
            made.text(at, TOP - number * 18, cell, bold=not number)
    for height in range(3):
        made.line(LEFT - 5, TOP + 13 - height * 18, RIGHT, TOP + 13 - height * 18)
    for side in (LEFT - 5, LEFT + 155, RIGHT):
        made.line(side, TOP + 13 - 36, side, TOP + 13)
    return made


def test_no_cell_of_a_table_is_a_heading() -> None:
    made = page_with_table()
    for row in range(6):
        made.text(LEFT, TOP - 70 - row * LEADING, "Lova bokar lokal i god tid")

    assert read(pdf(made)).startswith("| Vad | Vem |\n| Affischen sätts upp i stan | Åke Provberg |\n")


def test_what_stands_in_tables_is_text_beside_which_headings_are_few() -> None:
    made = page_with_table()
    for row, (said, size) in enumerate([("Lokaler", 13), ("Ingen.", 11), ("Nycklar", 13), ("Inga.", 11)]):
        made.text(LEFT, TOP - 70 - row * 20, said, size)

    assert read(pdf(made)).count("# ") == 2


def test_room_between_all_paragraphs_is_no_empty_line() -> None:
    made = Page()
    y = TOP
    for _ in range(4):
        y = made.paragraph(y, " ".join([TEXT] * 2)) - 8
    made.text(LEFT, y - LEADING - 8, "Justeras")

    assert read(pdf(made)) == "\n".join([" ".join([TEXT] * 2)] * 4) + "\n\nJusteras\n"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("tar kontakt med VA-", "bolaget om avgiften", "VA-bolaget"),
        ("skickar in det till e-", "arkivet i vår", "e-arkivet"),
        ("skickar ut mötesan-", "teckningarna i dag", "mötesanteckningarna"),
        ("lämnar redovisningen senast den", "15. februari till revisorn", "den 15. februari"),
    ],
    ids=["capitals", "letter", "divided", "day"],
)
def test_what_the_end_of_a_line_has_parted_is_whole(first: str, second: str, whole: str) -> None:
    made = Page()
    x = RIGHT - width(first)
    made.text(x, TOP, first)
    made.text(x, TOP - LEADING, second)
    for row in range(2, 6):
        made.text(LEFT, TOP - row * 2 * LEADING, TEXT[:70])

    assert whole in read(pdf(made))


def test_a_short_line_before_small_letters_begins_a_paragraph_after_a_full_line() -> None:
    made = Page()
    full = "Prognosen visar ett underskott, främst beroende på hallens höga kostnader för el."
    made.text(RIGHT - width(full), TOP, full)
    for row, said in enumerate(("Nämnden beslutar", "att godkänna uppföljningen,", "att hallen stängs."), 1):
        made.text(RIGHT - width(full), TOP - row * LEADING, said)

    assert read(pdf(made)) == (f"{full}\nNämnden beslutar\natt godkänna uppföljningen,\natt hallen stängs.\n")


def test_a_line_below_the_text_of_an_item_is_part_of_it() -> None:
    made = Page()
    made.text(LEFT, TOP, "•")
    for row, said in enumerate(("Vad: Affisch", "Vem: Åke")):
        made.text(LEFT + 18, TOP - row * LEADING, said)
    made.text(LEFT, TOP - 2 * LEADING, "Övriga punkter är klara.")

    assert read(pdf(made)) == "- Vad: Affisch\n  Vem: Åke\nÖvriga punkter är klara.\n"


def test_an_empty_place_in_a_table_without_lines_is_kept() -> None:
    made = Page()
    rows = [("Deltagare", "Närv.", "Frånv."), ("Lova Exempelsson", "X", ""), ("Tova Mallmark", "", "X")]
    for number, row in enumerate(rows):
        for at, said in zip((LEFT, LEFT + 200, LEFT + 280), row, strict=True):
            if said:
                made.text(at, TOP - number * LEADING, said)

    assert read(pdf(made)) == (
        "| Deltagare | Närv. | Frånv. |\n| Lova Exempelsson | X |  |\n| Tova Mallmark |  | X |\n"
    )


def test_lines_that_share_no_columns_are_no_table() -> None:
    made = Page()
    rows = [(0, "Deltagare"), (100, "Roll"), (300, "Närv.")], [(0, "Minnesanteckningar från"), (250, "2026")]
    for number, row in enumerate([*rows, rows[0], [(100, "Lova"), (250, "Åke")]]):
        for at, said in row:
            made.text(LEFT + at, TOP - number * LEADING, said)

    assert "|" not in read(pdf(made))


def test_a_narrow_gap_before_a_column_parts_too() -> None:
    made = Page()
    place = LEFT + width("Lova Exempelsson") + 9
    for row, name in enumerate(("Lova Exempelsson", "Åke")):
        made.text(LEFT, TOP - row * LEADING, name)
        made.text(place, TOP - row * LEADING, "Testinge")

    assert read(pdf(made)) == "Lova Exempelsson\tTestinge\nÅke\tTestinge\n"
