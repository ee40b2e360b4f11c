"""What somebody has typed about a point, right or wrong -> an answer, or what is the matter with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import bodies
from app.action_points.models import AnswerKind
from app.answers.sheet import Shown, State

CHOICES = (AnswerKind.done, AnswerKind.in_progress, AnswerKind.waiting, AnswerKind.cannot)
LONGEST = 2000


@dataclass(frozen=True)
class Typed:
    """The fields of one point as they were sent."""

    answer: str
    comment: str
    until: str

    @property
    def is_empty(self) -> bool:
        return not (self.answer or self.comment.strip() or self.until.strip())


@dataclass(frozen=True)
class Said:
    answer: AnswerKind
    comment: str | None
    rests_until: date | None


@dataclass(frozen=True)
class Fault:
    """`field`: answer, comment or until of a point; None for the form as a whole. `code`: the key of its text."""

    code: str
    number: int | None = None
    field: str | None = None


def of(form: Mapping[str, str], number: int) -> Typed:
    return Typed(*(form.get(f"{field}-{number}", "") for field in ("answer", "comment", "until")))


def faults(shown: Shown, typed: Typed, day: date) -> list[Fault]:
    """What is the matter with it, on a day of the group's."""
    number = shown.point.number
    if shown.state not in {State.answerable, State.takeable}:
        return [Fault("no_longer", number)]
    if shown.state == State.takeable or typed.answer == AnswerKind.took:
        return [] if _takes(shown, typed) else [Fault("choose", number, "answer")]
    until, awake = _until(typed), _day(_until(typed))
    checks = (
        ("choose", "answer", typed.answer not in CHOICES),
        ("too_long", "comment", len(typed.comment.strip()) > LONGEST),
        ("not_text", "comment", not bodies.is_text(typed.comment)),
        ("no_day", "until", bool(until) and awake is None),
        ("not_that_day", "until", awake is not None and not day <= awake <= bodies.LAST_DAY),
    )
    return [Fault(code, number, field) for code, field, is_so in checks if is_so]


def said(typed: Typed) -> Said:
    """What is meant, when nothing is the matter with it."""
    if typed.answer == AnswerKind.took:
        return Said(AnswerKind.took, None, None)
    return Said(AnswerKind(typed.answer), typed.comment.strip() or None, _day(_until(typed)))


def _takes(shown: Shown, typed: Typed) -> bool:
    """Taken; or again by whoever has taken it, which changes nothing."""
    has_taken = shown.answer is not None and shown.answer.answer == AnswerKind.took
    return typed.answer == AnswerKind.took and (shown.state == State.takeable or has_taken)


def _until(typed: Typed) -> str:
    """The day counts only for who waits, as the page says."""
    return typed.until.strip() if typed.answer == AnswerKind.waiting else ""


def _day(written: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
