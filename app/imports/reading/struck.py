"""Words that are crossed out: `~~` around them, never across tabs and line ends. Who is crossed out was absent."""

import re
from collections.abc import Iterable
from itertools import groupby

MARK = "~~"
AROUND = " ,;"  # stays outside: what parts names belongs to none of them
PLACES = re.compile(r"([\t\n])")


def written(pieces: Iterable[tuple[str, bool]]) -> str:
    """Pieces of text, each crossed out or not, as one text."""
    joined = [
        (struck, "".join(text for text, _ in run)) for struck, run in groupby(pieces, key=lambda one: one[1])
    ]
    return "".join(_marked(text) if struck else text for struck, text in joined)


def _marked(text: str) -> str:
    return "".join(_around(part) for part in PLACES.split(text))


def _around(part: str) -> str:
    inner = part.strip(AROUND)
    if not inner.strip():
        return part
    before, _, after = part.partition(inner)
    return f"{before}{MARK}{inner}{MARK}{after}"
