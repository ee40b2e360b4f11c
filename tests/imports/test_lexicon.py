"""The lexicon: what anyone may add to must stay readable by the program."""

from app.imports import lexicon
from app.imports.confidence import estimate


def test_every_verb_of_the_lexicon_has_a_present_tense() -> None:
    present = {
        reading.lemma
        for forms in lexicon._forms().values()
        for reading in forms
        if reading.tense == "present"
    }
    assert set(lexicon.frames()) <= present


def test_a_verb_with_a_particle_is_known_before_the_verb_alone() -> None:
    lengths = [len(rest) for rest, _ in lexicon.frames()["ta"]]
    assert lengths == sorted(lengths, reverse=True)


def test_every_share_is_a_share() -> None:
    assert all(0 < share < 1 for share in lexicon._FILES["confidence"]["signs"].values())
    assert estimate("other", []) < 0.1
