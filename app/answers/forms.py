"""Forms of the pages behind links: their bodies read, and the token by which a page knows its own form again."""

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

from app import bodies, settings
from app.answers import parts
from app.answers.models import AnswerLink
from app.errors import Problem

SMALL = 64_000  # bytes: of what a mail program or a few choices send
LARGEST = 1_000_000  # of a page of points, each with its comment
MOST_FIELDS = 2000
TOO_FAST = timedelta(seconds=2)  # nobody reads and chooses in less


class UnreadableForm(Problem):
    """No form, or one with a field twice."""

    status = 400
    code = "unreadable-form"


def read(kind: str, body: bytes) -> dict[str, str]:
    """The fields of a form, each once, their lines ending with LF, in NFC. Raises UnreadableForm."""
    try:
        said = _fields(kind, body)
    except ValueError as error:
        raise UnreadableForm from error
    if any(len(values) > 1 for values in said.values()):
        raise UnreadableForm
    return {name: _composed(value) for name, (value,) in said.items()}


def largest(kind: str) -> int:
    """Of the body of a page of points; in parts come only those that RFC 8058 3.1 tells of."""
    return SMALL if parts.are(kind) else LARGEST


def _fields(kind: str, body: bytes) -> Mapping[str, list[str]]:
    if parts.are(kind):
        return parts.fields(kind, body)
    return parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)


def _composed(value: str) -> str:
    if bodies.is_piled(value):
        raise UnreadableForm
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def token(link: AnswerLink, place: str, now: datetime) -> str:
    """For the form that a page shows at `now`: good for this link and this place of its page."""
    shown = str(int(now.timestamp() * 1000))
    return f"{shown}.{settings.keyring().first.signed(_about(link, place, shown))}"


def shown_at(said: str, link: AnswerLink, place: str) -> datetime | None:
    """When the page was shown that a form's token came with; None for a token of nothing or of something else."""
    shown, _, signature = said.partition(".")
    if not settings.keyring().has_signed(_about(link, place, shown), signature):
        return None
    return datetime.fromtimestamp(int(shown) / 1000, UTC)


def _about(link: AnswerLink, place: str, shown: str) -> bytes:
    return f"form:{link.id}:{place}:{shown}".encode("utf-8", "replace")
