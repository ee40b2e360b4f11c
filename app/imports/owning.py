"""Those whose a point is: who was named, nobody yet, or a group until one of them takes it."""

from collections.abc import Sequence

from app.imports import lexicon
from app.imports.draft import DraftOwner
from app.imports.naming import Actor

UNKNOWN = (DraftOwner("unknown", None),)


def owners(party: Sequence[Actor]) -> tuple[DraftOwner, ...]:
    """The party as owners, each once; a meeting decides, and does nothing itself."""
    meetings = lexicon.words("names", "meetings")
    doing = (actor.owner() for actor in party if actor.name.lower() not in meetings)
    return tuple(dict.fromkeys(doing)) or UNKNOWN


def is_open(by: Sequence[DraftOwner]) -> bool:
    """Nobody in particular: unknown, or "we" until somebody is named."""
    return all(owner.kind == "unknown" or (owner.name or "").lower() in ("vi", "we") for owner in by)


def is_everyone(owner: DraftOwner) -> bool:
    """ "alla", "samtliga", in whatever letters."""
    return owner.kind == "group" and (owner.name or "").lower() in lexicon.words("names", "everyone")


def is_shared_work(by: Sequence[DraftOwner]) -> bool:
    """Nobody's, or a group's until one of them takes it: "Styrelsen köper en ny, Elis fixar"."""
    return is_open(by) or all(owner.kind == "group" for owner in by)
