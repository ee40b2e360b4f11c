"""The signs just before a sentence: a bracket that opens, an arrow."""

from app.imports.sentences import Sentence

_NEAR = 10  # letters before a sentence among which a bracket or an arrow stands


def is_in_brackets(sentence: Sentence) -> bool:
    """ "Måla staketet. (Eva ordnar färg)": said beside what stands before."""
    return _before(sentence)[-1:] == "("


def is_pointed_at(sentence: Sentence) -> bool:
    """ "Skylten är trasig → Eva": whose what stands before the arrow is."""
    return _before(sentence).endswith(("→", "->", "=>", "⇒"))


def _before(sentence: Sentence) -> str:
    """The last signs before it."""
    return sentence.text[max(0, sentence.start - _NEAR) : sentence.start].rstrip()
