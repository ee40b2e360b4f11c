"""Lists of people class by class, and by their initials."""

import pytest

from app.imports import agenda, headings
from app.imports.attendance import attendance
from app.imports.blocks import blocks
from app.imports.passages import passages


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
