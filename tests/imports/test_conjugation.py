"""Swedish verbs: the forms the lexicon knows from an infinitive."""

import pytest

from app.imports.conjugation import Reading
from app.imports.lexicon import readings


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("bokar", Reading("boka", "present")),
        ("bokas", Reading("boka", "present", passive=True)),
        ("skrivs", Reading("skriva", "present", passive=True)),
        ("läggas", Reading("lägga", "infinitive", passive=True)),
        ("tog", Reading("ta", "past")),
        ("återkommer", Reading("återkomma", "present")),
        ("bordläggs", Reading("bordlägga", "present", passive=True)),
        ("utred", Reading("utreda", "imperative")),
        ("översänder", Reading("översända", "present")),
        ("kontakter", Reading("kontakte", "present")),
    ],
)
def test_a_form_is_known_by_its_lemma_and_tense(word: str, reading: Reading) -> None:
    assert reading in readings(word)


def test_a_word_that_is_no_verb_has_no_reading() -> None:
    assert readings("protokollet") == ()


def test_answering_is_not_inflected_as_being() -> None:
    assert Reading("svara", "present") in readings("svarar")
    assert readings("svar") == ()
