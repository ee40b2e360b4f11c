import pytest

from app.imports.reading.docx import read
from tests.imports import making_docx as word
from tests.imports.making_docx import docx, heading, item, p, struck, table


def test_each_paragraph_is_a_line() -> None:
    assert read(docx(p("Protokoll"), p(), p("Närvarande\tLova"))) == "Protokoll\n\nNärvarande\tLova\n"


def test_a_heading_is_marked_by_its_level() -> None:
    said = docx(heading("Möte"), heading("Lokaler"), p("Text"), heading("Nycklar", 2))

    assert read(said) == "# Möte\n\n# Lokaler\nText\n\n## Nycklar\n"


def test_the_title_above_all_headings_needs_no_mark() -> None:
    assert read(docx(heading("Möte"), p("Text"), heading("Lokaler", 2))) == ("Möte\nText\n\n## Lokaler\n")


def test_numbers_that_word_works_out_are_written() -> None:
    numbered = [item(text, word.NUMBERED) for text in ("Öppnande", "Lokaler")]
    under = item("Nycklar", word.NUMBERED, 1)

    assert read(docx(*numbered, under, item("Avslut", word.NUMBERED))) == (
        "1. Öppnande\n2. Lokaler\n2.1 Nycklar\n3. Avslut\n"
    )


def test_a_list_that_begins_again_begins_with_one() -> None:
    assert read(docx(item("A", word.NUMBERED), item("B", word.ANEW))) == "1. A\n1. B\n"


def test_letters_begin_where_the_list_says() -> None:
    assert read(docx(item("Hej", word.LETTERED), item("Hå", word.LETTERED))) == "c) Hej\nd) Hå\n"


def test_what_is_set_as_the_title_is_no_heading_among_headings() -> None:
    title = p("Möte", properties='<w:pStyle w:val="Titel"/>')

    assert read(docx(p("Region"), title, heading("Lokaler"), heading("Nycklar"))) == (
        "Region\nMöte\n\n# Lokaler\n\n# Nycklar\n"
    )


def test_a_heading_may_be_numbered() -> None:
    numbered = [heading(text, 1, word.NUMBERED) for text in ("Lokaler", "Nycklar")]

    assert read(docx(*numbered)) == "# 1. Lokaler\n\n# 2. Nycklar\n"


def test_a_line_that_is_bold_alone_is_marked_and_neither_the_title_nor_several_below_each_other() -> None:
    bold = [
        p(word.run(text, "<w:b/>")) for text in ("Protokoll", "Lokaler", "Lova Exempelsson", "Åke Provberg")
    ]
    said = docx(bold[0], p("Text"), bold[1], p(word.run("Lova", "<w:b/>"), " bokar"), *bold[2:])

    assert read(said) == "Protokoll\nText\n**Lokaler**\nLova bokar\nLova Exempelsson\nÅke Provberg\n"


def test_bold_follows_from_styles_and_may_be_taken_back() -> None:
    style = p("Lokaler", properties='<w:pStyle w:val="Fet"/>')
    plain = p(word.run("Nycklar", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="Fet"/>')

    assert read(docx(p("Protokoll"), style, p("Text"), plain)) == "Protokoll\n**Lokaler**\nText\nNycklar\n"


def test_a_line_break_in_an_item_stays_in_it() -> None:
    broken = p(
        word.run("Vad: Affisch"),
        "<w:r><w:br/><w:t>Vem: Åke</w:t></w:r>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
    )

    assert read(docx(broken)) == "- Vad: Affisch\n  Vem: Åke\n"


def test_bullets_stand_as_deep_as_they_are() -> None:
    assert read(docx(item("Festen"), item("Soppa", depth=1))) == "- Festen\n  - Soppa\n"


def test_an_empty_paragraph_of_a_list_has_no_number() -> None:
    assert read(docx(item("A", word.NUMBERED), item("", word.NUMBERED), item("B", word.NUMBERED))) == (
        "1. A\n\n2. B\n"
    )


def test_a_table_is_a_line_for_each_row() -> None:
    rows = table(["Lova Exempelsson", "Testinge kommun"], ["Åke Provberg", ""])

    assert read(docx(rows)) == "| Lova Exempelsson | Testinge kommun |\n| Åke Provberg |  |\n"


def test_a_cell_with_several_paragraphs_takes_several_lines() -> None:
    row = table(["Regionen", p("Lova Exempelsson") + p("Åke Provberg")])

    assert read(docx(row)) == "| Regionen | Lova Exempelsson |\n|  | Åke Provberg |\n"


def test_a_row_that_begins_with_the_number_of_an_item_begins_with_it() -> None:
    assert read(docx(table(["1.", "Öppnande"]))) == "1. | Öppnande |\n"


def test_a_row_that_begins_with_a_sign_of_headings_is_a_row() -> None:
    assert read(docx(table(["#", "Vad"], ["1", "Affisch"]))) == "| # | Vad |\n| 1 | Affisch |\n"


@pytest.mark.parametrize(
    "name",
    [
        struck("Åke"),
        word.run("Åke", "<w:dstrike/>"),
        word.run("Åke", '<w:strike w:val="true"/>'),
        word.run("Åke", '<w:strike w:val="0"/><w:dstrike/>'),
        word.run("Åke", '<w:rStyle w:val="Struken"/>'),
        word.run("Åke", '<w:rStyle w:val="StrukenIgen"/>'),
        f"<w:ins>{struck('Åke')}</w:ins>",
        f'<w:hyperlink w:anchor="a">{struck("Åke")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{struck('Åke')}</w:sdtContent></w:sdt>",
    ],
    ids=["once", "twice", "true", "not-once", "style", "style-on-style", "inserted", "link", "control"],
)
def test_crossed_out_words_are_kept_as_such(name: str) -> None:
    assert read(docx(p(name, ", Testinge"), table([p(name), "Testinge"]))) == (
        "~~Åke~~, Testinge\n| ~~Åke~~ | Testinge |\n"
    )


def test_words_in_pieces_are_crossed_out_as_one_and_so_are_those_of_a_struck_paragraph() -> None:
    pieces = p(struck("Lova "), struck("Exempelsson"), ", Testinge")
    whole = p("Tova Mall", properties='<w:pStyle w:val="StruketStycke"/>')

    assert read(docx(pieces, whole)) == "~~Lova Exempelsson~~, Testinge\n~~Tova Mall~~\n"


def test_a_mark_never_goes_over_a_tab() -> None:
    assert read(docx(p(struck("Lova\tTestinge")))) == "~~Lova~~\t~~Testinge~~\n"


def test_what_was_not_struck_after_all_is_plain() -> None:
    assert read(docx(p(word.run("Lova", '<w:strike w:val="0"/>')))) == "Lova\n"


def gone(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        (p(gone("Tova Mallmark")), "~~Tova Mallmark~~"),
        (p(gone("Tova Mallmark"), ", Testinge"), "~~Tova Mallmark~~, Testinge"),
        (p(gone("Tova Mallmark, Testinge kommun")), "~~Tova Mallmark, Testinge kommun~~"),
        (p("Lova Exempelsson, ", gone("Tova Mallmark, "), "Åke Provberg"), None),
    ],
    ids=["alone", "before-more", "with-more", "between-others"],
)
def test_a_name_that_was_deleted_with_changes_tracked_is_crossed_out(
    paragraph: str, said: str | None
) -> None:
    assert read(docx(paragraph)) == (said or "Lova Exempelsson, ~~Tova Mallmark~~, Åke Provberg") + "\n"


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        (p("Text ", gone("bort")), "Text"),
        (p(gone("Tova Mall"), f"<w:ins>{word.run('Eva Prov')}</w:ins>", ", Testinge"), "Eva Prov, Testinge"),
        (p(gone("Tova Mallmark"), " bokar lokal."), " bokar lokal."),
        (p("Text", gone("Tova Mallmark bokar lokal.")), "Text"),
    ],
    ids=["words", "replaced", "sentence", "task"],
)
def test_other_words_that_were_deleted_are_gone(paragraph: str, said: str) -> None:
    assert read(docx(paragraph)) == said + "\n"


def test_deleted_hidden_and_repeated_text_is_not_there() -> None:
    deleted = "<w:del><w:r><w:delText>bort</w:delText></w:r></w:del>"
    hidden = word.run("dold", "<w:vanish/>")
    inserted = f"<w:ins>{word.run(' kvar')}</w:ins>"
    twice = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:t> en</w:t></mc:Choice><mc:Fallback><w:t> två</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert read(docx(p("Text", deleted, hidden, inserted, twice))) == "Text kvar en\n"


def test_what_stands_above_the_first_page_comes_first() -> None:
    assert read(docx(p("Närvarande"), header="Protokoll 2026-03-02")) == "Protokoll 2026-03-02\nNärvarande\n"
