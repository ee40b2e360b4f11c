"""The chair's letter in words: what has been carried along for long, and what can be done about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.groups.models import Group
from app.mail.plain import one_line
from app.meetings.models import Meeting
from app.memberships.models import Role
from app.reminders.brief import Brief, Part, Said
from app.reminders.words import Words
from app.texts import text
from app.worklist.items import Item


@dataclass(frozen=True)
class Reported:
    """The group that a point reports to already. `name`: None where the reader does not know it."""

    name: str | None
    to_parent: bool


@dataclass(frozen=True)
class Escalation:
    """What one recipient is told of one held meeting. `parent`: the name of the group that theirs reports to."""

    group: Group
    meeting: Meeting
    name: str
    role: Role
    language: str
    today: date
    items: Sequence[Item]
    reported: Mapping[UUID, Reported]
    parent: str | None
    reply_to_name: str | None
    stop: str | None


def in_words(told: Escalation) -> Brief:
    words, letter = Words(told.language, told.today, "escalation"), Words(told.language, told.today)
    count, group = len(told.items), one_line(told.group.short_name or told.group.name)
    return Brief(
        language=told.language,
        subject=words.counted("subject", count, group=group),
        heading=words.counted("heading", count),
        greeting=letter.say("hello", name=one_line(told.name)),
        why=words.counted(
            "why",
            count,
            day=words.day(told.meeting.held_on),
            group=one_line(told.group.name),
            least=words.counted("least", told.group.escalate_after),
            role=text(f"role.{told.role}", told.language),
        ),
        parts=(
            Part(words.counted("points", count), tuple(_point(told, item, words) for item in told.items)),
            Part(words.say("can"), tuple(Said(sentence) for sentence in _can(told, words))),
        ),
        footer=words.say("footer"),
        stop=(told.stop, letter.say("stop")) if told.stop else None,
    )


def _point(told: Escalation, item: Item, words: Words) -> Said:
    assert item.point is not None
    carried = words.counted("carried", item.point.times_carried or 0)
    names = [one_line(owner.said(told.language)) for owner in item.owners]
    owners = words.say("owners", names=words.listed(names)) if names else words.say("unowned")
    reported = _reported(told.reported.get(item.point.id), words)
    line = " ".join([carried, owners, *reported])
    return Said(f"{item.point.number}. {one_line(item.point.task)}", (line,))


def _reported(reported: Reported | None, words: Words) -> list[str]:
    if reported is None:
        return []
    if reported.name is None:
        return [words.say("reported_elsewhere")]
    return [words.say("reported", group=one_line(reported.name))]


def _can(told: Escalation, words: Words) -> Iterator[str]:
    """Reporting to the parent is held out where there is one and not every point does already."""
    done = sum(reported.to_parent for reported in told.reported.values())
    yield words.say("can_ask")
    yield words.say("can_hand_over")
    yield words.say("can_drop")
    if told.parent and done < len(told.items):
        yield words.say("can_report", group=one_line(told.parent))
    if told.reply_to_name:
        yield words.say("can_reply", name=one_line(told.reply_to_name))
