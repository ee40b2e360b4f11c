"""Two proposals never quote the same words: of those that would, the later says a little more of what stands before."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.imports.draft import DraftPoint, Source

_BACK = 150  # letters before it that may be quoted too
_STOPS = ".!?\n"


def told_apart(points: Iterable[DraftPoint], note: str) -> Iterator[DraftPoint]:
    """The points, each with words of its own to be found by."""
    quoted: set[str] = set()
    for point in points:
        source = point.source
        if source.text in quoted:
            source = _longer(source, note)
        quoted.add(source.text)
        yield replace(point, source=source)


def _longer(source: Source, note: str) -> Source:
    """With the sentence or line before it."""
    floor = max(0, source.start - _BACK)
    before = note[floor : source.start].rstrip(" \n\t-*•" + _STOPS)
    start = floor + max((before.rfind(stop) + 1 for stop in _STOPS), default=0)
    while start < source.start and not note[start].isalnum():
        start += 1
    return Source(note[start : source.end], start, source.end)
