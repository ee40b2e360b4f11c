"""Where they met: behind a label, beside the day and time, below them, or alone on a line."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from app.imports import sections
from app.imports.dates import without_days
from app.imports.group import group_of
from app.imports.online import online
from app.imports.person_names import is_full_name
from app.imports.places_beside_time import (
    alone_before_time,
    before_time,
    behind_meeting,
    behind_time,
    beside_time,
    between_times,
    named_beside_time,
)
from app.imports.places_told import told
from app.imports.times import hours_in
from app.imports.values import Value, beginning_with_time, said

_FEW = 5  # words of a place that stands alone on its line
_TRIM = " \t.,;:-–—|()"


def place_of(values: Sequence[Value], dated: Sequence[str]) -> str | None:
    """Behind its label, else what stands beside the day and time, else a link or "Teams" alone on a line."""
    for text in said(values, "place"):
        return (beside_time(text) if hours_in(text) else None) or text
    return (
        _first(beside_time, said(values, "place_and_time"))
        or _first(lambda text: behind_time(text) or between_times(text), dated)
        or _first(behind_time, beginning_with_time(values))
        or _below_day(values, dated[0] if dated else None)
        or _first(online, said(values, "", "time", "date"))
        or _first(before_time, dated)
        or _alone_with_day(values, dated)
        or _first(behind_meeting, said(values, ""))
        or _first(told, said(values, ""))
    )


def _first(place_in: Callable[[str], str | None], texts: Iterable[str]) -> str | None:
    return next((place for text in texts if (place := place_in(text))), None)


def _alone_with_day(values: Sequence[Value], dated: Sequence[str]) -> str | None:
    """ "Ekby hembygdsgård 2018-02-22" below a line that says which group it was."""
    lines = said(values, "")
    below = (line for line in dated if line in lines and group_of((), lines[: lines.index(line)]))
    return _first(alone_before_time, below)


def _below_day(values: Sequence[Value], line: str | None) -> str | None:
    """The line below the day or the one after it, when its words are a place's."""
    lines = [value.text for value in values if not value.meaning or value.text == line]
    at = lines.index(line) if line in lines else len(lines)
    named = _first(named_beside_time, _above_people(values, lines[at : at + 3]))
    is_next = 0 < at < len(lines) - 1 and _stand_together(values, lines[at], lines[at + 1])
    return named or (_between_title_and_text(lines, at) if is_next else None)


def _above_people(values: Sequence[Value], lines: Sequence[str]) -> Sequence[str]:
    """What stands below the first of the lines, and above a list of people that begins below it."""
    first = next((at for at, value in enumerate(values) if _begins_list(value)), len(values))
    people = {value.text for value in values[first:]}
    return [text for text in lines[1:] if text not in people or lines[0] in people]


def _begins_list(value: Value) -> bool:
    return value.meaning in sections.LISTS or sections.section(value.text) in sections.LISTS


def _stand_together(values: Sequence[Value], above: str, below: str) -> bool:
    """No label stands between the two lines."""
    return any(one.text == above and other.text == below for one, other in pairwise(values))


def _between_title_and_text(lines: Sequence[str], at: int) -> str | None:
    """A few words right below the day and the hours, where the title stands above them."""
    has_hours = hours_in(without_days(lines[at])) and group_of((), lines[:at])
    return lines[at + 1] if has_hours and _is_short(lines[at + 1]) and not _is_title(lines[at + 1]) else None


def _is_short(text: str) -> bool:
    """A few words with a capital, and no sentence."""
    return len(text.split()) < _FEW and text[0].isupper() and text[-1] not in ".!?" and ":" not in text


def _is_title(text: str) -> bool:
    """A section, somebody's name, or a title of which something besides the name of a group is left out."""
    return bool(sections.section(text) or is_full_name(text) or group_of((), (text,)) != text.strip(_TRIM))
