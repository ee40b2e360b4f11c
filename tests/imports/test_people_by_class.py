"""Lists of people class by class and by initials, and items between headings without numbers."""

import pytest

from app.imports import agenda, headings
from app.imports.attendance import attendance
from app.imports.blocks import blocks
from app.imports.passages import passages
from app.imports.times import hours_in


def people(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(row.name, row.organization, row.presence) for row in attendance(blocks(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Närvaro: 7A Vera, Isak. 7B ingen. 8A Siv.\n",
        "Närvarande: 7A Vera och Isak. 8A Siv\n",
        "Närvarande\n7A Vera, Isak. 7B ingen. 8A Siv\n",
    ],
)
def test_classes_without_colons_are_where_the_names_behind_are_from(text: str) -> None:
    assert people(text) == [
        ("Vera", "7A", "present"),
        ("Isak", "7A", "present"),
        ("Siv", "8A", "present"),
    ]


def test_one_of_an_office_heads_no_list_and_so_ends_no_agenda() -> None:
    note = "Närvarande\nVera Lind, Ekby\n\nFörhinder\nIsak Bro, Tallby\nRepresentant från Vägverket\n\n"
    note += "1. Bron\nDen lagas.\n\n2. Vägen\nDen är bred.\n"
    made = passages(note)
    found = agenda.find(note, made, [headings.level(note, made, at) for at in range(len(made))])
    assert len(found.titles) == 2


def test_f_is_a_class_where_the_others_are_of_classes() -> None:
    text = "Närvarande: Vera Lind (F), Isak Bro (1a), Siv Ek (4)\n"
    assert [row[2] for row in people(text)] == ["present"] * 3
    assert people("Kallade: Vera Lind (F), Isak Bro, Siv Ek\n")[0][2] == "absent"


def test_near_before_people_is_short_for_there_and_initials_stand_among_first_names() -> None:
    text = "Laget 2024-03-05\n\nNär: VAL, Siv, Isak, RÅ\nFrv: TIM (vab), Vera B\n"
    assert [(name, presence) for name, _, presence in people(text)] == [
        ("VAL", "present"),
        ("Siv", "present"),
        ("Isak", "present"),
        ("RÅ", "present"),
        ("TIM", "excused"),
        ("Vera B", "absent"),
    ]
    assert people("När: Tisdag, torsdag\n") == []


def test_who_led_the_meeting_is_told_below_the_list_and_not_in_it() -> None:
    text = "Närvarande: Vera Lind, Isak Bro\nFörhinder: Siv Ek\n\nMötesordförande var Vera, Isak skrev.\n"
    assert [row[2] for row in people(text)] == ["present", "present", "excused"]


def titles(note: str) -> list[str]:
    return [block.text for block in blocks(note) if block.opens_item]


def test_the_next_meeting_is_an_item_where_none_has_a_number_and_a_sentence_tells_of_it() -> None:
    note = "# Roddlaget\n\n## Bryggan\nDen är lagad.\n\n## Båten\nDen är läck.\n\n## Nästa möte\n\n"
    assert titles(f"{note}Tisdag 4 maj, samma tid.\n") == ["Bryggan", "Båten", "Nästa möte"]
    assert titles(f"{note}Tisdag 4 maj kl 13\n") == ["Bryggan", "Båten"]


def test_a_list_of_the_agenda_that_tells_at_length_is_an_item() -> None:
    told = "• Vera ringde hamnen tre gånger i veckan men fick inget svar alls, så nu skriver hon ett brev i stället.\n"
    note = f"Laget 2024-03-05\n\nNärvarande: Vera, Siv\n\nÄrenden\n{told}{told}\nBryggan\n{told}"
    assert titles(note) == ["Ärenden", "Bryggan"]


def test_years_at_school_are_no_hours_and_a_dash_may_be_two() -> None:
    assert hours_in("Laget (åk 4-6)", loose=True) == []
    assert str(hours_in("8.15--9.45")[0].ends) == "09:45:00"
