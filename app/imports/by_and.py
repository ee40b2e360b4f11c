"""People with commas, a word for "and" or a stroke between them."""

from app.imports import people, words
from app.imports.names_between_dashes import names_between_dashes
from app.imports.others_uncounted import are_uncounted
from app.imports.parts import before_brackets, depth_of, parts
from app.imports.person_names import is_name, is_writer

_INITIALS = 3  # letters


def one_by_one(text: str) -> list[str]:
    """The parts of a list, those apart that "och" stands between."""
    return [piece for part in parts(text) if not are_uncounted(part) for piece in by_and(part)]


def by_and(text: str) -> list[str]:
    """The sides of each "och" between two people: "Anna Alm och Bo Ek", not "Barn och unga"; no "två till"."""
    made: list[str] = []
    for side in _sides(text):
        if made and are_uncounted(side):
            continue
        apart = not made or (_names_somebody(made[-1]) and _names_somebody(side))
        if apart:
            made.append(side)
        else:
            made[-1] = f"{made[-1]} och {side}"
    return [side for side in made if side]


def _sides(text: str) -> list[str]:
    """What stands between the words for and, outside brackets; one at the beginning is nothing."""
    joining = words.table("people", "joining")["words"]
    sides: list[list[str]] = [[]]
    depth = 0
    for word in text.split():
        if depth == 0 and word in joining:
            sides.append([])
        elif word == "så" and not sides[-1]:
            continue  # "Eva och så Bo"
        else:
            sides[-1].append(word)
        depth += depth_of(word)
    return [name for side in sides if side for name in names_between_dashes(" ".join(side))]


def _names_somebody(text: str) -> bool:
    if len(first := text.split(" ", 1)[0]) <= _INITIALS and first.isupper() and first.isalpha():
        return True  # "TN och MH (sekr)"
    return is_name(before_brackets(text)) or people.entry(text).name is not None or is_writer(text)
