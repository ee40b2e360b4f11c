from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app import bodies, keyring, settings
from app.answers import forms
from app.answers.models import AnswerLink, Purpose
from app.errors import Problem

NOW = datetime(2026, 4, 10, 8, 0, 0, 123000, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"
PARTS = 'multipart/form-data; boundary="x"'


def link(id: int = 1) -> AnswerLink:
    return AnswerLink(
        id=UUID(int=id),
        created_at=NOW,
        token_hash="",
        purpose=Purpose.answer,
        delivery_id=UUID(int=2),
        group_id=UUID(int=3),
        expires_at=NOW,
    )


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "keyring", lambda: keyring.read("s" * 40))


def test_fields_are_read_with_their_lines_and_letters_as_they_are_kept() -> None:
    body = b"a=r%C3%A4ka%0D%0Atre%0Dfyra&b=&c=e%CC%81"

    assert forms.read(FORM, body) == {"a": "räka\ntre\nfyra", "b": "", "c": "é"}


def test_one_click_is_read_as_a_form_in_parts_too() -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'

    assert forms.read(PARTS, body) == {"List-Unsubscribe": "One-Click"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"a=1&a=2"),
        (FORM, b"a=%FF"),
        (FORM, "a=å".encode()),
        (FORM, b"&".join(b"a%d=1" % number for number in range(forms.MOST_FIELDS + 1))),
        (PARTS, b"--x\r\n\r\nnothing said of it\r\n--x--\r\n"),
        (PARTS, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n'),
        (PARTS, b"Content-Type: message/rfc822\r\n\r\n" * 2000),
        (FORM, b"a=a" + b"%CC%81" * (bodies.MOST_MARKS + 1)),
        ("multipart/form-data", b"a=1"),
        ("multipart/form-data; boundary=å", b"a=1"),
    ],
)
def test_what_is_no_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(forms.UnreadableForm) as refused:
        forms.read(kind, body)

    assert isinstance(refused.value, Problem)


def test_a_form_is_known_again_with_when_its_page_was_shown() -> None:
    token = forms.token(link(), "2", NOW)

    assert forms.shown_at(token, link(), "2") == NOW


@pytest.mark.parametrize("said", ["", ".", "x", "1.å", "1." + "0" * 64, "٣.x"])
def test_what_was_never_a_form_is_none(said: str) -> None:
    assert forms.shown_at(said, link(), "") is None


def test_a_form_belongs_to_its_link_its_place_and_its_moment() -> None:
    token = forms.token(link(), "2", NOW)
    later = forms.token(link(), "2", NOW + timedelta(seconds=1))

    assert forms.shown_at(token, link(2), "2") is None
    assert forms.shown_at(token, link(), "1") is None
    assert forms.shown_at(later.partition(".")[0] + "." + token.partition(".")[2], link(), "2") is None
