"""Which of the names that the titles of a note leave is rather the group's: a body's, not "FSG", not a letterhead's."""

from app.imports import words
from app.imports.kinds_of_groups import is_body
from app.imports.words import key

_TRIM = " \t.,;:-–—|()/#*_"
_SHORT = 4  # letters


def without_label(title: str) -> str:
    """ "title: Möte Lövet": without what a field at the top of a file is called."""
    label, colon, behind = title.partition(": ")
    is_label = colon and key(label).strip(" .") in words.table("structure", "titles")["labels"]
    return behind if is_label else title


def likely(name: str, title: str) -> tuple[bool, bool]:
    """What names are sorted by, the likeliest first: "Mötesanteckning Löv" is of Löv, not of "Region Ek" above."""
    is_other = _is_in_short(name) if is_body(name) else not (name[0].isupper() and _begins_with_kind(title))
    return not is_body(name), is_other


def _is_in_short(name: str) -> bool:
    """ "FSG": letters alone, where another title may say what they stand for."""
    return name.isupper() and name.isalpha() and len(name) <= _SHORT


def _begins_with_kind(title: str) -> bool:
    """It begins with what kind of text it is."""
    first = key(title).split()[0].strip(_TRIM)
    return first in words.table("structure", "titles")["kinds"]
