"""The head of a note: what stands before the first item of its agenda."""

from collections.abc import Sequence

from app.imports.blocks import Block

MOST = 40  # blocks


def head(made: Sequence[Block]) -> Sequence[Block]:
    """The blocks before the first item; all that stand early where the note begins with an item, or has none."""
    first = next((at for at, block in enumerate(made) if block.opens_item), len(made))
    return made[: min(first, MOST)] if first > 1 else made[:MOST]
