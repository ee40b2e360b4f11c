"""Where a sentence ends."""

import pytest

from app.imports.sentences import LONGEST, sentences_in


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences_in(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rut bokar. Sten betalar.", ["Rut bokar.", "Sten betalar."]),
        ("Mötet är kl. 9 i t.ex. Falun.", ["Mötet är kl. 9 i t.ex. Falun."]),
        ("A. Berg ringer. Klart!", ["A. Berg ringer.", "Klart!"]),
        ("Hör med Rut S. Kommunen har svarat.", ["Hör med Rut S.", "Kommunen har svarat."]),
        ("Hör med Rut S. Alla är välkomna.", ["Hör med Rut S.", "Alla är välkomna."]),
        ("Rut S. Berg ringer.", ["Rut S. Berg ringer."]),
        ("Priset är 3.50. Dyrt.", ["Priset är 3.50.", "Dyrt."]),
        ("Trasig → Rut lagar", ["Trasig →", "Rut lagar"]),
        ("", []),
    ],
)
def test_a_stop_ends_a_sentence_but_not_in_an_abbreviation(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_what_is_too_long_for_a_sentence_is_read_in_parts() -> None:
    assert all(len(sentence.tokens) <= LONGEST + 1 for sentence in sentences_in("ord " * 1000))


def test_a_question_is_known_by_its_mark() -> None:
    asked, told = sentences_in("Räcker det? Ja.")
    assert asked.is_question
    assert not told.is_question
