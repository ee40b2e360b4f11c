"""Where they met, as a sentence tells it: "Vi satt i kvarterslokalen och det drog"."""

import re

from app.imports.place_names import definite, named

_SAT = re.compile(
    r"\bvi (?:satt|träffades|sågs|möttes|höll till|samlades) (?:i|på|(?=hos ))\s*"
    r"(?P<place>[^.,;()]+?)(?= och | den | kl |[.,;()]|$)",
    re.IGNORECASE,
)


def told(text: str) -> str | None:
    """The place that such a sentence names; None: it tells of none."""
    found = _SAT.search(text)
    place = found["place"].strip() if found else ""
    return (named(place) or definite(place) or _at_somebodys(place)) if place else None


def _at_somebodys(place: str) -> str | None:
    """ "hos Eva" """
    said = place.split()
    return place if said[0] == "hos" and len(said) > 1 and said[1][0].isupper() else None
