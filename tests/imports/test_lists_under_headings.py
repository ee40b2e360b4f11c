"""Headings that make a list of tasks of what stands below them, and those that say it is done."""

import pytest

from app.imports.draft import DraftPoint
from app.imports.notes import read


def points(body: str) -> list[DraftPoint]:
    return list(read(f"# Veckomöte 2026-05-04\n\n{body}").action_points)


@pytest.mark.parametrize("heading", ["Vad ska vi göra idag?", "Vad tänker vi göra idag?", "Vad gör vi idag?"])
def test_what_is_asked_to_be_done_is_answered_by_the_list_below(heading: str) -> None:
    [one] = points(f"### {heading}\n\n* Ny knapp på startsidan. (Rut, Sten)\n")

    assert [owner.name for owner in one.owners] == ["Rut", "Sten"]
    assert (one.due_kind, str(one.due_date)) == ("date", "2026-05-04")


def test_what_was_done_is_no_task() -> None:
    assert points("### Vad gjorde vi i går?\n\n* Boka lokalen. (Rut)\n") == []


def test_a_heading_that_ends_with_tasks_and_a_colon_leads_in_to_them() -> None:
    [one] = points("1. Rundvandring i källaren, åtgärder:\n\na) Ny lampa i förrådet, ansvarig Rut.\n")

    assert [owner.name for owner in one.owners] == ["Rut"]


@pytest.mark.parametrize(
    "lead", ["Kvar att fixa:", "Att ordna före basaren:", "Saker att skaffa:", "Återstår:"]
)
def test_a_line_that_tells_what_to_do_leads_in_to_tasks(lead: str) -> None:
    poster, tent = points(
        f"### Basaren\n\n{lead}\n* affisch -> Rut + Sten (klar på fredag)\n* nycklar till tältet\n"
    )

    assert [owner.name for owner in poster.owners] == ["Rut", "Sten"]
    assert (poster.task, str(poster.due_date)) == ("Affisch", "2026-05-08")
    assert tent.owners[0].kind == "unknown"


def test_a_question_of_what_to_do_leads_in_to_no_tasks() -> None:
    assert points("### Basaren\n\nÄr det något kvar att göra: nej\n* tältet är packat\n") == []


@pytest.mark.parametrize("heading", ["Till nästa vecka", "Till den 12 maj", "Till nästa möte"])
def test_a_heading_that_only_says_by_when_leads_in_to_tasks(heading: str) -> None:
    found = points(f"# {heading}\n\n* Tova: maillista\n* Alla: priser på skåp\n")

    assert [(owner.name, point.task) for point in found for owner in point.owners] == [
        ("Tova", "Maillista"),
        ("Alla", "Priser på skåp"),
    ]
    assert {point.due_kind for point in found} <= {"date", "next_meeting"}


def test_what_is_sent_out_is_told_below_an_item_as_anything_else() -> None:
    assert [
        point.task for point in points("1. Läget\n\nGott.\n\n2. Utskick\n\n- Rut skickar ut bladet\n")
    ] == ["Skickar ut bladet"]
