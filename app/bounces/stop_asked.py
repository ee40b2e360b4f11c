"""A mail that asks to stop, as List-Unsubscribe's mailto writes it (RFC 2369 3.2): octets in, the token out. Pure."""

import re
from email.parser import BytesHeaderParser
from email.policy import compat32

from app.bounces.report import LARGEST

SUBJECT = re.compile(r"\s*stop\s+([A-Za-z0-9_-]{43})\s*", re.ASCII | re.IGNORECASE)


def token(octets: bytes) -> str | None:
    """The token in its subject; None for any other mail."""
    subject = BytesHeaderParser(policy=compat32).parsebytes(octets[:LARGEST]).get("Subject")
    found = SUBJECT.fullmatch(str(subject)) if subject else None
    return found and found[1]
