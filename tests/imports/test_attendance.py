"""Lists of people in the ways they are written."""

import pytest

from app.imports.attendance import attendance
from app.imports.blocks import blocks
from app.imports.draft import DraftAttendance


def people(text: str) -> list[tuple[str | None, str]]:
    return [(row.name, row.presence) for row in attendance(blocks(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Vera Lind, Isak Bro",
        "Närvarande: Vera Lind och Isak Bro.",
        "Närvarande\nVera Lind\nIsak Bro",
        "Deltagare:\n- Vera Lind, rektor\n- Isak Bro (Norrby kommun)",
        "Närvarande var Vera Lind från Norrby samt kurator Isak Bro.",
        "Närvarande: Norrby kommun: Vera Lind, Västerby: Isak Bro",
        "Deltagare\nVera Lind\tordförande\nIsak Bro\tNorrby kommun",
        "| Namn | Organisation |\n|---|---|\n| Vera Lind | SIS |\n| Isak Bro | SIS |",
        "Närvarande: Ordförande Vera Lind, Isak Bro sekr.",
        "Närvarande: Vera Lind BF15, Isak Bro 41",
        "Möte\n\nVera Lind och Isak Bro är närvarande.",
    ],
)
def test_those_who_were_there_are_found(text: str) -> None:
    assert people(text) == [("Vera Lind", "present"), ("Isak Bro", "present")]


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("Frånvarande: Vera Lind", "absent"),
        ("Förhinder: Vera Lind", "excused"),
        ("Anmält förhinder: Vera Lind", "excused"),
        ("Deltagare: ~~Vera Lind~~", "absent"),
        ("Deltagare\n- Vera Lind (förhinder)\n- Isak Bro", "excused"),
        ("Medlemmar: Vera Lind", "unknown"),
        ("Medlemmar: Vera Lind, Isak Bro\n\nVera rapporterar om läget.", "present"),
        ("Närvarande: Vera Lind, Isak Bro\n\nVera har förhinder, men har skrivit.", "excused"),
        ("Kallade: Vera Lind, Isak Bro\nNärvarande: Isak Bro", "absent"),
    ],
)
def test_those_who_were_not_are_told_apart(text: str, presence: str) -> None:
    assert dict(people(text))["Vera Lind"] == presence


def test_titles_organizations_and_roles_are_kept_apart() -> None:
    (row,) = attendance(blocks("Närvarande\nVera Lind\tEnhetschef, Norrby kommun, ordförande\n"))

    assert row == DraftAttendance("Vera Lind", "Enhetschef", "Norrby kommun", ("chair",), "present")


def test_organizations_alone_are_attendance_without_names() -> None:
    rows = attendance(blocks("Närvarande: Skatteverket, Bolagsverket, SCB"))

    assert [(row.name, row.organization) for row in rows] == [
        (None, "Skatteverket"),
        (None, "Bolagsverket"),
        (None, "SCB"),
    ]


def test_lists_beside_each_other_are_kept_apart() -> None:
    text = (
        "Närvarande:                    Frånvarande:\n"
        "Vera Lind, rektor              Isak Bro, kurator\n"
        "Tuva Hägg\n"
    )

    assert sorted(people(text)) == [
        ("Isak Bro", "absent"),
        ("Tuva Hägg", "present"),
        ("Vera Lind", "present"),
    ]


def test_a_sentence_that_happens_to_mention_who_was_there_is_no_list() -> None:
    assert people("Deltagarna tyckte att dagen var bra.\nAlla deltar i nästa steg.") == []


def test_first_names_alone_between_commas_are_as_many_people() -> None:
    text = "Närvarande: Vera, Isak\nEj närvarande: Tor, Monica, Anders\nVal av sekreterare: Vera"
    absent = [name for name, presence in people(text) if presence != "present"]
    assert absent == ["Tor", "Monica", "Anders"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("med: nina, olof, kim (ragnar kunde inte)", {"nina": 1, "olof": 1, "kim": 1, "ragnar": 0}),
        (
            "Kerstin, Leif och Ulla var med. Ture och Eva hade lämnat återbud.",
            {"Kerstin": 1, "Leif": 1, "Ulla": 1, "Ture": 0, "Eva": 0},
        ),
        ("NÄRVARANDE: KERSTIN ALM, ORDFÖRANDE, ULLA EK", {"KERSTIN ALM": 1, "ULLA EK": 1}),
        ("Vid mötet närvarade\nKerstin Alm, rektor\nLeif Boson, lärare", {"Kerstin Alm": 1, "Leif Boson": 1}),
        ("Kallade: Kerstin Alm, Leif Boson\nNärvarande: Kerstin", {"Kerstin Alm": 1, "Leif Boson": 0}),
    ],
)
def test_lists_in_haste_in_capitals_and_in_sentences(said: str, expected: dict[str, int]) -> None:
    text = f"Möte 6 oktober 2025\n{said}\n\n1. Lokalen\nInget nytt.\n\n2. Ekonomi\nInget nytt.\n"
    assert {name: int(presence == "present") for name, presence in people(text)} == expected
