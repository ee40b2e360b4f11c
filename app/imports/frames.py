"""The words that belong to a verb and give it its meaning: "ta fram", "se till att"."""

from app.imports import lexicon
from app.imports.sentences import Sentence

_WHOSE = {
    (word,) for word in ("vi", "man", "de", "hon", "han", "det", "någon", "ni")
}  # "om" is if before them
_BETWEEN = frozenset(("även", "också", "dessutom"))
_LOOSE = frozenset(("vidare", "igen", "upp", "in", "ut", "fram", "över", "bort", "med", "ner", "ihop"))


def has_frame(sentence: Sentence, at: int) -> bool:
    """Whether a word that may be a preposition is a verb with words of its own: "för in", not "för"."""
    return any(meaning(sentence, at, reading.lemma)[0] for reading in lexicon.readings(sentence.words[at]))


def meaning(sentence: Sentence, at: int, lemma: str) -> tuple[lexicon.Phrase, frozenset[str], int]:
    """The longest frame of the verb that its surroundings fill (of two the nearer), its classes, its last word."""
    first = _behind_everyone(sentence.words, at + 1)
    near = sentence.words[first : first + 4]
    filled = [
        (-len(rest), end, rest, classes)
        for rest, classes in lexicon.frames().get(lemma, ())
        if (not rest or rest[0] in near) and (end := _filled(sentence, at, first, rest)) is not None
    ]
    if not filled:
        return (), frozenset(), at
    _, end, rest, classes = min(filled, key=lambda found: found[:2])
    return rest, classes, end


def _filled(sentence: Sentence, at: int, first: int, rest: lexicon.Phrase) -> int | None:
    """Where the words of a frame end, if they stand in their order, the first of them from `first` on."""
    for number, wanted in enumerate(rest):
        reach = 4 if number == 0 and wanted in _LOOSE else 3 if number == 0 else 1
        start = _behind_everyone(sentence.words, at + 1) if number else first
        found = _find(sentence.words, wanted, start, reach)
        if found is None:
            return None
        at = found
    return at


def _behind_everyone(words: tuple[str, ...], at: int) -> int:
    """ "tar var och en reda på": where the verb goes on behind a subject of several words."""
    length = lexicon.longest_at(lexicon.by_first("names", "everyone"), words, at) if at < len(words) else 0
    return at + length if length > 1 else at


def _find(words: tuple[str, ...], wanted: str, start: int, reach: int) -> int | None:
    if start < len(words) and words[start] in _BETWEEN and reach == 1 and wanted not in _BETWEEN:
        start += 1  # "lyfter den även i gruppen"
    for at in range(start, min(start + reach, len(words))):
        if words[at] == wanted:
            return None if wanted == "om" and words[at + 1 : at + 2] in _WHOSE else at
        if words[at] in (".", ",", ":", ";", "och", "att", "som", "om", "för") or _is_next_verb(words[at]):
            return None
    return None


def _is_next_verb(word: str) -> bool:
    """A present tense that ends in "r" is no noun: a particle behind it is its own."""
    readings = lexicon.readings(word)
    return word.endswith("r") and bool(readings) and all(r.tense == "present" for r in readings)
