"""Who is named: persons, roles, organizations, groups."""

import pytest

from app.imports.acquaintances import acquaintances
from app.imports.draft import DraftAttendance
from app.imports.naming import actors_in
from app.imports.tokens import tokens_in

KNOWN = acquaintances(
    [DraftAttendance("Xenja Åkerö", organization="Testinge kommun"), DraftAttendance("Bo Ek")]
)


def named(text: str) -> list[tuple[str, str]]:
    return [(actor.kind, actor.name) for actor in actors_in(tokens_in(text), text, KNOWN) if actor.sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xenja ringer", [("person", "Xenja")]),
        ("Xenja Akerö ringer", [("person", "Xenja Akerö")]),
        ("BE ringer", [("person", "BE")]),
        ("B.E. ringer", [("person", "B.E.")]),
        ("Xenja Å. ringer", [("person", "Xenja Å.")]),
        ("B. Ek ringer", [("person", "B. Ek")]),
        ("Sedan ringer Maria Sund", [("person", "Maria Sund")]),
        ("Ordföranden ringer", [("role", "Ordföranden")]),
        ("Vice ordförande ringer", [("role", "Vice ordförande")]),
        ("Ordförande Bo Ek ringer", [("person", "Ordförande Bo Ek")]),
        ("Närvårdskontoret ringer", [("organization", "Närvårdskontoret")]),
        ("Region Testland ringer", [("organization", "Region Testland")]),
        ("Provköpings kommun ringer", [("organization", "Provköpings kommun")]),
        ("Vård- och omsorgskontoret ringer", [("organization", "Vård- och omsorgskontoret")]),
        ("hela styrelsen ringer", [("group", "hela styrelsen")]),
        ("En mindre arbetsgrupp ringer", [("group", "En mindre arbetsgrupp")]),
        ("Var och en ringer", [("group", "Var och en")]),
        ("Hon ringer på Teams i maj", []),
        ("Mallen skickas", []),
    ],
)
def test_a_name_has_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_capital_at_the_beginning_of_a_sentence_is_no_sure_name() -> None:
    assert named("Zorban ringer") == []


@pytest.mark.parametrize(
    ("organization", "text"),
    [
        ("Region Norrby", "Norrby ringer"),
        ("Norrbys kommun", "Norrby ringer"),
        ("Webbyrån Knapp", "Knapp ringer"),
    ],
)
def test_an_organization_on_the_list_is_known_by_its_own_name(organization: str, text: str) -> None:
    known = acquaintances([DraftAttendance("Bo Ek", organization=organization)])
    [actor] = actors_in(tokens_in(text), text, known)
    assert (actor.kind, actor.sure) == ("organization", True)


@pytest.mark.parametrize("initials", ["AL", "ALE", "AE"])
def test_a_double_name_has_several_initials(initials: str) -> None:
    known = acquaintances([DraftAttendance("Ann-Lis Ek")])
    assert known.full_name(initials) == "Ann-Lis Ek"


def test_who_acts_and_is_neither_listed_nor_a_first_name_is_an_organization_where_the_list_is_long() -> None:
    people = ["Bo Ek", "Rut Sten", "Ali Berg", "Eva Lind"]
    known = acquaintances([DraftAttendance(name) for name in people])
    assert [
        actor.kind for actor in actors_in(tokens_in("Sedan ringer Fibrola"), "Sedan ringer Fibrola", known)
    ] == ["organization"]
    assert [
        actor.kind for actor in actors_in(tokens_in("Sedan ringer Karin"), "Sedan ringer Karin", known)
    ] == ["person"]
