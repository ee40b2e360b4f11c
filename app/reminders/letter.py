"""A letter in words: subject, text and HTML. The same values always become the same letter."""

from dataclasses import dataclass
from typing import Any

from app.mail.plain import one_line
from app.reminders.digest import Digest
from app.reminders.memo import memo
from app.templating import filled


@dataclass(frozen=True)
class Rendered:
    """`calendar`: the meeting, where all readers are expected at it."""

    subject: str
    text: str
    html: str
    calendar: str | None = None


def rendered(digest: Digest) -> Rendered:
    return from_templates("reminder", memo=memo(digest))


def from_templates(letter: str, **values: Any) -> Rendered:
    """`letter` names a folder under templates/mail with subject.txt, body.txt and body.html."""
    subject, text, html = (
        filled(f"mail/{letter}/{name}", **values) for name in ("subject.txt", "body.txt", "body.html")
    )
    return Rendered(one_line(subject), text, html)
