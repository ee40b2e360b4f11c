"""What a mail server's words say of an address (RFC 5321 4.2, RFC 3463). Pure."""

import re

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\s*([245]\d\d)\b")

NO_SUCH_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})  # RFC 3463, RFC 7505
NO_SUCH_MAILBOX = frozenset({"550", "551", "553"})  # RFC 5321 4.2.3, when no enhanced code says it better
SOMETHING_ELSE = re.compile(r"relay|sender|spam|policy", re.IGNORECASE)  # that such a code is used for too


def enhanced(words: str) -> str | None:
    """The enhanced status code in a server's words, as `5.1.1`; None when there is none."""
    found = ENHANCED.search(words)
    return found and found[0]


def is_undeliverable(words: str) -> bool:
    """Whether a refusal means that the address itself cannot be written to, now or later.

    A refusal of the content, of us or of the route is not the address's, and a full mailbox is emptied some day.
    """
    if code := enhanced(words):
        return code in NO_SUCH_ADDRESS
    plain = CODE.match(words)
    return bool(plain and plain[1] in NO_SUCH_MAILBOX and not SOMETHING_ELSE.search(words))
