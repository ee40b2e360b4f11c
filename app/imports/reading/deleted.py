"""What was deleted while changes were tracked: gone, but a name taken off a list stays, crossed out."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

# Of two to four words that begin with capitals, alone between commas or with what stands behind a name.
NAME = re.compile(
    r"\s*(?:[^\W\d_a-zåäö][\w.'’-]*)(?: [^\W\d_a-zåäö][\w.'’-]*){1,3}(?:\s*[,(\t–][^.!?]{0,80})?[\s,;]*"
)
BEFORE, BEHIND = (",", ";", ":", "\t", "\n"), (",", ";", "(", "\t", "\n", "–", "-")
Pieces = Sequence[tuple[str, bool | None]]


def settled(pieces: Pieces) -> list[tuple[str, bool]]:
    """Pieces of a paragraph, each crossed out or not; None: deleted."""
    runs = [
        (state, "".join(text for text, _ in run)) for state, run in groupby(pieces, key=lambda one: one[1])
    ]
    return list(_kept(runs))


def _kept(runs: Sequence[tuple[bool | None, str]]) -> Iterator[tuple[str, bool]]:
    for at, (state, text) in enumerate(runs):
        if state is not None:
            yield text, state
        elif NAME.fullmatch(text) and _stands_alone(runs, at):
            yield text, True


def _stands_alone(runs: Sequence[tuple[bool | None, str]], at: int) -> bool:
    """Not replaced by other words, and no part of a sentence."""
    before = "".join(text for _, text in runs[:at]).rstrip(" ")
    behind = "".join(text for _, text in runs[at + 1 :]).lstrip(" ")
    closed = runs[at][1].rstrip(" ").endswith((",", ";", "\n"))
    return (not before or before.endswith(BEFORE)) and (not behind or closed or behind.startswith(BEHIND))
