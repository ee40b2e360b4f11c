"""What the head of a note says of the meeting: group, day, time and place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile, zip_longest

from app.imports import places, sections, sent, words
from app.imports.blocks import Block
from app.imports.capacities import role_of
from app.imports.dates import dates_in, without_days
from app.imports.day_words import Found
from app.imports.draft import DraftMeeting
from app.imports.group import group_of
from app.imports.kinds import is_first_name
from app.imports.parts import parts
from app.imports.people_tables import columns
from app.imports.person_names import is_full_name, is_named_in_full
from app.imports.times import Hours, hours_in
from app.imports.words import key
from app.imports.writer import is_sender

_HEAD = 40  # blocks in which the meeting's own data are looked for
_TOP = 8  # blocks among which the titles are
_LONGEST = 600  # letters; no label and title stands in a longer block
_FEW = 5  # words of a place that stands alone on its line
_LINE = 80  # letters; in a longer one a span of numbers beside the day need not be of hours
_FIELDS = frozenset(("group", "date", "time", "place", "place_and_time"))
_TAKEN = ("protokoll fort vid", "protokoll fran", "minnesanteckningar forda vid", "anteckningar forda vid")
_TRIM = " \t.,;:-–—|()"
_EDGES = " \t.,;:-–—|"


@dataclass(frozen=True)
class _Value:
    """`meaning`: what its label says, "" for a line without a label."""

    meaning: str
    text: str


def meeting(made: Sequence[Block]) -> DraftMeeting:
    """The meeting's own data; None for what the note does not say."""
    values = list(_values(head(made)))
    dated = _dated(values)
    held_on = _day(dated, made)
    if held_on and sent.is_stamp(dated or ""):
        held_on, dated = sent.met_on(held_on, made), None
    beside = _of_day(values, dated, held_on)
    hours = _hours(values, beside) or _spoken(made, "opens")
    closing = _spoken(made, "closes") or _lasting(made)
    return DraftMeeting(
        group=group_of(_said(values, "group"), _titles(made)) or _announced(made),
        held_on=held_on,
        start_time=hours.begins if hours else None,
        end_time=(hours.ends if hours else None) or (closing.begins if closing else None),
        place=_place(values, beside),
    )


def head(made: Sequence[Block]) -> Sequence[Block]:
    """The blocks before the first item of the agenda."""
    first = next((at for at, block in enumerate(made) if block.opens_item), len(made))
    return made[: min(first, _HEAD)] if first > 1 else made[:_HEAD]


def _said(values: Sequence[_Value], *meanings: str) -> list[str]:
    return [value.text for meaning in meanings for value in values if value.meaning == meaning and value.text]


def _values(made: Sequence[Block]) -> Iterator[_Value]:
    """Labels with their values; a heading that is a label has the next block for its value."""
    waiting = ""
    for block in made:
        if len(block.text) > _LONGEST or _is_signature(block) or columns(block):
            continue
        if sent.is_stamp(block.text):
            yield _Value("sent", block.text)
            continue
        labels = sections.labels(block.text)
        for label in labels:
            yield _Value(label.meaning, block.text[label.value : label.end].strip(_EDGES))
        by_cell = sections.label(block.cells[0][0]) if block.cells and not labels else None
        if by_cell in _FIELDS:
            yield _Value(by_cell, ", ".join(text for text, _, _ in block.cells[1:]))
        elif waiting and not labels and block.kind != "heading" and not _waiting(block):
            yield _Value(waiting, block.text)
        elif not labels and by_cell in (None, "notes") and sections.section(block.text) != "next_meeting":
            yield _Value("", block.text)
        waiting = _waiting(block)


def _is_signature(block: Block) -> bool:
    """ "Ordförande Anna Alm 19.50, 12 maj" below "Justerat": when it was signed, not when they met."""
    begins_with_role = role_of(block.text.split(" ", 1)[0]) is not None
    return begins_with_role and any(sections.section(text) == "signatures" for text in block.headings)


def _waiting(block: Block) -> str:
    """The label that the whole line is: its value stands on the next."""
    alone = block.kind == "heading" or (block.kind == "paragraph" and len(block.text.split()) < _FEW)
    meaning = sections.label(block.text) if alone else None
    return meaning if meaning in _FIELDS else ""


def _titles(made: Sequence[Block]) -> list[str]:
    """The lines at the top, until the first label, list or sentence."""
    found: list[str] = []
    for block in made[:_TOP]:
        if is_sender(block.text) or sent.is_stamp(block.text) or _are_names(block.text):
            continue
        labels = sections.labels(block.text)
        if labels and 0 < labels[0].start < _LINE and block.kind != "item" and labels[0].meaning in _FIELDS:
            found.append(block.text[: labels[0].start])
        if (
            len(block.text) > _LONGEST
            or labels
            or block.kind == "item"
            or block.opens_item
            or block.text[-1] in "!?"
            or sections.section(block.text.split(" ", 1)[0]) == "present"
        ):
            break
        meaning = sections.section(block.text)
        if meaning and meaning not in ("notes", "agenda"):
            break
        found += [text for text, _, _ in block.cells] or [block.text]
    return found


def _are_names(text: str) -> bool:
    """ "Anna Alm, Bo Ek": who was there, and no title."""
    pieces = parts(text) if len(text) < _LONGEST else []
    return len(pieces) > 1 and all(
        is_named_in_full(piece) and is_first_name(key(piece).split()[0]) for piece in pieces
    )


def _announced(made: Sequence[Block]) -> str | None:
    """ "Nästa möte för BGB är": whose meetings are announced, where no title says it."""
    subjects = words.table("structure", "coming")["subjects"]
    for block in made:
        said = block.text[:_LONGEST].split()
        for at, word in enumerate(said[:-1]):
            if (
                word in ("för", "med")
                and key(" ".join(said[max(0, at - 2) : at])) in subjects
                and said[at + 1][0].isupper()
            ):
                return " ".join(takewhile(lambda name: name[0].isupper(), said[at + 1 :])).strip(_TRIM)
    return None


def _days(text: str) -> list[Found]:
    return [found for found in dates_in(text, None) if found.precision == "day"]


def _dated(values: Sequence[_Value]) -> str | None:
    """The value that gives the meeting's day: the labelled one, else the line that says at what the minutes were
    taken, else the first with a year, else with a day.
    """
    unlabelled = _said(values, "")
    taken = [text for text in unlabelled if key(text).startswith(_TAKEN)]
    ranked = [*_said(values, "date", "place_and_time", "time"), *taken, *unlabelled, *_said(values, "sent")]
    whole = next((text for text in ranked if any(found.has_year for found in _days(text))), None)
    return whole or next((text for text in ranked if _days(text)), None)


def _day(dated: str | None, made: Sequence[Block]) -> date | None:
    """Its day; where it has no year, the one that the titles name."""
    if dated is None:
        return None
    whole = next((found.day for found in _days(dated) if found.has_year), None)
    year = _year(made)
    if whole or year is None:
        return whole
    return next((found.day for found in dates_in(dated, date(year, 4, 2)) if found.precision == "day"), None)


def _year(made: Sequence[Block]) -> int | None:
    """The one year that the titles name."""
    said = (word.strip(".,;:()") for block in made[:4] for word in block.text[:_LONGEST].split())
    years = {int(word) for word in said if len(word) == 4 and word.isdigit() and 1980 <= int(word) < 2080}
    return years.pop() if len(years) == 1 else None


def _of_day(values: Sequence[_Value], dated: str | None, day: date | None) -> list[str]:
    """The value that gives the day, and the lines that say the same day again."""
    again = [text for text in _said(values, "") if day and any(one.day == day for one in dates_in(text, day))]
    return list(dict.fromkeys(([dated] if dated else []) + again))


def _hours(values: Sequence[_Value], dated: Sequence[str]) -> Hours | None:
    """Behind its label, else beside the day."""
    for text in _said(values, "time", "place_and_time", "date"):
        if found := hours_in(without_days(text), loose=True):
            return found[0]
    for text in _said(values, "place"):
        if found := hours_in(text):
            return found[0]
    beside = (hours_in(without_days(text), loose=len(text) < _LINE) for text in dated)
    alone = map(hours_in, _called(values))
    return next((found[0] for found in (*beside, *alone) if found), None)


def _place(values: Sequence[_Value], dated: Sequence[str]) -> str | None:
    """Behind its label, else what stands beside the day and time, else a link or "Teams" alone on a line."""
    for text in _said(values, "place"):
        return (places.beside_time(text) if hours_in(text) else None) or text
    for text in _said(values, "place_and_time"):
        if left := places.beside_time(text):
            return left
    return (
        _beside_day(dated)
        or next((place for text in _called(values) if (place := places.behind_time(text))), None)
        or _below_day(values, dated[0] if dated else None)
        or next((place for text in _said(values, "", "time", "date") if (place := places.alone(text))), None)
        or next((place for text in dated if (place := places.before_time(text))), None)
    )


def _beside_day(dated: Sequence[str]) -> str | None:
    found = (places.behind_time(text) or places.between_times(text) for text in dated)
    return next((place for place in found if place), None)


def _called(values: Sequence[_Value]) -> list[str]:
    """ "Kl 19 i Klubbstugan": the lines that begin with the time."""
    return [text for text in _said(values, "") if key(text).startswith("kl")]


def _below_day(values: Sequence[_Value], dated: str | None) -> str | None:
    """The line below the day or the one after it, when its words are a place's."""
    lines = [value.text for value in values if not value.meaning or value.text == dated]
    at = lines.index(dated) if dated in lines else len(lines)
    named = next((place for text in lines[at + 1 : at + 3] if (place := places.named(text))), None)
    is_next = 0 < at < len(lines) - 1 and _stand_together(values, lines[at], lines[at + 1])
    return named or (_between_title_and_text(lines, at) if is_next else None)


def _stand_together(values: Sequence[_Value], above: str, below: str) -> bool:
    """No label stands between the two lines."""
    return any(one.text == above and other.text == below for one, other in pairwise(values))


def _between_title_and_text(lines: Sequence[str], at: int) -> str | None:
    """A few words right below the day and the hours, where the title stands above them."""
    text = lines[at + 1]
    is_title = sections.section(text) or is_full_name(text) or group_of((), (text,)) != text.strip(_TRIM)
    few = len(text.split()) < _FEW and text[0].isupper() and text[-1] not in ".!?" and ":" not in text
    return (
        text
        if few and not is_title and hours_in(without_days(lines[at])) and group_of((), lines[:at])
        else None
    )


def _spoken(made: Sequence[Block], act: str) -> Hours | None:
    """ "Mötet öppnades kl 18.30": the time beside the verb, or alone below such a heading."""
    verbs = words.table("structure", "acts")[act]
    for block, below in zip_longest(made, made[1:]):
        said = key(block.text[:200]).split()
        if not any(
            word.strip(_TRIM) in verbs and _is_of_meeting(said, at) for at, word in enumerate(said[:12])
        ):
            continue
        alone = below is not None and block.kind == "heading" and not any(map(str.isalpha, below.text))
        if found := hours_in(block.text[:200]) or (hours_in(below.text) if alone and below else []):
            return found[0]
    return None


def _is_of_meeting(said: Sequence[str], at: int) -> bool:
    """Not "öppnar serveringen kl 11": what somebody opens or ends is the meeting."""
    known = words.table("structure", "acts")
    behind = said[at + 1].strip(_TRIM) if at + 1 < len(said) else ""
    is_free = said[at].strip(_TRIM) not in known["of_something"] or said[at][-1] in _TRIM
    return is_free or not behind.isalpha() or behind in known["objects"]


def _lasting(made: Sequence[Block]) -> Hours | None:
    """ "Mötet pågår till 21.30": the time behind such words, early in the note."""
    lasting = words.table("structure", "acts")["lasts"]
    for block in made[:_HEAD]:
        text = key(block.text[:200])
        behind = next((text.find(phrase) for phrase in lasting if phrase in text), -1)
        if behind >= 0 and text.startswith("motet") and (found := hours_in(block.text[behind:200])):
            return Hours(found[0].start, found[0].end, found[0].ends or found[0].begins)
    return None
