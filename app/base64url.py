"""Bytes as text for addresses, cookies and tokens (RFC 4648 section 5), without padding (RFC 7515 section 2)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def written(content: bytes) -> str:
    """As text."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def read(said: str) -> bytes:
    """What was written. Raises ValueError for what is not of this form."""
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))
