"""Notes whose line breaks are lost, a paragraph to a page."""

import pytest

from app.imports.notes import read
from app.imports.unfolded import unfolded

_TOLD = (
    "Ordföranden berättade om läget i stora drag och alla var nöjda med hur det har gått under våren. " * 3
)

_NOTE = (
    "1 HAMNRÅDET PROTOKOLL Ekby hamnråd 2011-02-28 Plats Bryggan Närvarande Vera Lind (ordf) Siv Ek Bo Ask "
    f"Anmält förhinder Rut Holm 1. Mötet öppnas Vera öppnade mötet. 2. Besök i Norrby Siv rapporterade. {_TOLD}"
    f"3. LÄGET I HAMNEN Bo Ask hämtar virke senast den 5 mars. {_TOLD}"
    f"4. Kranen Inget nytt under punkt 5. Bo väntar. {_TOLD}\n\n"
    "2 5. Nästa möte Torsdag 7 april kl. 19."
)


def test_items_people_and_place_are_read_from_a_page_without_line_breaks() -> None:
    note = read(_NOTE)

    assert [(item.number, item.title) for item in note.agenda_items] == [
        ("1", "Mötet öppnas"),
        ("2", "Besök i Norrby"),
        ("3", "LÄGET I HAMNEN"),
        ("4", "Kranen"),
        ("5", "Nästa möte"),
    ]
    assert [(row.name, row.presence) for row in note.attendance] == [
        ("Vera Lind", "present"),
        ("Siv Ek", "present"),
        ("Bo Ask", "present"),
        ("Rut Holm", "excused"),
    ]
    assert note.meeting.place == "Bryggan"


def test_sources_are_the_words_of_the_note_itself() -> None:
    assert read(_NOTE).action_points
    for point in read(_NOTE).action_points:
        assert _NOTE[point.source.start : point.source.end] == point.source.text


@pytest.mark.parametrize(
    "note",
    [
        f"{_TOLD * 5}Vi har 2 Volvo, 3 Saab och 4 Fiat.",
        "\n".join(f"{number}. Punkt {number}. {_TOLD * 4}" for number in range(1, 6)),
        _NOTE[:700],
    ],
)
def test_notes_with_lines_stay_as_they_are(note: str) -> None:
    assert unfolded(note) == note


def test_each_letter_stays_where_it_stood() -> None:
    made = unfolded(_NOTE)
    assert len(made) == len(_NOTE)
    assert all(
        now == then or (then.isspace() or then.isdecimal()) for now, then in zip(made, _NOTE, strict=True)
    )


def test_a_long_paragraph_that_counts_is_no_folded_page() -> None:
    long = "Det här är en lång text om allt som hände under året. " * 15
    counted = "Så gör vi: 1. Eva ringer. 2. Bo hämtar. 3. Siv målar. 4. Ali köper färg."
    note = f"Möte 2026-05-04\n\n{long}{counted}\n\n1 Läget\nGott.\n\n2 Ekonomi\n" + "Text som följer.\n" * 40

    assert unfolded(note) == note
