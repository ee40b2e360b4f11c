"""Whether a form that came with a session's cookie is one of our own pages' (OWASP: cross-site request forgery)."""

from collections.abc import Mapping
from urllib.parse import parse_qs
from uuid import UUID

from app import settings
from app.errors import Problem

LARGEST = 64_000  # bytes


class ForeignForm(Problem):
    """Sent by another site, or from a page of a session that is over."""

    status = 403
    code = "foreign-form"


def token(session_id: UUID) -> str:
    """What every form of a session's pages carries in the field `form`."""
    return settings.keyring().first.signed(_about(session_id))


def check(session_id: UUID, headers: Mapping[str, str], body: bytes) -> None:
    """Raises ForeignForm. Our pages send no referrer, so browsers may say `null` of where a form of ours is from."""
    said = parse_qs(body.decode("ascii", "replace")).get("form", [""])
    ours = settings.get().origin
    from_here = headers.get("sec-fetch-site", "same-origin") == "same-origin"
    if not from_here or headers.get("origin", "null") not in {"null", ours}:
        raise ForeignForm
    if len(said) != 1 or not settings.keyring().has_signed(_about(session_id), said[0]):
        raise ForeignForm


def _about(session_id: UUID) -> bytes:
    return f"form of a session\n{session_id}".encode()
