from app.imports.reading.docx import read
from tests.imports import making_docx as word
from tests.imports.making_docx import docx, heading, item, p, struck, table


def test_each_paragraph_is_a_line() -> None:
    assert read(docx(p("Protokoll"), p(), p("Närvarande\tLova"))) == "Protokoll\n\nNärvarande\tLova\n"


def test_a_heading_is_marked_by_its_level() -> None:
    assert read(docx(heading("Möte"), p("Text"), heading("Lokaler", 2))) == "# Möte\nText\n\n## Lokaler\n"


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


def test_a_heading_may_be_numbered() -> None:
    assert read(docx(heading("Lokaler", 1, word.NUMBERED))) == "# 1. Lokaler\n"


def test_bullets_stand_as_deep_as_they_are() -> None:
    assert read(docx(item("Festen"), item("Soppa", depth=1))) == "- Festen\n  - Soppa\n"


def test_an_empty_paragraph_of_a_list_has_no_number() -> None:
    assert read(docx(item("A", word.NUMBERED), item("", word.NUMBERED), item("B", word.NUMBERED))) == (
        "1. A\n\n2. B\n"
    )


def test_a_table_is_a_line_for_each_row() -> None:
    rows = table(["Lova Exempelsson", "Testinge kommun"], ["Åke Provberg", ""])

    assert read(docx(rows)) == "Lova Exempelsson | Testinge kommun\nÅke Provberg |\n"


def test_a_cell_with_several_paragraphs_takes_several_lines() -> None:
    row = table(["Regionen", p("Lova Exempelsson") + p("Åke Provberg")])

    assert read(docx(row)) == "Regionen | Lova Exempelsson\n | Åke Provberg\n"


def test_crossed_out_words_are_kept_as_such() -> None:
    style = word.run("Tova Mall", '<w:rStyle w:val="Struken"/>')
    said = docx(p(struck("Lova "), struck("Exempelsson"), ", Testinge"), p(style), table([p(struck("Åke"))]))

    assert read(said) == "~~Lova Exempelsson~~, Testinge\n~~Tova Mall~~\n~~Åke~~\n"


def test_a_mark_never_goes_over_a_tab() -> None:
    assert read(docx(p(struck("Lova\tTestinge")))) == "~~Lova~~\t~~Testinge~~\n"


def test_what_was_not_struck_after_all_is_plain() -> None:
    assert read(docx(p(word.run("Lova", '<w:strike w:val="0"/>')))) == "Lova\n"


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
