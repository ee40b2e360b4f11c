"""Names with dashes, strokes or dots for commas: "Vera Lind – Isak Bro –", "Vera • Isak", "Vera Lind/Isak Lind"."""

from app.imports.kinds import is_first_name
from app.imports.person_names import is_full_name
from app.imports.words import key

_BETWEEN = ("/", " – ", " - ", " — ", " • ", " · ", " | ")
_EDGES = " –-—/•·|"


def names_between_dashes(text: str) -> list[str]:
    """The names; the text itself where a side is none, or an office's: "Vera Lind – Svenska Roddare"."""
    for sign in _BETWEEN:
        names = [name.strip() for name in text.strip(_EDGES).split(sign)] if sign in text else []
        if len(names) > 1 and (all(map(_is_known_in_full, names)) or _are_first_names(names, sign)):
            return names
    return [text]


def _is_known_in_full(name: str) -> bool:
    return is_full_name(name) and is_first_name(key(name).split(" ", 1)[0])


def _are_first_names(names: list[str], sign: str) -> bool:
    """ "Vera – Isak – Siv"; not "Vera/Isak", who may be one or the other."""
    return sign != "/" and all(name[:1].isupper() and is_first_name(key(name)) for name in names)
