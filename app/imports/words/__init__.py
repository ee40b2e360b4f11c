"""The words that notes are read by, in files that anyone who knows the language can add to.

A file has tables; a table has meanings, each with a list of words or phrases. They are compared without case
and accents. All of it is read when this is imported, so that whoever reads notes need open no file later.
"""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from app import names

_FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A word or phrase as it is compared, remembered: notes say the same words again and again."""
    return names.key(text)


@cache
def table(file: str, name: str) -> dict[str, frozenset[str]]:
    """One table of a file: meaning -> its words, as `key` compares them."""
    return {meaning: frozenset(map(key, words)) for meaning, words in _FILES[file][name].items()}


@cache
def meanings(file: str, name: str) -> dict[str, str]:
    """One table of a file, turned around: word or phrase -> its meaning."""
    return {word: meaning for meaning, words in table(file, name).items() for word in words}
