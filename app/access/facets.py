"""The fields that somebody else writes than those who write the rest; asked where facets.toml says."""

import tomllib
from pathlib import Path
from typing import NamedTuple

PERSONAL = frozenset({"name", "email", "active"})  # changed by leads only of those whom no other lead has
ONES_OWN = frozenset({"name", "email", "phone", "language"})
ADMINISTRATORS_OWN = frozenset({"parent_id", "office_id"})


class Facet(NamedTuple):
    """Fields, or a state, of a thing; who may; the file in app/ where it is asked."""

    thing: str
    what: str
    who: str
    asked_in: str


class Decision(NamedTuple):
    """What was decided where the contract is silent."""

    about: str
    decided: str
    because: str


_SAID = tomllib.loads(Path(__file__).with_name("facets.toml").read_text(encoding="utf-8"))
READING, WRITING, STATES = (
    tuple(Facet(**one) for one in _SAID[name]) for name in ("reading", "writing", "states")
)
DECISIONS = tuple(Decision(**one) for one in _SAID["decisions"])
