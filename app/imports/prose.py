"""Whether a text is told in sentences, or only lists."""

from app.imports import lexicon
from app.imports.sentences import Sentence, sentences_in

_WORDS = 7  # of a sentence; a shorter one may be a remark beside a name


def is_prose(text: str) -> bool:
    """One sentence of some length that ends and has a finite verb, and no list of names."""
    return any(_is_told(sentence) for sentence in sentences_in(text))


def _is_told(sentence: Sentence) -> bool:
    tokens = sentence.tokens
    said = [token for token in tokens if token.is_word]
    if (
        len(said) < _WORDS
        or tokens[-1].text not in ".!?"
        or sum(token.is_capital for token in said) * 3 > len(said)
    ):
        return False
    return any(reading.is_finite for token in said for reading in lexicon.readings(token.low))
