from hashlib import sha256
from pathlib import Path

from torture.letterbox import Copy, Letterbox, copies

MESSAGE = b'Subject: Hej\r\nMessage-ID: <1@example.org>\r\n\r\n{"recipient": "?"}\n\r\n.\r\n'


def test_what_is_kept_is_counted_as_it_came(tmp_path: Path) -> None:
    letterbox = Letterbox(tmp_path / "letterbox")
    for recipient in ("lova@example.org", "elin@example.org"):
        letterbox.keep(recipient, MESSAGE)

    digest = sha256(MESSAGE).hexdigest()
    assert list(copies(tmp_path / "letterbox")) == [
        Copy("lova@example.org", "<1@example.org>", digest),
        Copy("elin@example.org", "<1@example.org>", digest),
    ]
