"""What a nudge says: who asks, in their own words, and the point as a digest has it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.mail.plain import one_line
from app.reminders.digest import Digest
from app.reminders.letter import Rendered, from_templates
from app.reminders.memo import Memo, Part, memo
from app.reminders.points_in_words import paragraphs
from app.reminders.words import Words


@dataclass(frozen=True)
class Asked:
    """`by`: the person who asks; None for a system, which speaks for the group. `line`: what they write."""

    by: str | None
    line: str | None


def rendered(asked: Asked, digest: Digest) -> Rendered:
    return from_templates("nudge", memo=in_words(asked, digest))


def in_words(asked: Asked, digest: Digest) -> Memo:
    """`digest`: the one point, of each who reads at the address."""
    words = Words(digest.language, digest.today, "nudge")
    name, short = one_line(digest.group), one_line(digest.group_short_name or "")
    by, number = one_line(asked.by or ""), digest.sections[0].points[0].number
    why = words.say("why_of", name=by, group=name) if by else words.say("why", group=name)
    base = memo(digest)
    return replace(
        base,
        subject=words.say("subject", number=number, group=short or name),
        heading=words.say("heading", number=number),
        why=why,
        parts=(*_line(asked, by, words), *base.parts),
    )


def _line(asked: Asked, by: str, words: Words) -> Iterator[Part]:
    said = tuple(paragraphs(asked.line or ""))
    if said:
        yield Part(words.say("writes", name=by) if by else words.say("from_group"), quoted=said)
