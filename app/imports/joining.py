"""Whether a line goes on with what stands above it, in text that is broken into lines."""

from itertools import pairwise

from app.imports import lexicon, sections
from app.imports.lines import Line
from app.imports.markers import marker
from app.imports.passage import Passage
from app.imports.ticked import is_ticked

_STOPS = frozenset(".:!?;")
_CARRIES_ON = frozenset((",", "och", "samt", "and", "og"))
_BEFORE_HOUR = frozenset(("kl", "kl.", "klockan"))
_CLAUSES = frozenset(("att", "dels", "at", "that"))
_FEW = 4  # words of a title
_SHORTEST = 2  # letters; of some lines the last word may stand out
_SHORT = 20  # letters; a line that short is not broken


def is_near(above: Passage, below: Passage, width: int | None, note: str) -> bool:
    """No empty line between, or one in the midst of a sentence that fills its line."""
    if not below.first.blank_before:
        return True
    unfinished = bool(above.words) and note[above.words[-1][1] - 1].isalpha()
    return below.first.blanks < 2 and below.small and unfinished and _fills(above, width, 0.85)


def continues(above: Passage, below: Passage, width: int | None, note: str) -> bool:
    if _is_hour(above, below, note):
        return True
    if below.marker and not below.marker.bare and not _is_dash_within(above, below, width, note):
        return False
    if (
        (above.marker and above.marker.kind == "mark")
        or above.underlined
        or not above.words
        or not below.words
    ):
        return False
    if below.is_row and not above.side:
        return _is_open(above, note) and not below.marker
    return _reads_on(above, below, width, note)


def _is_hour(above: Passage, below: Passage, note: str) -> bool:
    """ "13.15 i kommunhuset" below a line that ends with "kl"."""
    is_number = below.marker is not None and below.marker.kind == "number"
    a, b = above.words[-1] if above.words else (0, 0)
    return is_number and bool(below.words) and note[a:b].casefold() in _BEFORE_HOUR


def _is_dash_within(above: Passage, below: Passage, width: int | None, note: str) -> bool:
    """A dash at the beginning of a line that the sentence above runs into."""
    dash = bool(below.marker) and below.first.text[0] in "–—" and bool(below.words) and bool(above.words)
    if not dash or (above.marker and above.marker.kind == "bullet"):
        return False
    unfinished = note[above.words[-1][1] - 1] not in _STOPS and note[below.words[0][0]].islower()
    return unfinished and _fills(above, width, 0.85)


def _is_open(above: Passage, note: str) -> bool:
    a, b = above.words[-1]
    return note[b - 1] == "," or note[a:b] in _CARRIES_ON


def _reads_on(above: Passage, below: Passage, width: int | None, note: str) -> bool:
    if _begins_anew(above, below, note):
        return False
    if _is_open(above, note):
        return True
    first, last = note[below.first.start], note[above.words[-1][1] - 1]
    goes_on = (
        first.islower() and not below.first.unshifted and not is_ticked(below.first.text)
    ) or first == "("
    if goes_on and last not in _STOPS:
        return not above.is_row or below.first.indent <= above.first.indent + 2
    if last in _STOPS and first.isupper() and _is_short_title(below):
        return False
    hangs = above.marker and above.marker.kind == "bullet" and below.first.indent > above.first.indent
    fills = _fills(above, width, 0.93) if last in _STOPS else _has_no_room(above, below, width)
    return not above.is_row and (bool(hangs) or fills)


def _is_short_title(below: Passage) -> bool:
    """A few words without a full stop behind a sentence that has ended: no more of that paragraph."""
    return len(below.words) <= _FEW and below.first.text[-1] not in _STOPS


def _begins_anew(above: Passage, below: Passage, note: str) -> bool:
    """A label, what stands under a heading, and each clause of a decision begin on a line of their own."""
    text, over = below.first.text, sections.section(above.first.text)
    clause = _is_clause(text) and (over is not None or _has_clause(above, note))
    ended = over not in (None, "notes") or note[above.words[-1][1] - 1] == ":"
    return clause or ended or _is_everyones(text) or sections.labelled(text) is not None


def _is_everyones(text: str) -> bool:
    """ "alla – läsa listan", below "Eva – ringa banken"."""
    first, *behind = text.split(" ", 2)
    is_dash = behind[:1] in (["-"], ["–"]) or (first.endswith(":") and bool(behind))
    return is_dash and first.strip(":").casefold() in lexicon.words("names", "everyone")


def _has_clause(above: Passage, note: str) -> bool:
    """Whether one of its lines is a clause too: "Rådet beslutar" and, below that, "att godkänna …, samt"."""
    return any(_is_clause(line.strip()) for line in note[above.first.start : above.last.end].splitlines())


def _is_clause(text: str) -> bool:
    """One of the clauses of a decision, each on its line: "att …"."""
    return text.split(" ", 1)[0].casefold() in _CLAUSES


def _fills(above: Passage, width: int | None, share: float) -> bool:
    """Its last line goes on to where lines are broken."""
    return width is not None and above.joined_right >= width * share and len(above.last.text) > _SHORT


def _has_no_room(above: Passage, below: Passage, width: int | None) -> bool:
    """Its last line goes on to where lines are broken, or so far that the word that begins the next had no room."""
    word = below.first.text.split(" ", 1)[0]
    is_full = width is not None and above.joined_right + 1 + len(word) > width + _SHORTEST
    return _fills(above, width, 0.85) or (is_full and _fills(above, width, 0.7))


def width_of(cut: list[Line]) -> int | None:
    """Where the lines are broken, if the note is broken into lines: by those that a small letter follows."""
    rights = sorted(
        above.right
        for above, line in pairwise(cut)
        if not line.blank_before
        and line.text[0].islower()
        and above.text[-1] not in _STOPS
        and above.right > 40
        and marker(line.text) is None
    )
    return rights[len(rights) * 3 // 4] if len(rights) > 2 else None
