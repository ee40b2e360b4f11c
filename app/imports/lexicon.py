"""The lexicon of commitments, read once: words, phrases and verbs with what they mean."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.imports.conjugation import Reading, forms_of

Phrase = tuple[str, ...]

# Read when this is imported: whoever reads notes behind the fence can open no file later.
_FILES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "words").glob("*.toml"))
}
_VERB_CLASSES = (
    "carry",
    "park",
    "promise",
    "ask",
    "attend",
    "report",
    "state",
    "work",
    "abroad",
    "treat",
    "errand",
    "pursue",
)
_MEANS = {"abroad": {"work"}, "errand": {"errand", "work"}}


@cache
def phrases(file: str, *path: str) -> frozenset[Phrase]:
    """The entries of a list, each as its words."""
    found: Any = _FILES[file]
    for name in path:
        found = found[name]
    entries = (entry.split() for entry in found.replace("\n", ",").split(","))
    return frozenset(tuple(word.lower() for word in entry) for entry in entries if entry)


@cache
def entries(file: str, *path: str) -> frozenset[str]:
    """The entries of a list, with one blank between the words of each."""
    return frozenset(map(" ".join, phrases(file, *path)))


@cache
def words(file: str, *path: str) -> frozenset[str]:
    """The entries of a list that are one word."""
    return frozenset(entry[0] for entry in phrases(file, *path) if len(entry) == 1)


@cache
def by_first(file: str, *path: str) -> dict[str, tuple[Phrase, ...]]:
    """The entries of a list by their first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for entry in sorted(phrases(file, *path), key=len, reverse=True):
        found.setdefault(entry[0], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def frames() -> dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]:
    """Lemma -> (the words behind it, the classes it then has), the longest first."""
    found: dict[str, dict[Phrase, set[str]]] = {}
    for name in _VERB_CLASSES:
        for entry in phrases("commitments", name):
            found.setdefault(entry[0], {}).setdefault(entry[1:], set()).update(_MEANS.get(name, {name}))
    return {
        lemma: tuple((rest, frozenset(kinds)) for rest, kinds in sorted(ends.items(), key=_longest_first))
        for lemma, ends in found.items()
    }


def _longest_first(entry: tuple[Phrase, set[str]]) -> tuple[int, Phrase]:
    return -len(entry[0]), entry[0]


@cache
def _forms() -> dict[str, tuple[Reading, ...]]:
    verbs = _FILES["verbs"]
    listed = {line.split()[0]: line.split() for line in verbs["forms"].splitlines() if line.split()}
    prefixes = frozenset(verbs["prefixes"].split())
    made: dict[str, list[Reading]] = {}
    for lemma in sorted({*listed, *frames()}):
        for form, reading in forms_of(lemma, listed, prefixes):
            if reading not in made.setdefault(form, []):
                made[form].append(reading)
    return {form: tuple(readings) for form, readings in made.items()}


def readings(word: str) -> tuple[Reading, ...]:
    """What verbs a word may be a form of; nothing for words that are none we know."""
    return _forms().get(word, ())


def longest_at(entries: dict[str, tuple[Phrase, ...]], words_at: tuple[str, ...], at: int) -> int:
    """How many words the longest entry that begins at a place has; 0: none does, or no word stands there."""
    for entry in entries.get(words_at[at], ()) if at < len(words_at) else ():
        if words_at[at : at + len(entry)] == entry:
            return len(entry)
    return 0


def numbered(file: str, tables: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The lists of tables whose lists are called by numbers."""
    return ((table, int(name)) for table in tables for name in _FILES[file][table])


def number(file: str, table: str, name: str) -> float:
    """A number of a table, or of its `other`."""
    numbers = _FILES[file][table]
    return float(numbers.get(name, numbers["other"]))
