import quopri
from base64 import b64decode

import pytest

from app.mail.parts import Part, alternatives, written
from tests.mail.letters import CALENDAR, letter


def test_text_in_base64_has_the_lines_of_text_on_the_wire() -> None:
    """RFC 2046 4.1.1: CRLF before it is encoded, not only around it."""
    fields, _, body = written(Part("text/plain", "åäö\nåäö\n")).partition("\r\n\r\n")

    assert fields == 'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64'
    assert b64decode(body) == "åäö\r\nåäö\r\n".encode()


def test_a_lone_dot_does_not_end_the_message() -> None:
    assert written(Part("text/plain", "a\n.\nb")).endswith("\r\na\r\n=2E\r\nb")


def test_spaces_at_the_end_of_a_line_are_kept() -> None:
    assert written(Part("text/plain", "text \nmore text\t")).endswith("\r\ntext=20\r\nmore text=09")


@pytest.mark.parametrize("end", [" ", "\t", " \n", "\t\nmore", "", "=", "å", "."], ids=ascii)
@pytest.mark.parametrize("length", range(70, 80))
def test_no_line_is_too_long_however_it_ends(length: int, end: str) -> None:
    lines = written(Part("text/plain", "text\n" * 50 + "x" * length + end)).split("\r\n")

    assert max(map(len, lines)) <= 76


def test_a_calendar_comes_last_and_says_its_method() -> None:
    kinds = [part.content_type for part in alternatives(letter(calendar=CALENDAR))]
    fields, _, body = written(alternatives(letter(calendar=CALENDAR))[-1]).partition("\r\n\r\n")

    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert fields.startswith('Content-Type: text/calendar; charset="utf-8"; method=PUBLISH\r\n')
    assert quopri.decodestring(body).decode() == CALENDAR
