"""What a secretary has to see to, in sentences: the same in the mail and on the page. Pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from app.action_points.models import OwnerKind
from app.mail.plain import one_line
from app.reminders.brief import Said
from app.reminders.words import Words
from app.worklist.items import Item, PointOf, Question


def told(
    items: Iterable[Item], language: str, today: date, *, comments: bool, by_mail: bool
) -> Iterator[tuple[Item, Said]]:
    """A sentence or two for what is the same matter in a group, with the first item of it.

    `comments`: whether what was said with "cannot" is told. `by_mail`: carried points have no chair to go to.
    """
    words = Words(language, today, "summary")
    for alike in _together(items):
        yield alike[0], _said(alike, words, comments=comments, by_mail=by_mail)


def is_said(item: Item, items: Collection[Item]) -> bool:
    """A refused address and a stop are told once: with the points they stand in the way of, if there are any."""
    if item.question not in {Question.bounced, Question.stopped} or item.person is None:
        return False
    if item.why == "failed":
        return item.person.id in _with("bounced", items, {Question.bounced, Question.unreachable})
    return item.person.id in _with(item.why, items, {Question.unreachable})


def _with(why: str | None, items: Iterable[Item], questions: Collection[Question]) -> set[UUID]:
    return {
        item.person.id for item in items if item.person and item.why == why and item.question in questions
    }


def _together(items: Iterable[Item]) -> Iterator[list[Item]]:
    """What is said in one sentence: unowned points, and the points of the same matter."""
    found: dict[str, list[Item]] = {}
    for item in items:
        key = item.question.value if item.question == Question.unowned else item.key
        found.setdefault(key, []).append(item)
    yield from found.values()


def _said(items: list[Item], words: Words, *, comments: bool, by_mail: bool) -> Said:
    """Of items that are the same matter."""
    first = items[0]
    points = {
        item.point.id: _point(item.point, item.line if comments else None, words)
        for item in items
        if item.point
    }
    count = first.count or len(points)
    key = _key(first, count)
    said = words.say(
        key if by_mail or key != "carried" else "carried_along",
        name=one_line(first.person.name if first.person else _owners(first, words.language)),
        day=words.day(first.meeting.held_on) if first.meeting else "",
        count=count,
    )
    return Said(said, tuple(points.values()))


def _owners(item: Item, language: str) -> str:
    return ", ".join(owner.said(language) for owner in item.owners)


def _key(item: Item, count: int) -> str:
    """`…_body`: of what is no person and no role."""
    if item.question in {Question.unbooked, Question.unowned}:
        return f"{item.question}_{'one' if count == 1 else 'many'}"
    if item.question in {Question.bounced, Question.stopped}:
        return f"member_{item.why}"
    if item.question != Question.unreachable:
        return item.question.value
    if item.owner_kind == "secretary":
        return "nobody_told"
    if item.owner_kind == "role_below" and item.why == "vacant":
        return "vacant_below"
    of_body = item.person is None and item.owner_kind in {OwnerKind.organization, OwnerKind.group}
    return f"{item.why}_body" if of_body and item.why != "bounced" else str(item.why)


def _point(point: PointOf, comment: str | None, words: Words) -> str:
    said = f"{point.number}. {one_line(point.task)}"
    if point.times_carried:
        return f"{said} ({words.counted('times', point.times_carried)})"
    return f"{said} – {one_line(comment)}" if comment else said
