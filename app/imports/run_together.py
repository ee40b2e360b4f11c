"""People whose names stand one behind the other with nothing but blanks between: "Anna Bo Siv", "@anna @bo"."""

from app.imports import people
from app.imports.kinds import is_first_name
from app.imports.people import Entry
from app.imports.person_names import is_full_name
from app.imports.words import key

_LEAST = 3  # first names; two may be one person's


def run_together(text: str) -> list[Entry]:
    """As many people as there are first names, by themselves or each with a surname; else nobody."""
    said = text.strip(" .").split() if not any(sign in text for sign in ",;:()") else []
    if len(said) > 1 and all(word[0] == "@" and word[1:].isalpha() for word in said):
        return [people.entry(word) for word in said]
    firsts = [word[0].isupper() and is_first_name(key(word)) for word in said]
    if len(said) >= _LEAST and all(firsts):
        return [Entry(word) for word in said]
    pairs = [" ".join(said[at : at + 2]) for at in range(0, len(said), 2)]
    in_turn = len(said) >= 2 * _LEAST and len(said) % 2 == 0 and all(firsts[::2]) and not any(firsts[1::2])
    return [Entry(pair) for pair in pairs] if in_turn and all(map(is_full_name, pairs)) else []
