"""The nouns of what takes place."""

from app.imports import lexicon


def is_event(word: str) -> bool:
    """Something that takes place: "årsmötet", "invigningen"."""
    nouns = lexicon.words("due", "event", "nouns")
    return word in nouns or any(word[cut:] in nouns for cut in range(3, len(word) - 3))
