"""What the writer wrote as one: a paragraph, a list item, a row of a table."""

import re
from dataclasses import dataclass, field

from app.imports.lines import Line
from app.imports.marker import Marker

Span = tuple[int, int]

_WORD = re.compile(r"(?:[^\s*']|(?<!')'(?!'))+")  # between marks of emphasis, Markdown's and MediaWiki's


@dataclass
class Passage:
    """`words`: where its words stand, the marker and columns beside it left out. `cells`: its columns, when several.

    `side`: the cells of a narrow column beside it. `small`: it begins with a small letter, and so may go on with
    what stands above.
    """

    first: Line
    last: Line
    marker: Marker | None
    words: list[Span]
    cells: list[Span]
    side: list[Span] = field(default_factory=list)
    underlined: bool = False
    header: bool = False
    joined_right: int = 0
    small: bool = False

    @property
    def is_row(self) -> bool:
        return bool(self.cells) and not self.side

    def is_marked(self, kind: str) -> bool:
        return self.marker is not None and self.marker.kind == kind


def text_of(note: str, passage: Passage) -> str:
    """Its words on one line."""
    return " ".join(note[a:b] for a, b in passage.words)


def words_between(note: str, start: int, end: int) -> list[Span]:
    """Where the words stand, marks of emphasis and of hard line breaks left out."""
    spans = [span for found in _WORD.finditer(note, start, end) for span in _plain(note, *found.span())]
    return [(a, b) for a, b in spans if a < b]


def _plain(note: str, start: int, end: int) -> list[Span]:
    """ "_word_:" is two pieces, with nothing between; a stroke at the end of a line is none."""
    if note[end - 1] == "\\" and note[end : end + 1] in ("\n", "\r", ""):
        end -= 1
    if note[start] != "_":
        return [(start, end)]
    close = note.rfind("_", start + 1, end)
    return [(start + 1, end)] if close < 0 else [(start + 1, close), (close + 1, end)]
