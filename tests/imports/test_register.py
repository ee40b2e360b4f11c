"""Names in a note and whom the register knows, without a database."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from app.imports.circle import Circle, Given, Someone
from app.imports.proposed import (
    Proposal,
    ProposedAttendance,
    ProposedMeeting,
    ProposedOwner,
    ProposedPoint,
    Words,
)
from app.imports.register import met, role_named
from app.memberships.models import Role

DAY = date(2026, 3, 2)


def id_of(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def circle(*persons: tuple[str, str | None] | str, points: tuple[tuple[str, date], ...] = ()) -> Circle:
    """A group of these people, each with where they work."""
    known = [(one, None) if isinstance(one, str) else one for one in persons]
    return Circle(
        Someone(id_of("own"), "Uppdragsgrupp Teman", other_name="UT"),
        [Someone(id_of(f"{name} {place}"), name, place) for name, place in known],
        [Someone(id_of(name), name) for name in ("Testinge kommun", "Närvårdskontoret")],
        [Someone(id_of("board"), "Styrgrupp Närvård", other_name="SN")],
        [Given(id_of(task), task, day) for task, day in points],
    )


def proposal(
    attendance: list[ProposedAttendance], *owners: ProposedOwner, task: str = "Boka lokal"
) -> Proposal:
    point = ProposedPoint(
        task=task, source=Words(text=task), owners=list(owners), due_kind="none", confidence=0.9
    )
    return Proposal(
        meeting=ProposedMeeting(held_on=DAY),
        attendance=attendance,
        agenda_items=[],
        decisions=[],
        action_points=[point],
        next_meetings=[],
        unread=[],
    )


def attending(name: str, organization: str | None = None, **known: str) -> ProposedAttendance:
    return ProposedAttendance(name=name, organization=organization)


def owner_met(kind: str, name: str, known: Circle, *listed: str) -> ProposedOwner:
    said = ProposedOwner.model_validate({"kind": kind, "name": name})
    return met(proposal([attending(one) for one in listed], said), known).action_points[0].owners[0]


def test_a_name_that_one_person_has_is_that_person() -> None:
    row = met(
        proposal([attending("lova exempelsson")]), circle("Lova Exempelsson", "Åke Provberg")
    ).attendance[0]

    assert (row.person_id, row.candidates) == (id_of("Lova Exempelsson None"), [])
    assert row.name == "lova exempelsson"


def test_namesakes_are_candidates_with_where_they_work() -> None:
    known = circle(("Lova Mall", "Testinge kommun"), ("Lova Mall", "Provköping"))
    row = met(proposal([attending("Lova Mall")]), known).attendance[0]

    assert row.person_id is None
    assert {one.organization for one in row.candidates} == {"Testinge kommun", "Provköping"}


def test_namesakes_are_told_apart_by_where_they_work() -> None:
    known = circle(("Lova Mall", "Testinge kommun"), ("Lova Mall", "Provköping"))

    row = met(proposal([attending("Lova Mall", "Testinge kommun")]), known).attendance[0]

    assert row.person_id == id_of("Lova Mall Testinge kommun")
    assert row.organization_id == id_of("Testinge kommun")


def test_another_spelling_is_a_candidate_and_no_fact() -> None:
    row = met(proposal([attending("Jennie Provberg")]), circle("Jenny Provberg", "Jens Mall")).attendance[0]

    assert row.person_id is None
    assert [one.name for one in row.candidates] == ["Jenny Provberg"]
    assert row.candidates[0].likeness < 0.95


def test_the_likeliest_candidate_comes_first() -> None:
    row = met(proposal([attending("Lova Provberg Mall")]), circle("Lova Utkast", "Lova Mall")).attendance[0]

    assert [one.name for one in row.candidates] == ["Lova Mall"]


def test_a_first_name_is_who_the_note_lists_when_nobody_else_has_it() -> None:
    known = circle("Lova Exempelsson", "Åke Provberg")

    assert owner_met("person", "Lova", known, "Lova Exempelsson").person_id == id_of("Lova Exempelsson None")
    assert owner_met("person", "LE", known, "Lova Exempelsson").person_id == id_of("Lova Exempelsson None")


@pytest.mark.parametrize("listed", [(), ("Åke Provberg",), ("Lova Exempelsson", "Lova Mall")])
def test_a_first_name_alone_is_otherwise_a_candidate(listed: tuple[str, ...]) -> None:
    owner = owner_met("person", "Lova", circle("Lova Exempelsson", "Lova Mall", "Åke Provberg"), *listed)

    assert owner.person_id is None
    assert {one.name for one in owner.candidates} == {"Lova Exempelsson", "Lova Mall"}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ordförande", Role.chair),
        ("vice ordförande", Role.vice_chair),
        ("Sekr.", Role.secretary),
        ("SAMO", None),
    ],
)
def test_a_role_is_one_of_ours_or_the_groups_own(name: str, role: Role | None) -> None:
    assert role_named(name) == role
    assert owner_met("role", name, circle()).role == role


def test_an_organization_is_one_that_the_group_has_to_do_with() -> None:
    assert owner_met("organization", "närvårdskontoret", circle()).organization_id == id_of(
        "Närvårdskontoret"
    )
    assert owner_met("organization", "Testinge", circle()).organization_id is None
    assert [one.name for one in owner_met("organization", "Testinge", circle()).candidates] == [
        "Testinge kommun"
    ]


@pytest.mark.parametrize("name", ["alla", "Vi", "gruppen", "uppdragsgruppen", "UT", "Uppdragsgrupp Teman"])
def test_the_group_is_known_by_what_it_calls_itself(name: str) -> None:
    assert owner_met("group", name, circle()).group_id == id_of("own")


def test_another_group_is_known_by_its_name() -> None:
    assert owner_met("group", "SN", circle()).group_id == id_of("board")
    assert owner_met("group", "En mindre grupp", circle()).group_id is None


def test_a_sentence_about_an_earlier_open_point_is_about_it() -> None:
    tasks = (("Boka lokal till utbildningen", date(2026, 1, 12)), ("Skriv en inbjudan", date(2026, 1, 12)))

    point = met(proposal([], task="Lova bokar lokal till utbildningen"), circle(points=tasks)).action_points[
        0
    ]

    assert point.about_point_id == id_of("Boka lokal till utbildningen")
    assert point.about_likeness is not None
    assert point.about_likeness > 0.6


@pytest.mark.parametrize(
    "points",
    [
        (("Boka lokal till utbildningen", DAY),),
        (
            ("Boka lokal till utbildningen", date(2026, 1, 12)),
            ("Boka lokaler till utbildningen", date(2026, 2, 2)),
        ),
        (("Skriv en inbjudan till lokala gruppen", date(2026, 1, 12)),),
    ],
    ids=["given the same day", "two are as likely", "another task"],
)
def test_what_is_not_clearly_about_one_is_a_new_point(points: tuple[tuple[str, date], ...]) -> None:
    point = met(proposal([], task="Boka lokal till utbildningen"), circle(points=points)).action_points[0]

    assert (point.about_point_id, point.about_likeness) == (None, None)
