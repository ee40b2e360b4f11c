"""The lines of a note, with where they stand; without page numbers and what is printed on every page."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from app.imports.bullets import BULLETS

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_DIGITS = str.maketrans("", "", "0123456789")
_PAGE_WORDS = frozenset(("sida", "sid", "sidan", "page", "side", "av", "of", "/", "(", ")", "-", "–"))
_TOP = 9  # empty lines, as it were, above the first line
_BROKEN = 20  # letters; a shorter line is not broken in the midst of a sentence
_MANY = 4  # lines from which on it is seen how they begin
_SELDOM = 10  # one line in so many may begin with a capital where none are used
_EDGE = 3  # lines at the top and at the foot of a page that may be printed on every page


@dataclass(frozen=True)
class Line:
    """One printed line, without the space around it.

    `blanks`: how many empty lines stand above it. `blank_before`: more of them than between any two lines.
    `unshifted`: the whole note is in small letters, so that how a line begins tells nothing.
    """

    text: str
    start: int
    indent: int
    page: int
    blanks: int
    blank_before: bool = False
    unshifted: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def right(self) -> int:
        """The column its last letter stands in."""
        return self.indent + len(self.text)


def lines(note: str) -> list[Line]:
    """Every line that says something, in order."""
    cut = list(_cut(note))
    printed = _printed_on_pages(cut)
    kept = [line for line in cut if id(line) not in printed and not _is_page_number(line.text)]
    unshifted = _is_unshifted(kept)
    spacing = 0 if unshifted else _spacing(kept)
    return [replace(line, blank_before=line.blanks > spacing, unshifted=unshifted) for line in kept]


def _is_unshifted(kept: list[Line]) -> bool:
    """Whether whoever writes uses no capitals: next to no line begins with one."""
    begun = [first for above, line in pairwise(kept) if (first := _first_letter(above, line))]
    return len(begun) > _MANY and sum(map(str.isupper, begun)) * _SELDOM < len(begun)


def _first_letter(above: Line, line: Line) -> str:
    """That of a line which begins something: behind an empty line or a full stop, or with a bullet; else none."""
    begins = line.blanks > 0 or above.text[-1] in ".!?:" or line.text[0] in BULLETS
    bare = line.text.lstrip("".join(BULLETS) + " ")
    return bare[0] if begins and bare[:1].isalpha() else ""


def _spacing(kept: list[Line]) -> int:
    """The empty lines between the lines of one sentence: one or more in text that is double-spaced."""
    inside = Counter(
        line.blanks
        for above, line in pairwise(kept)
        if line.text[0].islower()
        and above.text[-1].isalpha()
        and above.page == line.page
        and len(above.text) > _BROKEN
        and above.text[0] not in BULLETS
    )
    usual, times = inside.most_common(1)[0] if inside else (0, 0)
    return usual if times > 2 and usual < 3 else 0


def _cut(note: str) -> Iterator[Line]:
    page, last_end = 0, 0
    for found in _LINE.finditer(note):
        between = note[last_end : found.start()]
        page += between.count("\f")
        text = found.group().strip()
        if not text:
            continue
        lead = len(found.group()) - len(found.group().lstrip())
        start = found.start() + lead
        gap = note[last_end:start]
        breaks = gap.count("\n") or gap.count("\r")
        blanks = _TOP if last_end == 0 else max(0, breaks - 1)
        yield Line(text, start, len(found.group()[:lead].expandtabs(4)), page, blanks)
        last_end = start + len(text)


def _printed_on_pages(cut: list[Line]) -> set[int]:
    """Lines that stand, but for their digits, at the top or foot of most pages (the first keeps its own)."""
    pages: dict[int, list[Line]] = {}
    for line in cut:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return set()
    edges = [line for page in pages.values() for line in (*page[:_EDGE], *page[_EDGE:][-_EDGE:])]
    seen = Counter(_bare(line.text) for line in edges)
    often = {bare for bare, times in seen.items() if bare and times >= max(2, len(pages) // 2 + 1)}
    first = {_bare(line.text): id(line) for line in pages[min(pages)][:_EDGE]}
    return {
        id(line) for line in edges if _bare(line.text) in often and first.get(_bare(line.text)) != id(line)
    }


def _bare(text: str) -> str:
    return " ".join(text.translate(_DIGITS).split()).casefold()


def _is_page_number(text: str) -> bool:
    """ "2 (2)", "Sida 2 av 3", "- 4 -": digits, and nothing but the words of pages."""
    if len(text) > 20 or not any(letter.isdecimal() for letter in text):
        return False
    spread = "".join(letter if letter.isalnum() else f" {letter} " for letter in text.casefold()).split()
    digits = [word for word in spread if word.isdecimal()]
    rest = {word for word in spread if not word.isdecimal()}
    if ")" in rest and "(" not in rest:
        return False  # "1)": the number of an item
    return rest <= _PAGE_WORDS and len(digits) <= 2 and len("".join(digits)) <= 6 and _is_lone(digits, rest)


def _is_lone(digits: list[str], rest: set[str]) -> bool:
    return len(digits) == 1 or bool(rest & {"av", "of", "(", "/"})
