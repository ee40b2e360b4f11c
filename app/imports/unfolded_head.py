"""Where lines began in a head whose line breaks are lost: "… Plats Klubbstugan Närvarande Vera Lind …"."""

import re
from collections.abc import Iterator

from app.imports import words
from app.imports.dates import dates_in
from app.imports.sections import LISTS
from app.imports.words import key

_HEADS = LISTS - {"members"} | {"date", "time", "place", "place_and_time", "distribution"}


def breaks_in_head(note: str, end: int) -> Iterator[int]:
    """The blanks before labels and titles with a capital, and those behind days, up to a place in the note."""
    behind_days = {found.end + 1 for found in dates_in(note[:end], None) if found.has_year}
    said = list(re.finditer(r"\S+", note[:end]))
    for at, word in enumerate(said[1:], start=1):
        begins = _is_label([one[0] for one in said[at : at + 2]]) or _is_title(word[0])
        if word[0][0].isupper() and (begins or word.start() in behind_days):
            yield word.start() - 1


def _is_label(said: list[str]) -> bool:
    known = words.meanings("structure", "sections") | words.meanings("structure", "fields")
    phrases = (key(" ".join(said[:count])).strip(" :") for count in (1, 2))
    return any(known.get(phrase) in _HEADS for phrase in phrases)


def _is_title(word: str) -> bool:
    """ "Möte", "Styrelsemöte"."""
    return key(word).endswith(tuple(words.table("structure", "titles")["meeting_endings"]))
