"""A note cut to blocks: what belongs together, where it stands, and under which item and headings."""

import pytest

from app.imports.blocks import Block, blocks


def told(text: str) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.number, block.text) for block in blocks(text)]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "o\t", "·"])
def test_each_bullet_makes_an_item(bullet: str) -> None:
    assert told(f"{bullet} Boka lokal\n{bullet} Köpa kaffe") == [
        ("item", None, "Boka lokal"),
        ("item", None, "Köpa kaffe"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.", "2."), ("1)", "2)"), ("§1", "§2"), ("§ 1", "§ 2"), ("1", "2"), ("## 1.", "## 2.")],
)
def test_each_numbering_of_the_agenda_makes_headings_with_their_numbers(first: str, second: str) -> None:
    read = blocks(f"{first} Ekonomi\nLäget är gott.\n{second} Övrigt\nInget.")

    assert [(block.kind, block.number, block.agenda_number) for block in read] == [
        ("heading", "1", "1"),
        ("paragraph", None, "1"),
        ("heading", "2", "2"),
        ("paragraph", None, "2"),
    ]


def test_a_list_within_an_item_does_not_end_the_agenda() -> None:
    read = blocks("1. Ekonomi\n1) hyran\n2) elen\n2. Övrigt\nInget.")

    assert [block.text for block in read if block.opens_item] == ["Ekonomi", "Övrigt"]
    assert [block.agenda_number for block in read] == ["1", "1", "1", "2", "2"]


def test_a_title_that_runs_on_is_parted_from_what_is_said() -> None:
    title, said = blocks("1. Hemsidan. Vera ska skriva om den.\n2. Övrigt.")[:2]

    assert (title.text, said.text, said.kind) == ("Hemsidan.", "Vera ska skriva om den.", "paragraph")


def test_lines_that_are_broken_are_put_together_and_parted_words_too() -> None:
    text = (
        "Gruppen gick igenom hur rutinen för utskrivning har fungerat under\n"
        "våren och ser att det fortfarande saknas en gemensam bild av vem som\n"
        "kallar till planeringen när det rör sig om flera olika verksam-\n"
        "heter. Vid nästa tillfälle bjuds in- och utskrivningsteamet in så att\n"
        "frågan kan lösas.\n\nEn ny fråga."
    )

    first, second = blocks(text)

    assert "under våren och ser" in first.text
    assert "olika verksamheter. Vid" in first.text
    assert "in- och utskrivningsteamet" in first.text
    assert second.text == "En ny fråga."


def test_a_part_of_a_blocks_text_leads_back_to_the_notes_own_words() -> None:
    text = "Detta är **viktigt** och det\nstår på två rader,\nmed mera."
    (block,) = blocks(text)

    at = block.text.index("viktigt")
    source = block.source(at, at + len("viktigt och det står"))

    assert source.text == "viktigt** och det\nstår"
    assert text[source.start : source.end] == source.text


def test_a_narrow_column_beside_a_text_is_a_cell_and_not_in_the_text() -> None:
    text = (
        "Fixa en nyckelbox till som ska innehålla nyckeln till elskåpen.          Tage\n"
        "Den ska sitta vid dörren."
    )

    block = blocks(text)[0]

    assert block.text == "Fixa en nyckelbox till som ska innehålla nyckeln till elskåpen."
    assert [cell for cell, _, _ in block.cells][-1] == "Tage"


@pytest.mark.parametrize(
    "row",
    ["| Vad | Vem |\n|---|---|\n| Boka | Vera |", "Vad\tVem\nBoka\tVera", "Vad      Vem\nBoka     Vera"],
)
def test_rows_have_cells(row: str) -> None:
    last = blocks(row)[-1]

    assert last.kind == "row"
    assert [text for text, _, _ in last.cells] == ["Boka", "Vera"]


def test_an_empty_cell_keeps_its_place_between_strokes() -> None:
    assert [text for text, _, _ in blocks("| Boka | | v. 14 |")[0].cells] == ["Boka", "", "v. 14"]


def test_headings_are_known_by_their_form_and_by_those_above_them() -> None:
    text = "# Möte\n\n## Ekonomi\nLäget är gott.\n\nÖvrigt\n------\n**Kaffe**\nSlut.\n"

    assert [(block.text, block.headings) for block in blocks(text) if block.kind != "heading"] == [
        ("Läget är gott.", ("Möte", "Ekonomi")),
        ("Slut.", ("Möte", "Övrigt", "Kaffe")),
    ]


def test_an_action_list_at_the_end_stands_under_no_item() -> None:
    last = blocks("1. Ekonomi\nGott.\n2. Övrigt\nInget.\n\nAtt göra\n- Boka lokal")[-1]

    assert (last.agenda_number, last.headings) == (None, ("Att göra",))


def test_what_is_printed_on_every_page_is_left_out() -> None:
    page = (
        "Norrby kommun          Protokoll          {}(2)\n\n{}\n\nEn fråga.\n\nOch en till.\n\nnorrby.example"
    )
    text = page.format(1, "Första sidan.") + "\f" + page.format(2, "Andra sidan.")

    read: list[Block] = blocks(text)

    assert "Andra sidan." in [block.text for block in read]
    assert sum("Protokoll" in block.text for block in read) == 1
    assert not any("norrby.example" in block.text for block in read)


def test_double_spaced_lines_are_still_one_paragraph() -> None:
    lines = [
        "Vi pratade om hur rutinen",
        "ska spridas och kom fram till",
        "att alla behöver hjälpas åt",
        "med det under hösten.",
    ]

    (block,) = blocks("\n\n".join(lines))

    assert block.text == " ".join(lines)


def test_a_few_words_between_two_texts_are_a_heading_though_no_line_is_empty() -> None:
    text = (
        "- Rut sammanfattade vad som hade sagts på mötet med hyresvärden i förra veckan.\n"
        "Omvärld\n- Inget nytt hade kommit sedan sist, sade Sten."
    )
    assert [block.kind for block in blocks(text)] == ["item", "heading", "item"]


@pytest.mark.parametrize("number", ["§ 1", "§1", "1.", "1)", "Punkt 1", "§ 1."])
def test_a_number_on_a_line_of_its_own_is_that_of_the_title_on_the_next(number: str) -> None:
    second = number.replace("1", "2")
    read = blocks(f"{number}\nKassan\nKassan har 300 kr.\n{second}\nÖVRIGT\nInget fanns.")

    assert [(block.text, block.number) for block in read if block.opens_item] == [
        ("Kassan", "1"),
        ("ÖVRIGT", "2"),
    ]


def test_the_sign_of_paragraphs_goes_on_where_its_numbers_do_not() -> None:
    read = blocks("§1 Öppnande\nx\n§2 Båtarna\nx\n§3 Bryggan\nx\n§2 Kajen\nx\n§6 Avslut\nx")

    assert [block.number for block in read if block.opens_item] == ["1", "2", "3", "2", "6"]


def test_a_list_of_the_agenda_by_itself_is_the_agenda() -> None:
    text = (
        "Agendan:\n\n  1. Bokslutet\n  2. Diket\n  3. Val\n\n\n1. Bokslutet\n\nLäst.\n\n2.Diket\n\nDjupt.\n"
    )

    assert [block.text for block in blocks(text) if block.opens_item] == ["Val", "Bokslutet", "Diket"]


def test_letters_are_parts_of_a_numbered_item_and_other_business_needs_no_number() -> None:
    text = "Punkter\n1. Protokollet\n\na.) Vera ringer.\n\nb) Isak skriver.\n\nBordlagda frågor:\n\nVem tar nycklarna?"

    assert [block.text for block in blocks(text) if block.opens_item] == ["Protokollet", "Bordlagda frågor:"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Byamöte 3/5 2024\n\nbåtarna\n- Siv målar\n- motorn går igen\n\nbryggan\n- lagad\n\növr\n- inget\n",
            ["båtarna", "bryggan", "övr"],
        ),
        (
            (
                "Protokoll skrivet lördagen den 6 april 2024\nRoddlaget\n\n"
                "Bryggan\nDen är lagad nu.\n\nSommarlägret!!\nLokalen är bokad.\n\nPengar\nDe räcker i år.\n"
            ),
            ["Bryggan", "Sommarlägret!!", "Pengar"],
        ),
        (
            (
                "Roddlaget 2024-04-03\n\nDagordning och val av den som skriver\nSiv skriver i dag.\n\n"
                "Bryggan\nDen är lagad nu.\n\nNästa träff\nDet blir den 8 maj klockan 18 hemma hos Isak, inte här.\n"
            ),
            ["Dagordning och val av den som skriver", "Bryggan", "Nästa träff"],
        ),
        (
            (
                "Ekby roddlag\n\nProtokoll fört vid vårträffen i Båthuset\nTisdag 14 maj 2024\n\n"
                "Bryggan\nDen är lagad nu, och ska målas.\n\nPengar\nDe räcker till färgen i år.\n"
            ),
            ["Bryggan", "Pengar"],
        ),
        (
            (
                "Roddlaget 2024-04-03\n\nHej alla!\nHär kommer det vi sa.\n\nBryggan\nDen är lagad nu.\n\nPengar\n"
                "De räcker i år.\n"
            ),
            ["Bryggan", "Pengar"],
        ),
    ],
)
def test_short_lines_without_number_above_what_was_said_are_the_agenda(text: str, items: list[str]) -> None:
    assert [block.text for block in blocks(text) if block.opens_item] == items


def test_a_heading_right_below_who_was_there_is_one_though_no_line_is_empty() -> None:
    text = (
        "Roddlaget 2024-04-03\n\nNärvarande: Vera, Isak, Siv\nPresentationsrunda\n"
        "Alla berättade vad de heter och hur länge de har rott med laget.\nBryggan\n"
        "Kommunen har sagt ja till en ny brygga som ska byggas innan sommaren.\n"
    )

    assert [block.text for block in blocks(text) if block.opens_item] == ["Presentationsrunda", "Bryggan"]


def test_officers_in_two_columns_are_no_headings() -> None:
    text = (
        "Ordförande:\tVera Lind (rektor)\nSekreterare:\tSiv\n\nBryggan\nDen är lagad.\n\nPengar\nDe räcker.\n"
    )

    assert [block.text for block in blocks(text) if block.opens_item] == ["Bryggan", "Pengar"]


@pytest.mark.parametrize(
    ("first", "titles"),
    [
        ("Ekonomi", ["Ekonomi", "Båtar", "Övrigt"]),
        ("Ekonomi. Kassören läste upp läget.", ["Ekonomi.", "Båtar.", "Trappan.", "Segel.", "Övrigt"]),
    ],
)
def test_parts_that_go_on_on_their_line_are_items_only_where_items_do(first: str, titles: list[str]) -> None:
    more = ". Två är sjösatta i år." if "." in first else ""
    note = (
        f"1. {first}\n2. Båtar{more}\n2.1 Trappan. Vera frågade om den håller.\n2.2 Segel. Isak tvättar dem.\n"
        "3. Övrigt\nInget.\n"
    )
    assert [block.text for block in blocks(note) if block.opens_item] == titles


@pytest.mark.parametrize(
    "line", ["--- Eva ringer kommunen", "** Eva ringer kommunen **", "=== Eva ringer kommunen"]
)
def test_what_is_said_between_drawn_lines_is_no_title(line: str) -> None:
    assert all(
        block.kind != "heading" for block in blocks(f"Möte 2026-03-02\n\n{line}\n") if "Eva" in block.text
    )


def test_the_hour_that_a_line_begins_with_goes_on_with_what_stands_above() -> None:
    note = "# Rådet\n\n1. Avslutning\nNästa möte är onsdagen den 6 december kl\n13.15 i kommunhuset.\n"

    assert [block.text for block in blocks(note)][
        -1
    ] == "Nästa möte är onsdagen den 6 december kl 13.15 i kommunhuset."
