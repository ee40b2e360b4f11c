"""The secretary's mail in words: what is so in each group, and what to do about it."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.action_points.models import OwnerKind
from app.groups.models import Group
from app.mail.plain import one_line
from app.reminders.brief import Brief, Part, Said
from app.reminders.summary.letters import Letter
from app.reminders.words import Words
from app.texts import text
from app.worklist.items import Item, PointOf, Question


def in_words(letter: Letter, today: date) -> Brief:
    """Group by group, by name."""
    words = Words(letter.receiver.language, today, "summary")
    groups = [group for group in letter.groups if any(item.group_id == group.id for item in letter.due)]
    group = one_line(groups[0].short_name or groups[0].name)
    return Brief(
        language=words.language,
        subject=words.counted("subject", len(groups), group=group),
        heading=words.say("heading"),
        greeting=Words(words.language, today).say("hello", name=one_line(letter.receiver.name)),
        why=words.counted("why", len(groups), group=group),
        parts=tuple(_of_group(letter, group, words) for group in groups),
        footer=words.say("footer"),
    )


def _of_group(letter: Letter, group: Group, words: Words) -> Part:
    """`first`: why it comes to somebody who is not the secretary."""
    role = letter.receiver.instead_in(group)
    items = [item for item in letter.due if item.group_id == group.id]
    return Part(
        one_line(group.name),
        tuple(_said(alike, group, words) for alike in _together(items)),
        words.say("instead", role=text(f"role.{role}", words.language)) if role else None,
    )


def _together(items: Iterable[Item]) -> Iterator[list[Item]]:
    """What is said in one sentence: unowned points, and the points of the same matter."""
    found: dict[str, list[Item]] = {}
    for item in items:
        key = item.question.value if item.question == Question.unowned else item.key
        found.setdefault(key, []).append(item)
    yield from found.values()


def _said(items: list[Item], group: Group, words: Words) -> Said:
    """Of items that are the same matter."""
    first = items[0]
    points = {item.point.id: _point(item.point, item.line, group, words) for item in items if item.point}
    count = first.count or len(points)
    said = words.say(
        _key(first, count),
        name=one_line(first.person.name if first.person else ", ".join(first.owners)),
        day=words.day(first.meeting.held_on) if first.meeting else "",
        count=count,
    )
    return Said(said, tuple(points.values()))


def _key(item: Item, count: int) -> str:
    """`…_body`: of what is no person and no role."""
    if item.question in {Question.unbooked, Question.unowned}:
        return f"{item.question}_{'one' if count == 1 else 'many'}"
    if item.question in {Question.bounced, Question.stopped}:
        return f"member_{item.why}"
    if item.question != Question.unreachable:
        return item.question.value
    if item.owner_kind == "role_below" and item.why == "vacant":
        return "vacant_below"
    of_body = item.person is None and item.owner_kind in {OwnerKind.organization, OwnerKind.group}
    return f"{item.why}_body" if of_body and item.why != "bounced" else str(item.why)


def _point(point: PointOf, comment: str | None, group: Group, words: Words) -> str:
    """What was said with "cannot" stands there where details are mailed."""
    said = f"{point.number}. {one_line(point.task)}"
    if point.times_carried:
        return f"{said} ({words.counted('times', point.times_carried)})"
    return f"{said} – {one_line(comment)}" if comment and group.mail_details else said
