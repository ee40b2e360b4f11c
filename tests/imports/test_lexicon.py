"""The lexicon: what anyone may add to must stay readable by the program."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.imports import lexicon, words
from app.imports.confidence import estimate

WORDS = sorted(Path(words.__file__).parent.glob("*.toml"))


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


def test_no_list_of_words_says_one_twice() -> None:
    twice = [entry for file in WORDS for entry in _twice(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert twice == []


def _twice(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for inside in said.values():
            yield from _twice(inside)
    elif isinstance(said, str | list):
        entries = (
            [one.strip() for one in said.replace("\n", " ").split(",")] if isinstance(said, str) else said
        )
        counted = Counter(entry for entry in entries if isinstance(entry, str) and entry)
        yield from (entry for entry, times in counted.items() if times > 1)
