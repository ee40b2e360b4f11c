"""Full names with dashes or strokes for commas: "Vera Lind – Isak Bro –", "Vera Lind/Isak Lind"."""

from app.imports.kinds import is_first_name
from app.imports.person_names import is_full_name
from app.imports.words import key

_BETWEEN = ("/", " – ", " - ", " — ")
_EDGES = " –-—/"


def names_between_dashes(text: str) -> list[str]:
    """The names; the text itself where a side is none, or an office's: "Vera Lind – Svenska Roddare"."""
    for sign in _BETWEEN:
        names = [name.strip() for name in text.strip(_EDGES).split(sign)] if sign in text else []
        if len(names) > 1 and all(map(is_full_name, names)) and all(map(_begins_with_first_name, names)):
            return names
    return [text]


def _begins_with_first_name(name: str) -> bool:
    return is_first_name(key(name).split(" ", 1)[0])
