"""Lists of people as people write them: dashes and full stops for commas, lines run together, sentences behind."""

import pytest

from app.imports.attendance import attendance
from app.imports.blocks import blocks


def people(text: str) -> list[tuple[str | None, str | None]]:
    """Those there: each name, and what they are or whom they are from."""
    rows = attendance(blocks(f"{text}\n\n1. Läget\n\nGott.\n\n2. Slut\n\nTack.\n"))
    return [(row.name, row.title or row.organization) for row in rows if row.presence == "present"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Närvarande: Vera Lind – Isak Bro – Siv Ek –\n\n– Rut Ask – Bo Holm", "Vera Isak Siv Rut Bo"),
        ("Närvarande: Vera Lind - Isak Bro\nFrånvarande: Siv Ek", "Vera Isak"),
        ("Närvaro: Vera Lind, Isak Bro. Siv Ek, Rut Ask (via länk), Bo Holm.", "Vera Isak Siv Rut Bo"),
        (
            "Närvarande: Vera Lind (ordf) Isak Bro Siv Ek, kassör Maj-Britt Ask Ekby kommun",
            "Vera Isak Siv Maj-Britt",
        ),
        ("Närvarande: Vera Lind Isak Bro", "Vera Isak"),
        ("Närvarande: Vera – Isak – Siv", "Vera Isak Siv"),
        ("Närvarande: Vera Lind • Isak Bro • Siv Ek", "Vera Isak Siv"),
        ("Närvarande: Vera Lind, Isak Bro. Siv Ek, granne, tog emot i hallen.", "Vera Isak"),
    ],
)
def test_names_may_have_dashes_or_a_full_stop_between(text: str, names: str) -> None:
    assert [name.split(" ")[0] for name, _ in people(text) if name] == names.split(" ")


def test_behind_a_dash_may_stand_whom_somebody_is_from() -> None:
    assert people("Närvarande:\nVera Lind - Svenska Roddare\nIsak Bro - Norrsjö kommun") == [
        ("Vera Lind", "Svenska Roddare"),
        ("Isak Bro", "Norrsjö kommun"),
    ]


def test_a_job_that_nobody_lists_stands_before_a_full_name() -> None:
    assert people("Närvarande: Vera Lind, Isak Bro samt hamnvaktsman Siv Ek (t.o.m. punkt 5)")[2:] == [
        ("Siv Ek", "hamnvaktsman")
    ]


@pytest.mark.parametrize(
    ("sentence", "added"),
    [
        (
            "Dessutom klockare Siv Ek samt vaktmästare Bo Holm under punkt 2.",
            [("Siv Ek", "klockare"), ("Bo Holm", "vaktmästare")],
        ),
        ("Från museet deltog Siv Ek på punkterna om tak och golv.", [("Siv Ek", "museet")]),
        ("Vidare medverkade även Siv Ek.", [("Siv Ek", None)]),
        ("Från museet kom ett brev till Siv Ek.", []),
        ("Dessutom var Siv Ek nöjd.", []),
    ],
)
def test_a_sentence_behind_the_list_may_add_to_it(sentence: str, added: list[tuple[str, str | None]]) -> None:
    assert people(f"Närvarande: Vera Lind, Isak Bro. {sentence}")[2:] == added


def test_lines_that_run_together_are_taken_apart_behind_each_office() -> None:
    text = "Deltagare Vera Lind, Ekskolan\n\nIsak Bro, Ekskolan Siv Ek, Almskolan Rut Ask, Norrgymnasiet"
    assert people(text) == [
        ("Vera Lind", "Ekskolan"),
        ("Isak Bro", "Ekskolan"),
        ("Siv Ek", "Almskolan"),
        ("Rut Ask", "Norrgymnasiet"),
    ]


def test_who_was_invited_for_an_item_was_there() -> None:
    text = "Närvarande: Vera Lind, Isak Bro\nFörhinder Rut Ask, ledamot"
    assert people(f"{text}\nInbjudna Siv Ek, kommunens revisor, under punkt 2")[2:] == [
        ("Siv Ek", "kommunens revisor")
    ]
    assert len(people("Närvarande: Vera Lind, Isak Bro\nInbjudna: Siv Ek, Rut Ask")) == 2


@pytest.mark.parametrize(
    ("title", "visited"), [("Besök av Siv Ek, Roddbolaget", True), ("Besök av Siv Ek den 3 maj", False)]
)
def test_an_item_may_be_somebodys_visit(title: str, visited: bool) -> None:
    rows = attendance(
        blocks(f"Närvarande: Vera Lind, Isak Bro\n\n1. {title}\n\nBra bilder.\n\n2. Slut\n\nTack.\n")
    )
    assert ("Siv Ek" in [row.name for row in rows]) is visited


def test_where_all_have_three_words_the_third_is_where_they_are_from() -> None:
    line = "Närvarande: Vera Lind Ekby, Isak Bro Alby, Siv Ek Alby, Bo Ask Tallby. Från biblioteket Rut Alm, Ali Berg"

    assert people(line) == [
        ("Vera Lind", "Ekby"),
        ("Isak Bro", "Alby"),
        ("Siv Ek", "Alby"),
        ("Bo Ask", "Tallby"),
        ("Rut Alm", "biblioteket"),
        ("Ali Berg", "biblioteket"),
    ]


def test_initials_alone_in_the_head_are_those_who_were_there() -> None:
    found = people("Gruppmöte 11 februari 2026\n\nAK, BL, JÖ, Rut (ny doktorand) och MH som antecknade.")

    assert [name for name, _ in found] == ["AK", "BL", "JÖ", "Rut", "MH"]


def test_a_mark_in_the_column_of_those_away_says_that_somebody_was_not_there() -> None:
    table = """Deltagare          Organisation        Närvarande   Frånvarande
Vera Lind          Ekby kommun         X
Isak Bro           Ekby kommun                      X
Siv Ek             Alby kommun         X"""

    assert [name for name, _ in people(table)] == ["Vera Lind", "Siv Ek"]


def test_two_first_names_and_a_surname_are_one_persons() -> None:
    found = people("Närvarande: Anna Maria Ek, Lars Erik Ek, Karl Johan Holm, Eva Britt Lund")

    assert [name for name, _ in found] == [
        "Anna Maria Ek",
        "Lars Erik Ek",
        "Karl Johan Holm",
        "Eva Britt Lund",
    ]


@pytest.mark.parametrize("label", ["Ansvarar för fika", "Avgående ledamöter", "Tack till", "Ny adress"])
def test_whom_a_line_above_the_list_tells_of_was_not_there(label: str) -> None:
    assert people(f"{label}: Vera Lind, Isak Bro\nNärvarande: Siv Ek, Rut Ask") == [
        ("Siv Ek", None),
        ("Rut Ask", None),
    ]


def test_a_sentence_behind_the_list_may_say_who_was_away() -> None:
    assert [name for name, _ in people("Närvarande: Vera Lind, Isak Bro. Också Siv Ek frånvarande.")] == [
        "Vera Lind",
        "Isak Bro",
    ]
