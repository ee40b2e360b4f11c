"""On whose behalf we are working just now: known where a request or a command begins, asked when it is kept."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Doing:
    """Who does what, from where. `object_id`: what it is about, where the request says so."""

    kind: str = "job"
    id: UUID | None = None
    act: str = "job"
    address: str | None = None
    object_id: UUID | None = None


NOBODY_ASKED = Doing()
_NOW: ContextVar[Doing] = ContextVar("doing", default=NOBODY_ASKED)


def doing() -> Doing:
    return _NOW.get()


def begin(said: Doing) -> None:
    """From here on, in this request or command."""
    _NOW.set(said)
