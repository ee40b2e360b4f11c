"""Days that are told once, for what the note speaks of further on: "till stämman", "torsdagen innan"."""

import pytest

from app.imports.notes import read

HEAD = """Arbetsgruppen Väst
Möte 2026-03-12 kl 10-12
Närvarande: Eva Lind, Tord Ek

1. Läget
"""
LAST = "\n\n9. Nästa möte\nNästa möte är den 16 april. Tord skickar kallelse en vecka innan.\n"


def dues(body: str) -> list[tuple[str, str | None]]:
    """Due kind and day of each point but that of the next meeting."""
    found = read(HEAD + body + LAST).action_points
    return [(one.due_kind, str(one.due_date) if one.due_date else None) for one in found[:-1]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Basaren är den 9 maj.\n\n2. Brev\nEva skriver ett brev till basaren.", ("event", "2026-05-09")),
        (
            "2. Städdag\nLördag den 9 maj kl 10.\n\n3. Brev\nEva hyr släp på städdagen.",
            ("event", "2026-05-09"),
        ),
        ("Basaren är den 9 maj.\n\n2. Brev\nEva skriver ett brev efter basaren.", ("event", None)),
        ("Årsmötet är den 9 maj.\n\n2. Brev\nEva skriver ett brev till nästa årsmöte.", ("event", None)),
        (
            "Stämman är den 9 maj.\n\n2. Brev\nStämman blir 3 juni. Eva skriver brev till stämman.",
            ("event", None),
        ),
        ("\n2. Hantverksvecka v 20\nEva hyr släp på onsdagen.", ("date", "2026-05-13")),
        ("\n2. Basaren (9/5)\nEva hyr släp på torsdagen.", ("date", "2026-05-07")),
        ("\n2. Basaren (9/5)\nEva hyr släp på torsdag.", ("date", "2026-03-19")),
        ("- Vårbasar lördag 9 maj kl 11.\n- Eva hyr släp fredagen innan.", ("date", "2026-05-08")),
        ("Vårbasar lördag 9 maj kl 11. Eva hyr släp helgen före.", ("date", "2026-05-03")),
        ("Vårbasar lördag 9 maj. Eva hyr släp torsdagen innan.", ("date", "2026-05-07")),
        ("Vårbasar lördag 9 maj.\n\n2. Brev\nEva hyr släp torsdagen innan.", ("date", None)),
        ("Eva hyr släp torsdagen innan.", ("date", None)),
        ("- Manusstopp är lördag 9 maj.\n- Eva hyr släp torsdagen innan.", ("date", None)),
    ],
)
def test_the_day_of_an_event_is_the_one_that_the_note_tells(
    body: str, expected: tuple[str, str | None]
) -> None:
    assert dues(body)[-1:] == [expected]


def test_it_is_counted_from_what_takes_place_and_not_from_other_work() -> None:
    body = "Basaren hålls den 9 maj. Eva bakar bullar den 4 maj. Tord sätter upp lappar en vecka innan."
    assert dues(body) == [("date", "2026-05-04"), ("event", "2026-05-02")]


def test_a_call_is_sent_so_long_before_the_meeting_told_of() -> None:
    [point] = read(HEAD + LAST).action_points
    assert str(point.due_date) == "2026-04-09"


@pytest.mark.parametrize(
    ("said", "day"),
    [("till mötet i juni", "2026-06-04"), ("till junimötet", "2026-06-04"), ("till mötet i augusti", None)],
)
def test_a_meeting_by_its_month_is_on_the_day_that_the_note_gives(said: str, day: str | None) -> None:
    body = f"Eva skriver ett brev {said}.\n\n2. Kommande möten\n16 april och 4 juni.\n"
    [point] = read(HEAD + body).action_points
    assert (point.due_kind, str(point.due_date) if point.due_date else None) == ("event", day)


def test_a_weekday_in_a_list_below_what_takes_place_then_is_that_day() -> None:
    body = "Det är lugnt.\n\n2. Basaren 9 maj\nDet blir kul.\nAtt göra:\n- Eva hyr släp på lördag\n- Tord målar skyltar"
    assert ("date", "2026-05-09") in dues(body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Öppet hus för alla är den 14 april. Tord ansvarar för rådets bord.", ("date", "2026-04-14")),
        ("Öppet hus är den 14 april. Tord ansvarar för rådets stadgar.", ("none", None)),
        (
            "Rut berättade att mässan är den 14 april. Fyra får plats. Eva och Tord åker.",
            ("date", "2026-04-14"),
        ),
        ("Rut berättade att mässan är den 14 april. Fyra får plats. Tord lagar grinden.", ("none", None)),
        ("Målarna kommer ut och mäter i april. Tord tar emot dem.", ("date", "2026-04-30")),
    ],
)
def test_what_is_done_there_is_done_on_its_day(body: str, expected: tuple[str, str | None]) -> None:
    assert dues(body)[-1:] == [expected]
