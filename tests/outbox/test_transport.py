import pytest

from app.outbox.transport import Envelope

MESSAGE = b"Subject: Hej\r\n\r\nEn rad\r\n"


@pytest.mark.parametrize(
    ("sender", "recipient", "message"),
    [
        ("bounce@example.org", "", MESSAGE),
        ("bounce@example.org", "maria", MESSAGE),
        ("bounce@example.org", "åsa@example.com", MESSAGE),
        ("bounce@example.org", "maria@example.com>\r\nRCPT TO:<other@example.com", MESSAGE),
        ("bounce@example.org", "maria ek@example.com", MESSAGE),
        ("bounce@example.org", "maria@example.com\n", MESSAGE),
        ("bounce@example.org> SIZE=1", "maria@example.com", MESSAGE),
        ("bounce@example.org\r\nDATA", "maria@example.com", MESSAGE),
        ("bounce@example.org", "maria@example.com", b"Subject: a\n\nb\n"),
        ("bounce@example.org", "maria@example.com", b"a\r\n\n.\r\nMAIL FROM:<other@example.com>\r\n"),
        ("bounce@example.org", "maria@example.com", b"a\r\r\n"),
        ("bounce@example.org", "maria@example.com", b"a\r\nb"),
        ("bounce@example.org", "maria@example.com", b""),
    ],
)
def test_an_envelope_that_could_be_read_as_commands_is_none(
    sender: str, recipient: str, message: bytes
) -> None:
    with pytest.raises(ValueError, match=r"that cannot stand|whose lines"):
        Envelope(sender, recipient, message)
