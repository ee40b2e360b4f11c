"""Lines of a list that stand behind each other on one: "Vera Lind, Ekskolan Bo Ask, Almskolan"."""

from app.imports import people
from app.imports.capacities import is_organization
from app.imports.kinds import is_first_name
from app.imports.parts import parts
from app.imports.person_names import is_full_name
from app.imports.words import key


def run_on(text: str) -> list[str]:
    """Each person with the office behind; the text itself if it does not begin with a name and end with an office."""
    first, *between = parts(text) or [""]
    last = between.pop() if between else ""
    pairs = [pair for piece in between if (pair := _office_and_name(piece))]
    is_run_on = pairs and len(pairs) == len(between) and is_full_name(first) and _is_office(last)
    if not is_run_on:
        return [text]
    names, offices = [first, *(name for _, name in pairs)], [*(office for office, _ in pairs), last]
    return [f"{name}, {office}" for name, office in zip(names, offices, strict=True)]


def _office_and_name(piece: str) -> tuple[str, str] | None:
    """ "Ekskolan Bo Ask": where a full name with a known first name ends it, behind an office."""
    said = piece.split()
    cuts = ((" ".join(said[:at]), " ".join(said[at:])) for at in range(1, len(said) - 1))
    return next((cut for cut in cuts if is_organization(cut[0]) and _is_known(cut[1])), None)


def _is_known(name: str) -> bool:
    return is_full_name(name) and is_first_name(key(name).split()[0])


def _is_office(text: str) -> bool:
    return is_organization(text) and people.entry(text).name is None
