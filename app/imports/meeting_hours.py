"""When the meeting began and ended: behind a label, beside the day, or as a sentence tells it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from app.imports import head, words
from app.imports.blocks import Block
from app.imports.dates import without_days
from app.imports.places_beside_time import named_beside_time
from app.imports.times import Hours, hours_in
from app.imports.values import Value, beginning_with_time, said
from app.imports.words import key

_LINE = 80  # letters; in a longer one a span of numbers beside the day need not be of hours
_END = 5  # blocks at the end of a note
_SENTENCE = 200  # letters among which the verb and the time are
_REACH = 12  # words among which the verb is
_TRIM = " \t.,;:-–—|()"


def hours_beside(values: Sequence[Value], dated: Sequence[str]) -> Hours | None:
    """Behind its label, else beside the day."""
    for text in said(values, "time", "place_and_time", "date"):
        if found := hours_in(without_days(text), loose=True):
            return found[0]
    for text in said(values, "place"):
        if found := hours_in(text):
            return found[0]
    below = (hours_in(text) for text in _places_below(values, dated))
    beside = (hours_in(without_days(text), loose=len(text) < _LINE) for text in dated)
    alone = (hours_in(text, loose=True) for text in beginning_with_time(values))
    return next((found[0] for found in (*beside, *below, *alone) if found), None)


def _places_below(values: Sequence[Value], dated: Sequence[str]) -> Iterator[str]:
    """The lines right below that of the day which name a place: "Matsalen, 18.00-19.40"."""
    for above, line in pairwise(values):
        if above.text in dated and not line.meaning and named_beside_time(line.text):
            yield line.text


def hours_told(made: Sequence[Block], act: str) -> Hours | None:
    """ "Mötet öppnades kl 18.30": the time beside the verb, or alone below such a heading."""
    for block, below in zip_longest(made, made[1:]):
        if _tells(block, act) and (found := hours_in(block.text[:_SENTENCE]) or _alone(block, below)):
            return found[0]
    return None


def _tells(block: Block, act: str) -> bool:
    """One of its first words is such a verb."""
    verbs = words.table("structure", "acts")[act]
    told = key(block.text[:_SENTENCE]).split()
    said = any(
        word.strip(_TRIM) in verbs and _is_of_meeting(told, at) for at, word in enumerate(told[:_REACH])
    )
    return said or (act == "closes" and _is_over(told[:_REACH]))


def _is_over(told: Sequence[str]) -> bool:
    """ "Mötet slut 20.05": the word right before a time; not "Kaffet är slut"."""
    ends = words.table("structure", "acts")["before_time"]
    return any(word in ends and behind[0].isdecimal() for word, behind in pairwise(told))


def over(made: Sequence[Block]) -> Hours | None:
    """ "Slut för i dag ca 17.40": a short line at the end that begins so."""
    known = words.table("structure", "acts")
    for block in made[-_END:]:
        first, *said = key(block.text[:_LINE]).split() or [""]
        is_told = first.strip(_TRIM) in known["before_time"] and said and said[0] not in known["run_out"]
        if is_told and len(block.text) < _LINE and (found := hours_in(block.text)):
            return found[0]
    return None


def _is_of_meeting(told: Sequence[str], at: int) -> bool:
    """Not "öppnar serveringen kl 11": what somebody opens or ends is the meeting."""
    known = words.table("structure", "acts")
    behind = told[at + 1].strip(_TRIM) if at + 1 < len(told) else ""
    is_free = told[at].strip(_TRIM) not in known["of_something"] or told[at][-1] in _TRIM
    return is_free or not behind.isalpha() or behind in known["objects"]


def _alone(block: Block, below: Block | None) -> list[Hours]:
    """The time that a heading has below it, and nothing else."""
    is_alone = below is not None and block.kind == "heading" and not any(map(str.isalpha, below.text))
    return hours_in(below.text) if is_alone and below else []


def lasting(made: Sequence[Block]) -> Hours | None:
    """ "Mötet pågår till 21.30": the time behind such words, early in the note."""
    phrases = words.table("structure", "acts")["lasts"]
    for block in made[: head.MOST]:
        text = key(block.text[:_SENTENCE])
        behind = next((text.find(phrase) for phrase in phrases if phrase in text), -1)
        if behind >= 0 and text.startswith("motet") and (found := hours_in(block.text[behind:_SENTENCE])):
            return Hours(found[0].start, found[0].end, found[0].ends or found[0].begins)
    return None
