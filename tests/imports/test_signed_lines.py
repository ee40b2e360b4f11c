"""Lines that end with who does what they say, behind a full stop or a colon."""

import pytest

from app.imports.draft import DraftPoint
from app.imports.notes import read

_HEAD = "Byamöte 2026-05-04\n\nNärvarande: Rut Ek, Sten Alm\n\n1. Festen\n\n"


def points(body: str) -> list[DraftPoint]:
    return list(read(f"{_HEAD}{body}\n").action_points)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Hushållen vid sjön besöks en gång till. RE", ["RE"]),
        ("- Priset på hyllan efterfrågas hos butiken. RE, SA", ["RE", "SA"]),
        ("- Underlaget läses igenom till nästa möte. ALLA", ["ALLA"]),
        ("Kokplatta och ljus: Sten.", ["Sten"]),
        ("Skyltar: Rut, Sten", ["Rut", "Sten"]),
        ("- Sten - kontakt med banken om betalkort", ["Sten"]),
    ],
)
def test_who_stands_at_the_end_of_a_line_does_what_it_says(line: str, names: list[str]) -> None:
    [one] = points(line)

    assert [owner.name for owner in one.owners] == names


@pytest.mark.parametrize(
    "line",
    [
        "- Hushållen besöktes i april. RE",
        "Ordförande: Sten",
        "- Sten - trött efter helgen",
        "Kassör: Rut Ek",
        "Antecknar: Rut",
        "Vinnare: Rut",
        "Förslag: Sten",
        "Avgår: Rut",
    ],
)
def test_what_is_done_and_what_somebody_is_are_no_tasks(line: str) -> None:
    assert points(line) == []


def test_whose_a_parked_matter_was_is_not_said_by_who_raised_it() -> None:
    [one] = points("Båtförbundet: kurs i lyftning. Bordläggs.")

    assert [owner.kind for owner in one.owners] == ["unknown"]


def test_a_heading_whom_nobody_is_called_owns_nothing() -> None:
    [one] = points("# Julkonsert\n\nNoter delas ut vid övningen den 25 september.")

    assert [owner.kind for owner in one.owners] == ["unknown"]


def test_a_noun_that_is_work_has_the_name_and_the_day_behind_it() -> None:
    [one] = points("- Översättning av bladet. Rut, klart till den 12 maj.")

    assert [owner.name for owner in one.owners] == ["Rut"]
    assert str(one.due_date) == "2026-05-12"


def test_a_verb_without_a_subject_goes_on_with_who_did_what_was_said_before() -> None:
    phone, note = points("Rut ringer rektorn. Sätter också upp lapp.")

    assert [owner.name for point in (phone, note) for owner in point.owners] == ["Rut", "Rut"]


def test_a_line_for_everyone_begins_anew_in_small_letters() -> None:
    bank, list_ = points("Att göra:\nRut – ringa banken om kontot\nalla – läsa listan")

    assert [owner.name for point in (bank, list_) for owner in point.owners] == ["Rut", "alla"]


def test_whoever_begins_a_line_with_what_they_are_goes_on_without_being_named() -> None:
    [one] = points("a) Rut, vice ordförande; Har städat köket. Ska sätta upp lappar på fredag.")

    assert [owner.name for owner in one.owners] == ["Rut"]


def test_two_who_begin_a_line_go_on_together() -> None:
    [one] = points("Rut, Sten: har städat. Ska måla dörren.")

    assert [owner.name for owner in one.owners] == ["Rut", "Sten"]
