"""Layouts that only a text has: marks of MediaWiki, tables of tabs, columns of blanks beside a list."""

import pytest

from app.imports.draft import Draft
from app.imports.notes import read

_WIKI = """= Byggmöte Bryggan, 2026-03-06 =

'''Plats:''' Båthuset

'''Närvarande:''' Vera Lind (VL), Isak Bro (IB)

== Uppföljning ==
{| class="wikitable"
! Nr !! Vad !! Vem !! När
|-
| 12 || Laga trappan || IB || klart
|-
| 14 || Måla staketet || VL || 20 mars
|}

== Virke ==
* '''AP IB:''' beställ plank, senast 9 mars
"""
_TABBED = """Byggmöte 2026-03-06

Närvarande: Vera Lind, Isak Bro

Nr	Punkt	Anteckning	Vem	När
1	Läget	Bryggan är snart klar.
2	Virke	Plank till trappan	Isak	v 12
		Färgprov på väggen	Vera	fre 13/3
		Bron är avstängd 9-13 mars.
3	Övrigt	Vera ringer hamnen.
"""
_IN_CELLS = """Byggmöte 2026-03-06

Närvarande: Vera Lind, Isak Bro

| Nr | Punkt | Anteckning | Vem | När |
|---|---|---|---|---|
| 1 | Läget | Bryggan är snart klar. | | |
| 2 | Virke | Plank till trappan | Isak | v 12 |
| | | Färgprov på väggen | Vera | fre 13/3 |
| | | Bron är avstängd 9-13 mars. | | |
| 3 | Övrigt | Vera ringer hamnen. | | |
"""
_BESIDE = """Byggmöte 2026-03-06

Närvarande: Vera Lind, Isak Bro

1. Virke
  - Tallen är såld.
  - Avtalet om hamnen löper ut i höst. Vera ringer           Vera              13 mars
    hamnen om nästa säsong.
  - Plank till trappan beställs.                              Isak              v 12
2. Övrigt
  - Inget.
"""

_FORM = """Byggmöte 2026-03-06

Närvarande: Vera Lind, Isak Bro

Nr     Ärende                                                  Ansvarig     Klart

§ 1    Läget
       Bryggan är snart klar. Trappan är hal när det har
       regnat, vilket den har gjort i två veckor nu.

§ 2    Virke
       Tallen är såld och pengarna har kommit in på kontot.
       Färgprov på väggen beställs av det bolag              Isak         15 april
       som lämnade offert.
       Vera ringer hamnen om nästa säsong. Där har det inte  Vera         13 mars
       hänt något. Räcket är löst och måste skruvas fast.    Isak         snarast

§ 3    Övrigt
       Hamnen är stängd i mars. Isen ligger kvar i viken, som
       den alltid brukar göra så här års.
"""

_SITE = """Byggmöte nr 4, 2026-03-06

Närvarande: Vera Lind (VL), Isak Bro (IB)

Pkt     Text                                                        Ansvarig   Klart

4.1     LÄGET
        Bryggan är snart klar. Trappan är hal när det har
        regnat, vilket den har gjort i två veckor nu.               Info

4.2     VIRKE
        Tallen är såld och pengarna har kommit in.
        Fönster mot gården: provet är inte redovisat.               IB         15 april
        a) Inga leveranser före kl. 8 på torsdagar. VL meddelar
           alla leverantörer.                                       VL         snarast
        Ingen anmälan bedöms behövas.                               IB

4.3     NÄSTA MÖTE
        Nr 5: fredag 2026-03-20 kl. 9.
"""


def told(note: Draft) -> list[tuple[str, str | None, str | None]]:
    """Each point with the first owner's name and the day."""
    points = note.action_points
    return [(one.task, one.owners[0].name, str(one.due_date) if one.due_date else None) for one in points]


def titles(note: Draft) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in note.agenda_items]


def test_the_marks_of_a_wiki_are_no_text() -> None:
    note = read(_WIKI)

    assert note.meeting.place == "Båthuset"
    assert [row.name for row in note.attendance] == ["Vera Lind", "Isak Bro"]
    assert titles(note) == [(None, "Uppföljning"), (None, "Virke")]
    assert told(note) == [
        ("Måla staketet", "VL", "2026-03-20"),
        ("Beställ plank, senast 9 mars", "IB", "2026-03-09"),
    ]


@pytest.mark.parametrize("text", [_TABBED, _IN_CELLS], ids=["tabs", "cells"])
def test_an_item_may_be_a_cell_and_the_rows_below_it_go_on_with_it(text: str) -> None:
    note = read(text)

    assert titles(note) == [("1", "Läget"), ("2", "Virke"), ("3", "Övrigt")]
    assert told(note) == [
        ("Plank till trappan", "Isak", "2026-03-22"),
        ("Färgprov på väggen", "Vera", "2026-03-13"),
        ("Ringer hamnen", "Vera", None),
    ]


def test_columns_beside_a_list_say_whose_and_by_when() -> None:
    assert told(read(_BESIDE)) == [
        ("Ringer hamnen om nästa säsong", "Vera", "2026-03-13"),
        ("Plank till trappan beställs", "Isak", "2026-03-22"),
    ]


@pytest.mark.parametrize("text", ["= 300 kr =", "a == b", "== ==", "=", "| a || b |", "! !! !", "'''", "|-"])
def test_signs_that_mark_nothing_are_read_too(text: str) -> None:
    read(f"Byggmöte 2026-03-06\n\n{text}\nVera ringer.\n{text}\n")


_HEAD = "Byggmöte 2026-05-03\nNärvarande: Vera Lind, Isak Bro\n\n"


@pytest.mark.parametrize(
    ("table", "tasks"),
    [
        ("Uppgift | Ansvarig | När\nKöpa färg | Vera | Klart senast 3 juni", ["Köpa färg"]),
        ("Uppgift | Ansvarig | När\nKöpa färg | Vera | klart\nMåla | Isak | 3 juni", ["Måla"]),
        ("  | Punkt | Anteckning | Vem |\n  | Tak | Plåten ska målas. | Isak |", ["Plåten ska målas"]),
        ("Att göra\n\n|Sak|Person|Datum|\n|---|---|---|\n|Köpa färg|Vera|1 juni|", ["Köpa färg"]),
        ("|Vad|Vem|\n|-|-|\n|-Köpa färg|Vera|\n|Ringa snickaren|Isak|", ["-Köpa färg", "Ringa snickaren"]),
        ("| Nr | Punkt | Anteckning | Vem |\n|---|---|---|---|\n| 1 | | Vera köper färg | Vera |", ["Köper färg"]),
    ],
)  # fmt: skip
def test_rows_keep_what_they_ask_for(table: str, tasks: list[str]) -> None:
    assert [one.task for one in read(_HEAD + table).action_points] == tasks


def test_blanks_between_the_signs_of_a_heading_take_no_time() -> None:
    assert read(f"Byggmöte 2026-03-06\n\n=x{' ' * 200_000}y\n").action_points == ()


def test_columns_that_a_head_names_stand_beside_running_text_line_by_line() -> None:
    note = read(_FORM)

    assert titles(note) == [("1", "Läget"), ("2", "Virke"), ("3", "Övrigt")]
    assert told(note) == [
        ("Färgprov på väggen beställs av det bolag som lämnade offert", "Isak", "2026-04-15"),
        ("Ringer hamnen om nästa säsong", "Vera", "2026-03-13"),
        ("Räcket är löst och måste skruvas fast", "Isak", None),
    ]
    assert [one.source.text for one in note.action_points] == [
        "Färgprov på väggen beställs av det bolag",
        "Vera ringer hamnen om nästa säsong.",
        "Räcket är löst och måste skruvas fast.",
    ]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("--- ", " ---"),
        ("*** ", " ***"),
        ("### ", " ###"),
        ("=== ", " ==="),
        ("========== ", " =========="),
        ("-- ", " --"),
        ("~~~~ ", " ~~~~"),
        ("** ", ""),
        ("--- ", ""),
        ("==== ", ""),
    ],
)
def test_titles_between_drawn_lines_are_items(before: str, behind: str) -> None:
    said = (
        f"Roddlaget 2024-04-03\nNärvarande: Vera Lind, Isak Bro\n\n{before}BRYGGAN{behind}\n"
        f"Vera lagar bryggan.\nVirket finns.\n\n{before}Båtar och segel{behind}\nIsak tvättar dem.\n"
    )
    assert [(item.title, item.notes) for item in read(said).agenda_items] == [
        ("BRYGGAN", "Vera lagar bryggan.\nVirket finns."),
        ("Båtar och segel", "Isak tvättar dem."),
    ]


def test_one_drawn_line_above_the_headings_is_none_of_them() -> None:
    said = (
        "Roddlaget 2024-04-03\n\nVera skickar detta vidare.\n\n--- Vidarebefordrat brev ---\n"
        "Närvarande: Vera Lind, Isak Bro\n\nBryggan\nVera lagar bryggan.\n\nSegel\nIsak tvättar dem.\n"
    )
    assert [item.title for item in read(said).agenda_items] == ["Bryggan", "Segel"]


def test_items_are_numbered_behind_the_number_of_the_meeting_and_a_day_beside_makes_a_task() -> None:
    note = read(_SITE)

    assert titles(note) == [("4.1", "LÄGET"), ("4.2", "VIRKE"), ("4.3", "NÄSTA MÖTE")]
    assert told(note) == [
        ("Fönster mot gården: provet är inte redovisat", "IB", "2026-04-15"),
        ("Meddelar alla leverantörer", "VL", None),
    ]
