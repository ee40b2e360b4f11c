"""The title of an item: how far it goes, and how it is compared."""

from app.imports.passage import Passage, Span
from app.imports.words import key, table

_LONGEST = 90  # letters; of what is longer, the first sentence
_FEW = 4  # words
_DASHES = ("-", "–", "—")
_SHORT = 3  # letters with the full stop, as in "kl."


def plain(title: str) -> str:
    """As titles are compared."""
    return key(title).strip(" .:")


def title_words(note: str, passage: Passage) -> int:
    """How many words the title has: up to the end of the first sentence, to a colon or a dash before more."""
    words = passage.words
    if dash := _dash_before_text(note, words):
        return dash
    begin = words[0][0] if words else 0
    for at, (_, end) in enumerate(words[:-1]):
        is_long = end - begin > _LONGEST and note[end - 1] in ".;"
        is_label = note[end - 1] == ":" and not (
            _is_kind(note[begin:end]) and _is_topic(note, words[at + 1 :])
        )
        if is_long or is_label or _ends_sentence(note, words, at):
            return at + 1
    return len(words)


def _dash_before_text(note: str, words: list[Span]) -> int:
    """ "Ekonomi - på kontot 812 kr. Elen är dyr.": where a dash leads to more than one sentence in small letters."""
    at = next((at for at, (a, b) in enumerate(words[:-1]) if note[a:b] in _DASHES), 0)
    behind = zip(words[at:], words[at + 1 :], strict=False)
    goes_on = any(note[end - 1] == "." and note[start].isupper() for (_, end), (start, _) in behind)
    return at if at and note[words[at + 1][0]].islower() and goes_on else 0


def _is_kind(title: str) -> bool:
    """ "Övrig fråga:": what kind of item it is, and not yet of what."""
    return plain(title) in table("structure", "kinds_of_items")["words"]


def _is_topic(note: str, behind: list[Span]) -> bool:
    """A few words in small letters, and no sentence."""
    said = [note[a:b] for a, b in behind]
    return len(said) <= _FEW and said[0].isalpha() and " ".join(said).islower() and said[-1].isalpha()


def _ends_sentence(note: str, words: list[Span], at: int) -> bool:
    """A full stop behind a word that is no abbreviation, before a capital or a number."""
    a, b = words[at]
    following = note[words[at + 1][0]]
    short = b - a <= _SHORT or "." in note[a : b - 1]
    return note[b - 1] in ".?!" and not short and (following.isupper() or following.isdecimal())
