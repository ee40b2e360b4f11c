"""The page after an answer: what was kept, and what happens next."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from app.action_points.models import AnswerKind
from app.answers.sheet import Sheet, Shown, State
from app.mail.plain import one_line
from app.reminders.points_in_words import Paragraph, paragraphs
from app.reminders.words import Words


@dataclass(frozen=True)
class Kept:
    """An answer that was given through this link, and what follows from it."""

    heading: str
    said: str
    follows: str
    comment: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Thanks:
    title: str
    group: str
    kept: tuple[Kept, ...]
    left: tuple[str, ...]
    next_step: str


def thanks(sheet: Sheet, link_id: UUID, language: str) -> Thanks:
    """What has been answered through the link, what has not, and what happens next."""
    words = Words(language, sheet.day, "answer_page")
    ahead = sheet.meeting if sheet.ahead else None
    points = sorted(sheet.points, key=lambda shown: shown.point.number)
    given = [shown for shown in points if _given(shown, link_id)]
    left = [shown for shown in points if shown.state == State.answerable and shown.answer is None]
    return Thanks(
        title=words.say("thanks" if given else "nothing_yet"),
        group=one_line(sheet.group.name),
        kept=tuple(_kept(shown, words) for shown in given),
        left=tuple(f"{shown.point.number}. {one_line(shown.point.task)}" for shown in left),
        next_step=words.say("next_meeting", day=words.day(ahead.held_on)) if ahead else words.say("next"),
    )


def _given(shown: Shown, link_id: UUID) -> bool:
    return shown.answer is not None and shown.answer.actor.get("id") == str(link_id) and shown.seen


def _kept(shown: Shown, words: Words) -> Kept:
    assert shown.answer is not None
    heading = f"{shown.point.number}. {one_line(shown.point.task)}"
    said = words.say("you_said", answer=words.say(f"said_{shown.answer.answer.value}"))
    return Kept(
        heading, said, " ".join(_follows(shown, words)), tuple(paragraphs(shown.answer.comment or ""))
    )


def _follows(shown: Shown, words: Words) -> Iterator[str]:
    assert shown.answer is not None
    kind, until = shown.answer.answer, shown.answer.rests_until
    if kind == AnswerKind.done and shown.point.closed_at is None:
        yield words.say("follows_done_each")
    elif kind in {AnswerKind.done, AnswerKind.cannot, AnswerKind.took}:
        yield words.say(f"follows_{kind.value}")
    elif until:
        yield words.say("follows_until", day=words.day(until))
