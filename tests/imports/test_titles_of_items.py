"""Which headings are items of the agenda, and how far their titles go."""

import pytest

from app.imports.notes import read


def titles(text: str) -> list[str]:
    return [item.title for item in read(text).agenda_items]


def test_an_abbreviated_word_before_the_number_is_no_part_of_the_title() -> None:
    text = "Byrådet 2023-05-10\n\nPkt. 1  Dagsorden\nGodkendt.\n\nPkt. 2  Økonomi\nDriftsrammen holder.\n"
    assert titles(text) == ["Dagsorden", "Økonomi"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Övrig fråga: båtplatser", "Övrig fråga: båtplatser"),
        ("Information: ny hemsida", "Information: ny hemsida"),
        ("Bryggan: lagad", "Bryggan:"),
        ("Övrig fråga: Vera undrade över bryggan.", "Övrig fråga:"),
    ],
)
def test_what_kind_of_item_it_is_does_not_end_its_title(line: str, title: str) -> None:
    text = f"Hamnrådet 2023-05-10\n\n1. Ekonomi\nLäget är gott.\n2. {line}\nDet blir inget i år.\n3. Avslutning\n"
    assert [one.rstrip(":") for one in titles(text)][1] == title.rstrip(":")


def test_a_word_that_heads_lists_too_is_an_item_above_a_text() -> None:
    text = (
        "Husrådet 2023-05-10\n\nMaten\nKocken berättade om sommarens meny, som blir lättare än i fjol.\n\n"
        "Aktiviteter\nI juni blir det fest i trädgården med dragspel och nypotatis.\n\n"
        "Gäst\nEn trubadur från Ekby spelade visor och berättade om sin barndom.\n\n"
        "Huset\nTaket är lagat och fönstren ska målas om under hösten.\n"
    )
    assert titles(text) == ["Maten", "Aktiviteter", "Gäst", "Huset"]


def test_a_question_in_capitals_is_a_title() -> None:
    text = (
        "Husrådet 2023-05-10\n\nMATEN\n\nKocken berättade om sommarens meny.\n\nVAD VILL VI MED RÅDET?\n\n"
        "Samtal om detta i små grupper, utan något beslut.\n\nHUSET\n\nTaket är lagat.\n"
    )
    assert titles(text) == ["MATEN", "VAD VILL VI MED RÅDET?", "HUSET"]


def test_in_a_table_without_a_column_of_numbers_the_first_cell_is_the_title() -> None:
    note = (
        "Rådet 2026-05-04\n\nPunkt\tDiskussion\tAnsvarig\n"
        "1. Läget\tVera drog siffrorna. Allt är lugnt.\t\n"
        "2. Belysning\tTunneln är mörk igen. Offert tas in.\tIsak\n"
        "3. Övrigt\tKlotter sanerat.\t\n"
    )

    assert [item.title for item in read(note).agenda_items] == ["Läget", "Belysning", "Övrigt"]
