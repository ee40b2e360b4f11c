"""Sentences and lines that only say when the work told of before them is due."""

import pytest

from app.imports.notes import read

HEAD = "Möte 11 december 2025\nNärvarande: Rut Berg, Ali Ek\n\n1. Lokalen\n"


def points(body: str) -> list[tuple[str, str, str | None]]:
    """Source, due kind and day of each point."""
    found = read(HEAD + body).action_points
    return [(one.source.text, one.due_kind, str(one.due_date) if one.due_date else None) for one in found]


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        ("Den ska vara inne senast 10 januari.", "2026-01-10"),
        ("Offerten ska vara styrelsen tillhanda den 10 januari.", "2026-01-10"),
        ("Sista dag är den 10 januari.", "2026-01-10"),
        ("Det behandlas i januari.", "2026-01-31"),
        ("Ska vara klart i januari.", "2026-01-31"),
        ("Behövs i januari.", "2026-01-31"),
        ("Tidplan: klart i januari.", "2026-01-31"),
        ("Avrapportering senast den 10 januari.", "2026-01-10"),
        ("Det tar en stund och ska vara gjort i januari.", "2026-01-31"),
        ("Listan till Ali senast den 10 januari.", "2026-01-10"),
        ("Ut senast den 10 januari.", "2026-01-10"),
        ("Anmälningsstopp är den 10 januari.", "2026-01-10"),
    ],
)
def test_the_sentence_behind_says_when(behind: str, day: str) -> None:
    assert points(f"Rut begär in en offert. {behind}") == [("Rut begär in en offert.", "date", day)]


def test_a_clause_behind_says_when() -> None:
    [(_, kind, day)] = points("Rut begär in en offert, den ska vara inne den 10 januari.")
    assert (kind, day) == ("date", "2026-01-10")


@pytest.mark.parametrize(
    "behind",
    ["Ali läser den före den 10 januari.", "Lokalen målades den 10 november.", "Frågan tas upp på stämman."],
)
def test_what_somebody_else_does_what_is_past_and_what_comes_back_say_it_not(behind: str) -> None:
    assert points(f"Rut begär in en offert. {behind}")[0][1:] == ("none", None)


def test_a_line_above_a_list_says_when_all_of_it_is_due() -> None:
    text = "Inför basaren den 29 januari:\n- Rut bakar\n- affisch, Ali\n\nRut ringer vaktmästaren."
    assert points(text) == [
        ("Rut bakar", "date", "2026-01-29"),
        ("affisch", "date", "2026-01-29"),
        ("Rut ringer vaktmästaren.", "none", None),
    ]


@pytest.mark.parametrize(
    "behind",
    ["Svar senast 10 januari.", "De vill ha den den 10 januari.", "Det gör hon den 10 januari."],
)
def test_an_answer_that_is_awaited_says_when(behind: str) -> None:
    assert points(f"Rut begär in en offert. {behind}") == [("Rut begär in en offert.", "date", "2026-01-10")]


def test_what_the_same_people_do_next_is_one_point_with_its_due() -> None:
    [(_, kind, day)] = points("Rut ringer Ali Ek, som lämnar ett svar i januari.")[1:]
    assert (kind, day) == ("date", "2026-01-31")
    assert points("Resan planeras av Rut och Ali, som lämnar ett förslag i januari.") == [
        ("Resan planeras av Rut och Ali, som lämnar ett förslag i januari.", "date", "2026-01-31")
    ]


@pytest.mark.parametrize("who", ["Rut + Ali, klart till 10/1", "Rut och Ali, senast den 10 januari."])
def test_who_takes_it_may_say_by_when(who: str) -> None:
    assert points(f"Listan behöver uppdateras. {who}") == [
        ("Listan behöver uppdateras.", "date", "2026-01-10")
    ]
