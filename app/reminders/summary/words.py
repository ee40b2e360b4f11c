"""The secretary's mail in words: what is so in each group, and what to do about it."""

from datetime import date

from app.groups.models import Group
from app.mail.plain import one_line
from app.reminders.brief import Brief, Part
from app.reminders.summary.letters import Letter
from app.reminders.words import Words
from app.texts import text
from app.worklist.in_words import told


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
        tuple(
            said
            for _, said in told(items, words.language, words.today, comments=group.mail_details, by_mail=True)
        ),
        words.say("instead", role=text(f"role.{role}", words.language)) if role else None,
    )
