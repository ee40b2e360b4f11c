"""Which passages are headings, and how deep: by their form, since plain text has no other mark for it."""

from app.imports import people, sections, words
from app.imports.passage import Passage
from app.imports.person_names import is_full_name
from app.imports.verbs import helpers
from app.imports.words import key

_LONGEST = 70
_MOST_WORDS = 9
_FEW = 4
_STOPS = ".!?;,"

NUMBERED, PLAIN, LABEL = 10, 20, 30


def level(note: str, made: list[Passage], at: int) -> int | None:
    """How deep the heading stands (1 is outermost), or None when the passage is no heading."""
    passage = made[at]
    if passage.marker and passage.marker.kind == "mark":
        return passage.marker.level
    if passage.marker or not passage.words:
        return None
    if passage.underlined:
        return 2
    text = " ".join(note[passage.words[0][0] : passage.words[-1][1]].split())
    if passage.is_row:
        return PLAIN if _is_spaced_out(note, passage, text) else None
    return _by_form(note, made, at, text) if _may_head(passage, text) else _small_title(made, at, text)


def _is_spaced_out(note: str, passage: Passage, text: str) -> bool:
    """A heading whose words stand far apart, or the two headings over two signatures."""
    a, b = passage.cells[0]
    short = len(passage.words) < 4 and ":" not in text
    if short and sections.label(text) is not None:
        return True
    named = (people.entry(note[first:last]).name for first, last in passage.cells[1:])
    return sections.section(note[a:b]) == "signatures" and not any(named)


def _may_head(passage: Passage, text: str) -> bool:
    return len(text) <= _LONGEST and len(passage.words) <= _MOST_WORDS and _begins(text)


def _small_title(made: list[Passage], at: int, text: str) -> int | None:
    """ "båtar på land": a few words in small letters below an empty line and right above a list."""
    passage = made[at]
    if not text[0].islower() or not text[-1].isalnum() or len(passage.words) > _FEW - 1:
        return None
    below = made[at + 1] if at + 1 < len(made) else passage
    is_list = below.is_marked("bullet") and not below.first.blanks
    is_text = (
        passage.first.unshifted and below is not passage and bool(below.words) and not below.first.blanks
    )
    is_alone = passage.first is passage.last and passage.first.blanks > 0
    return PLAIN if is_alone and (is_list or is_text) else None


def _begins(text: str) -> bool:
    return text[0].isupper() or (text[0].isdecimal() and text[-1] == ":")


def _by_form(note: str, made: list[Passage], at: int, text: str) -> int | None:
    if text.endswith(":"):
        return PLAIN if sections.section(text) else LABEL
    asks_for_people = text[-1] == "?" and sections.section(text) in sections.LISTS
    asks_aloud = text[-1] == "?" and _is_capitals(text)
    stops = text[-1] in _STOPS and not (asks_for_people or asks_aloud or _is_cried(made, at, text))
    if stops or sections.labelled(text) or ("," in text and ": " in text):
        return None
    if sections.section(text):
        return PLAIN
    if _is_bold(note, made[at]) or _is_capitals(text):
        return PLAIN
    if any(word in helpers() for word in text.lower().split()):
        return None  # "Måste prata med Henrik": a sentence without its full stop
    return PLAIN if _stands_alone(note, made, at) or _stands_between(note, made, at, text) else None


def _is_cried(made: list[Passage], at: int, text: str) -> bool:
    """ "Städdagen!!": two words at most, right above their text; "Hej alla!" heads nothing."""
    said = text.split()
    is_short = text[-1] == "!" and len(said) < 3 and 0 < at < len(made) - 1
    greets = key(said[0]).strip("!,") in words.table("structure", "greetings")["words"]
    return is_short and not greets and not made[at + 1].first.blank_before


def _stands_between(note: str, made: list[Passage], at: int, text: str) -> bool:
    """In a note without empty lines: a few words between the end of one text and the beginning of another."""
    passage = made[at]
    whole = passage.first is passage.last and not passage.first.blank_before
    is_title = len(passage.words) <= _FEW and not _is_numbered(text) and text[-1] not in "-–—"
    if not whole or not 0 < at < len(made) - 1 or not is_title:
        return False
    above, below = made[at - 1], made[at + 1]
    if not above.words or not below.words or above.is_row or below.is_row or is_full_name(text):
        return False
    long = note[above.words[-1][1] - 1] in ".!?)" and len(above.words) > _MOST_WORDS
    ended = long or _lists_people(note, above)
    told = note[below.words[-1][1] - 1] in ".!?" and len(below.words) > _MOST_WORDS
    begins = _is_item(below) or told or below.words[-1][1] - below.words[0][0] > _LONGEST
    return ended and begins and not below.first.blank_before


def _lists_people(note: str, passage: Passage) -> bool:
    """ "Närvarande: Anna, Bo" on its line."""
    said = sections.labelled(note[passage.words[0][0] : passage.words[-1][1]])
    return said is not None and said[0] in sections.LISTS


def _is_numbered(text: str) -> bool:
    """Digits that are no number behind a title: "Artikel 1" is a title, "Möte 3 maj 2024" tells a day."""
    first, _, last = text.rpartition(" ")
    title = first if first and last.isdecimal() and len(last) == 1 else text
    return any(map(str.isdecimal, title))


def _is_item(passage: Passage) -> bool:
    return passage.marker is not None and len(passage.words) > _FEW


def _is_bold(note: str, passage: Passage) -> bool:
    a, b = passage.words[0][0], passage.words[-1][1]
    return note[a - 2 : a] == "**" and note[b : b + 2] == "**"


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 4 and all(map(str.isupper, letters))


def _stands_alone(note: str, made: list[Passage], at: int) -> bool:
    """Empty lines above it, and text below it that is not a line of the same kind."""
    if at + 1 >= len(made) or not made[at].first.blank_before:
        return False
    below = made[at + 1]
    if not below.words or below.marker or below.is_row:
        return bool(below.words)
    a, b = below.words[0][0], below.words[-1][1]
    return b - a > _LONGEST or note[b - 1] in _STOPS or not below.first.blank_before
