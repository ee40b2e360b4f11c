"""Letters and the bytes they become. Knows nothing of the rest of the service.

Text from people never meets a header API as it is: our own writer encodes it, and the finished bytes
are read back and compared with what was meant before anyone gets them.
"""

from app.mail.address import Address, UnmailableAddress, email_domain, mailable
from app.mail.check import NotAsMeant
from app.mail.letter import Letter, message_id
from app.mail.message import compose

__all__ = [
    "Address",
    "Letter",
    "NotAsMeant",
    "UnmailableAddress",
    "compose",
    "email_domain",
    "mailable",
    "message_id",
]
