from time import process_time

from app.imports.reading.pdf import read
from tests.imports.making_pdf import LEADING, LEFT, RIGHT, TOP, Page, pdf, width

LONG = (
    "Gruppen går igenom höstens utbildningar och kommer fram till att lokalerna behöver bokas tidigare än "
    "förra året, eftersom flera av dem redan är upptagna när inbjudan skickas. Det gäller alla."
)


def page(*rows: str) -> Page:
    made = Page()
    for number, row in enumerate(rows):
        made.text(LEFT, TOP - number * LEADING, row)
    return made


def test_a_line_is_a_line() -> None:
    assert read(pdf(page("Protokoll 2026-03-02", "Närvarande: Lova (ordförande)"))) == (
        "Protokoll 2026-03-02\nNärvarande: Lova (ordförande)\n"
    )


def test_a_paragraph_that_the_page_has_broken_is_whole_again() -> None:
    made = Page()
    below = made.paragraph(TOP, LONG)
    made.text(LEFT, below, "Nästa stycke.")

    assert read(pdf(made)) == f"{LONG}\nNästa stycke.\n"


def test_a_divided_word_is_whole_and_a_double_one_keeps_its_hyphen() -> None:
    beginning = "Gruppen går igenom höstens frågor om lokaler och för|"
    made = Page()
    made.paragraph(TOP, f"{beginning}eningarnas barn- och ungdomar", x=RIGHT - width(beginning + "--"))
    doubled = Page()
    doubled.paragraph(
        TOP, "Gruppen går igenom höstens frågor om lokaler för barn- och ungdomar", x=RIGHT - 320
    )

    assert len(made.drawn) == len(doubled.drawn) == 2
    assert (
        read(pdf(made))
        == "Gruppen går igenom höstens frågor om lokaler och föreningarnas barn- och ungdomar\n"
    )
    assert read(pdf(doubled)) == "Gruppen går igenom höstens frågor om lokaler för barn- och ungdomar\n"


def test_room_between_lines_is_a_blank_line() -> None:
    made = page("Ett", "Två")
    made.text(LEFT, TOP - 4 * LEADING, "Tre")

    assert read(pdf(made)) == "Ett\nTvå\n\nTre\n"


def test_words_far_apart_are_of_different_columns() -> None:
    made = Page()
    made.text(LEFT, TOP, "Lova Exempelsson")
    made.text(LEFT + 200, TOP, "Testinge kommun")

    assert read(pdf(made)) == "Lova Exempelsson\tTestinge kommun\n"


def test_numbers_and_bullets_stand_before_their_text() -> None:
    made = Page()
    for place, (at, label, text) in enumerate(
        [(0, "1.", "Öppnande"), (18, "•", "Soppa"), (36, "o", "Kakor")]
    ):
        made.text(LEFT + at, TOP - place * LEADING, label)
        made.text(LEFT + at + 18, TOP - place * LEADING, text)

    assert read(pdf(made)) == "1. Öppnande\n- Soppa\n  - Kakor\n"


def test_words_with_a_line_through_them_are_crossed_out() -> None:
    made = Page()
    made.strike(LEFT, TOP, "Lova Exempelsson")
    made.text(LEFT + width("Lova Exempelsson "), TOP, "Testinge")
    made.text(LEFT, TOP - LEADING, "Understruken")
    made.line(LEFT, TOP - LEADING - 1.5, LEFT + width("Understruken"), TOP - LEADING - 1.5)

    assert read(pdf(made)) == "~~Lova Exempelsson~~ Testinge\nUnderstruken\n"


def test_a_table_with_lines_keeps_its_cells_together() -> None:
    made = Page()
    middle, bottom = 400.0, TOP - 4 * LEADING
    for height in (TOP + 12, TOP - 2.5 * LEADING, bottom):
        made.line(LEFT - 5, height, RIGHT, height)
    for side in (LEFT - 5, middle, RIGHT):
        made.line(side, bottom, side, TOP + 12)
    made.paragraph(
        TOP, "Lokal bokas för vårens alla möten så att nycklarna hinner kvitteras ut", right=middle - 5
    )
    made.text(middle + 5, TOP, "Lova")
    made.text(LEFT, TOP - 3.3 * LEADING, "Inbjudan skickas")
    made.text(middle + 5, TOP - 3.3 * LEADING, "Åke")

    assert read(pdf(made)) == (
        "| Lokal bokas för vårens alla möten så att nycklarna hinner kvitteras ut | Lova |\n"
        "| Inbjudan skickas | Åke |\n"
    )


def test_text_in_two_columns_is_read_one_after_the_other() -> None:
    made = Page()
    words = LONG.split(" ")
    made.paragraph(TOP, " ".join(words * 2), right=LEFT + 210)
    made.paragraph(TOP, " ".join(words[::-1] * 2), x=LEFT + 240)
    said = " ".join(read(pdf(made)).split())

    assert " ".join(words * 2) in said
    assert said.index(" ".join(words[:4])) < said.index(" ".join(words[::-1][:4]))


def test_what_runs_along_is_told_once_and_page_numbers_never() -> None:
    sheets = [
        page("Testinge kommun", *text, f"Sida {number} (3)")
        for number, text in enumerate([["Ett", "Två"], ["Tre", "Fyra"], ["Fem", "Sex"]], start=1)
    ]
    said = read(pdf(*sheets))

    assert said.count("Testinge kommun") == 1
    assert said.startswith("Testinge kommun\n")
    assert "Sida" not in said
    assert said.split() == ["Testinge", "kommun", "Ett", "Två", "Tre", "Fyra", "Fem", "Sex"]


def test_accents_that_stand_by_themselves_are_put_on_their_letters() -> None:
    made = Page()
    made.text(LEFT, TOP, "m")
    made.text(LEFT + width("m") + 1, TOP, "¨")
    made.text(LEFT + width("m"), TOP, "ote")
    decomposed = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        "3 beginbfchar <61> <00610308> <6D> <006D> <74> <0074> endbfchar endcmap end"
    )
    letters = Page()
    letters.text(LEFT, TOP, "mat")

    assert read(pdf(made)) == "möte\n"
    assert read(pdf(letters, to_unicode=decomposed)) == "mät\n"


def test_a_line_that_slants_or_is_drawn_as_a_box_or_in_pieces_crosses_out_too() -> None:
    made = Page()
    name = "Tova Mallmark"
    end = LEFT + width(name)
    for row in range(4):
        made.text(LEFT, TOP - row * LEADING, name)
        made.text(end + 6, TOP - row * LEADING, "Testinge")
    made.line(LEFT - 1, TOP + 1.5, end + 1, TOP + 6.5)
    made.box(LEFT, TOP - LEADING + 3, end, TOP - LEADING + 3.6)
    made.line(LEFT, TOP - 2 * LEADING + 3, LEFT + 40, TOP - 2 * LEADING + 3)
    made.line(LEFT + 39, TOP - 2 * LEADING + 3.2, end, TOP - 2 * LEADING + 3.2)
    made.line(LEFT, TOP - 3 * LEADING + 2.5, end, TOP - 3 * LEADING + 2.5)
    made.line(LEFT, TOP - 3 * LEADING + 4.5, end, TOP - 3 * LEADING + 4.5)

    assert read(pdf(made)) == "~~Tova Mallmark~~ Testinge\n" * 4


def test_a_line_over_part_of_a_row_crosses_out_that_part() -> None:
    made = Page()
    made.text(LEFT, TOP, "Lova Exempelsson, Tova Mallmark, Åke Provberg")
    begin, end = width("Lova Exempelsson, "), width("Lova Exempelsson, Tova Mallmark,")
    made.line(LEFT + begin, TOP + 3.2, LEFT + end, TOP + 3.2)

    assert read(pdf(made)) == "Lova Exempelsson, ~~Tova Mallmark~~, Åke Provberg\n"


def test_in_a_table_only_the_name_that_the_line_goes_through_is_crossed_out() -> None:
    made = Page()
    for row, name in enumerate(("Lova Exempelsson", "Tova Mallmark", "Åke Provberg")):
        y = TOP - row * 18
        (made.strike if row == 1 else made.text)(LEFT, y, name)
        made.text(LEFT + 160, y, "Testinge")
    for height in range(4):
        made.line(LEFT - 5, TOP + 13 - height * 18, RIGHT, TOP + 13 - height * 18)
    for side in (LEFT - 5, LEFT + 155, RIGHT):
        made.line(side, TOP + 13 - 3 * 18, side, TOP + 13)

    assert read(pdf(made)) == (
        "| Lova Exempelsson | Testinge |\n| ~~Tova Mallmark~~ | Testinge |\n| Åke Provberg | Testinge |\n"
    )


def test_a_line_through_a_word_is_no_side_of_a_table() -> None:
    made = Page()
    made.text(LEFT, TOP, "Lova Exempelsson")
    made.strike(LEFT, TOP - LEADING, "Tova Mallmark")
    made.text(LEFT, TOP - 2 * LEADING, "Åke Provberg")
    made.text(LEFT + 160, TOP - LEADING, "Testinge")
    for height in (TOP + 13, TOP - 2 * LEADING - 5):
        made.line(LEFT - 5, height, RIGHT, height)
    for side in (LEFT - 5, LEFT + 155, RIGHT):
        made.line(side, TOP - 2 * LEADING - 5, side, TOP + 13)

    assert read(pdf(made)) == (
        "| Lova Exempelsson | Testinge |\n| ~~Tova Mallmark~~ |  |\n| Åke Provberg |  |\n"
    )


def test_a_page_full_of_lines_takes_little_time() -> None:
    made = Page()
    for _ in range(4_800):
        made.line(0, TOP - 4, 5, TOP - 4)
    for _ in range(40):
        made.text(LEFT, TOP - 6, "a" * 80)
    content = pdf(made)
    begin = process_time()

    read(content)

    assert process_time() - begin < 3
