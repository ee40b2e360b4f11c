"""How names and texts are compared: without case, accents and double spaces; shown as written (domain 1, Person)."""

import unicodedata

_SWEDISH_ORDER = str.maketrans({"å": "z{1", "ä": "z{2", "æ": "z{2", "ö": "z{3", "ø": "z{3"})


def key(name: str) -> str:
    """What two writings of one name have in common: Elfgrén = Elfgren."""
    if name.isascii():
        return " ".join(name.lower().split())
    split = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(letter for letter in split if not unicodedata.combining(letter)).split())


def order(name: str) -> str:
    """What names are sorted by: Swedish, å ä ö last, alike on both databases."""
    folded = unicodedata.normalize("NFC", name.casefold()).translate(_SWEDISH_ORDER)
    return key(folded)


def searchable(*texts: str | None) -> str:
    """What `q` is looked for in."""
    return key(" ".join(text for text in texts if text))
