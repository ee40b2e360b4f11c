"""What a mail server's words say of an address (RFC 5321 4.2, RFC 3463). Pure."""

import re

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\s*([245]\d\d)\b")

ADDRESS, MAILBOX = "1", "2"  # RFC 3463 3.2, 3.3: the subjects that are about the recipient
FULL = "2"  # 5.2.2: a full mailbox is emptied some day


def enhanced(words: str) -> str | None:
    """The enhanced status code in a server's words, as `5.1.1`; None when there is none."""
    found = ENHANCED.search(words)
    return found and found[0]


def is_undeliverable(words: str) -> bool:
    """Whether a refusal means that the address itself cannot be written to, now or later.

    A refusal of the content, of us or of the route (5.3 to 5.7) is not the address's. Without an enhanced code
    every 5xx is about the address.
    """
    if code := enhanced(words):
        kind, subject, detail = code.split(".")
        return kind == "5" and (subject == ADDRESS or (subject == MAILBOX and detail != FULL))
    plain = CODE.match(words)
    return bool(plain and plain[1].startswith("5"))
