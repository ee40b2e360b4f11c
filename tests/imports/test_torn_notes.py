"""Notes whose lines have come in another order, are lost or cut short: they are read, and nothing is raised."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.imports.notes import read
from tests.imports.marked_notes import read_sentence, said_at_meetings
from tests.imports.whole_notes import NAMES, whole

_LINES = sorted({line for name in NAMES for line in whole(name).text.splitlines() if line.strip()})
_SENTENCES = sorted({said.text for said in said_at_meetings()} | {line for line in _LINES if line[-1] == "."})
_NAMED = (
    "* Boka lokalen. (Rut, Sten)\n",
    "Rut: \n",
    "(Rut)\n",
    "Ansvarig: Rut.\n",
    "[Rut]\n",
    "Ansvarig: Rut;",
)


def _shuffled(text: str, seed: int) -> str:
    lines = text.splitlines()
    random.Random(seed).shuffle(lines)
    return "\n".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_note_is_read_with_its_lines_in_any_order_and_cut_anywhere(name: str) -> None:
    text = whole(name).text
    for seed in range(3):
        shuffled = _shuffled(text, seed)

        read(shuffled)
        read(shuffled[: random.Random(seed).randrange(len(shuffled))])


@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=12), st.integers(0, 40), st.integers(0, 40))
def test_any_lines_together_are_read_whatever_is_lost_at_either_end(
    lines: list[str], before: int, after: int
) -> None:
    text = "\n".join(lines)

    read(text[before : max(before, len(text) - after)])


@pytest.mark.parametrize("text", _NAMED)
def test_a_name_beside_which_no_work_stands_is_read(text: str) -> None:
    read(f"Närvarande: Rut, Sten\n\n1. Lokal\n\n{text}")


@given(st.lists(st.sampled_from(_SENTENCES), min_size=2, max_size=8))
@example(["Vi ses i bygdegården som vanligt till nästa möte.", "Då ringer Rut."])
@example(["Rut bokar lokalen.", "Är klart i maj."])
def test_any_sentences_together_are_read(sentences: list[str]) -> None:
    read(f"Närvarande: Rut, Sten, Eva\n\n1. Lokal\n\n{' '.join(sentences)}")


def test_a_sentence_is_read_wherever_it_is_cut() -> None:
    for said in said_at_meetings():
        words = said.text.split()
        for count in range(1, len(words)):
            read_sentence(" ".join(words[:count]))
