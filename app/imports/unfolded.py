"""Notes whose line breaks are lost, a paragraph to a page: "… 2. Ekonomi Kassan är god. 3. Bryggan Vera …"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.imports import words
from app.imports.unfolded_head import breaks_in_head
from app.imports.words import key

_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"(?<= )(\d{1,2})(\.?) (?=[A-ZÅÄÖ])")
_OF_PAGE = re.compile(r"\d{1,2}(?= )")
_PAGE = 800  # letters of a line in which there must have been more
_LEAST = 4  # items
_SHARE = 0.8  # of the letters that stand in such lines
_REACH = 20  # letters
_TITLE = 10  # words
_ABBREVIATED = 3  # letters of a word in capitals that makes no title of capitals


def unfolded(note: str) -> str:
    """The note with line breaks for the blanks before its items and behind their titles, and no numbers of pages.

    Each letter stands where it stood.
    """
    lines = list(_LINE.finditer(note))
    pages = [line for line in lines if line.end() - line.start() > _PAGE]
    if sum(line.end() - line.start() for line in pages) < _SHARE * len(note.strip()):
        return note
    row = next((row for sign in (".", "") if _are_in_pages(row := _row(note, lines, sign), lines)), [])
    if not row:
        return note
    ends = [*(found.start() for found in row[1:]), len(note)]
    letters = list(note)
    for found, end in zip(row, ends, strict=True):
        for at in _around_title(note, found, end):
            letters[at] = "\n"
    for at in breaks_in_head(note, row[0].start()):
        letters[at] = "\n"
    for start, end in _numbers_of_pages(note, pages):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _are_in_pages(row: list[re.Match[str]], lines: list[re.Match[str]]) -> bool:
    """Enough of the items stand together in lines that are whole pages."""
    pages = [line.span() for line in lines if line.end() - line.start() > _PAGE]
    counts = [sum(start < found.start() < end for found in row) for start, end in pages]
    return sum(count for count in counts if count > 1) >= _LEAST


def _numbers_of_pages(note: str, pages: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Pages that begin with 1, 2, 3 … and go on."""
    page = 1
    for line in pages:
        found = _OF_PAGE.match(note, line.start())
        if found and int(found[0]) == page:
            page += 1
            yield found.span()


def _row(note: str, lines: list[re.Match[str]], sign: str) -> list[re.Match[str]]:
    """The numbers 1, 2, 3 … within the lines, all with a full stop or all without."""
    row: list[re.Match[str]] = []
    for line in lines:
        for found in _NUMBER.finditer(note, line.start() + 1, line.end()):
            is_next = int(found[1]) == len(row) + 1 and found[2] == sign
            if is_next and _may_begin(note, line.start(), found.start(), is_marked=bool(sign or not row)):
                row.append(found)
    return row


def _may_begin(note: str, line: int, at: int, *, is_marked: bool) -> bool:
    """It is no "punkt 3"; with no mark, what stands before ends a sentence, or is only the number of the page."""
    before = note[max(line, at - _REACH) : at].split()
    if before and key(before[-1]) in words.table("structure", "numbering")["prefix"]:
        return False
    is_of_page = len(before) == 1 and before[0].isdecimal() and at - line < _REACH
    return is_marked or is_of_page or note[at - 2] in ".?!"


def _around_title(note: str, found: re.Match[str], end: int) -> Iterator[int]:
    """The blank before an item's number, and the one before the first word of its text."""
    yield found.start() - 1
    said = list(re.finditer(r"\S+", note[found.end() : end]))[: _TITLE + 1]
    in_capitals = bool(said) and _is_in_capitals(said[0][0])
    for before, word in pairwise(said):
        if before[0][-1] in ".?!":
            return
        if word[0][0].isupper() and not _leads_on(before[0]) and not (in_capitals and word[0].isupper()):
            yield found.end() + word.start() - 1
            return


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and len(word) > _ABBREVIATED


def _leads_on(word: str) -> bool:
    """ "Besök i Norrby": a small word behind which a name with a capital is still of the title."""
    return word.islower() and key(word) in words.table("structure", "titles")["leading_on"]
