import pytest

from app.mail import headers
from tests.mail.letters import decoded


def test_plain_text_is_written_as_it_stands() -> None:
    assert (
        headers.text("Subject", "Next meeting (13 April), 1 < 2") == "Subject: Next meeting (13 April), 1 < 2"
    )


def test_no_text_is_an_empty_field() -> None:
    assert headers.text("Subject", "") == "Subject:"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Maria Ek", ["Maria", "Ek"]),
        ("Maria B. Ek", ['"Maria B. Ek"']),
        ("Ek, Maria", ["=?utf-8?q?Ek=2C_Maria?="]),
        ('Maria "Mia" Ek', ["=?utf-8?q?Maria_=22Mia=22_Ek?="]),
        ("Åsa", ["=?utf-8?q?=C3=85sa?="]),
        ("=?utf-8?q?a?=", ["=?utf-8?b?PT91dGYtOD9xP2E/PQ==?="]),
        ("", []),
    ],
)
def test_a_name_is_quoted_only_when_plain(name: str, written: list[str]) -> None:
    assert headers.display_name("From", name) == written


def test_a_long_name_is_folded_even_when_plain() -> None:
    words = headers.display_name("From", "Maria B. Ek " * 10)

    assert max(map(len, words)) <= 75
    assert decoded(" ".join(words)) == ("Maria B. Ek " * 10).strip()


@pytest.mark.parametrize("char", ["å", "€", "🚲", "e\u0301"], ids=ascii)
def test_no_character_is_split_at_a_fold(char: str) -> None:
    for before in range(80):
        text = "a" * before + char * 3 + "b" * 80

        lines = headers.text("Subject", text).split("\r\n")

        assert max(map(len, lines)) <= 76
        assert max(len(word) for line in lines for word in line.split()) <= 75
        assert decoded("".join(lines)) == f"Subject: {text}"


def test_lines_are_filled_to_column_76() -> None:
    words = ["x" * 33] * 4

    assert headers.fold("A", words) == f"A: {'x' * 33} {'x' * 33}\r\n {'x' * 33} {'x' * 33}"
    assert headers.fold("A", ["x" * 36, "x" * 36]) == f"A: {'x' * 36} {'x' * 36}"
    assert headers.fold("A", ["x" * 36, "x" * 37]) == f"A: {'x' * 36}\r\n {'x' * 37}"


def test_a_name_never_stands_alone_on_its_line() -> None:
    assert headers.fold("References", ["x" * 90, "y"]) == f"References: {'x' * 90}\r\n y"


@pytest.mark.parametrize(
    "identifier",
    ["", "a@example.org", "<a>", "<a@b@c>", "<a b@c>", "<a@c>\r\nBcc: x", "<a@c> <d@e>", "<=?q?@c>", "<å@c>"],
)
def test_a_malformed_message_identifier_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        headers.message_ids("Message-ID", identifier)
