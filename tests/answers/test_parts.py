"""A body in parts is read in one pass, whatever stands in it."""

import pytest

from app.answers import forms, parts

KIND = 'multipart/form-data; boundary="x"'


def part(name: str, value: str, *more: str) -> str:
    return "\r\n".join(["--x", f'Content-Disposition: form-data; name="{name}"', *more, "", value, ""])


def read(*written: str, kind: str = KIND) -> dict[str, list[str]]:
    return parts.fields(kind, "".join([*written, "--x--\r\n"]).encode())


@pytest.mark.parametrize(
    "kind", [KIND, "Multipart/Form-Data;boundary=x", "multipart/form-data; a=b; boundary=x; c=d"]
)
def test_each_part_is_a_field(kind: str) -> None:
    assert parts.are(kind)
    assert read(part("a", "räka\r\ntre"), part("b", ""), part("a", "2"), kind=kind) == {
        "a": ["räka\r\ntre", "2"],
        "b": [""],
    }


@pytest.mark.parametrize(
    "kind", ["", "multipart/form-datas", "multipart/mixed; boundary=x", "a; multipart/form-data"]
)
def test_other_kinds_are_not_in_parts(kind: str) -> None:
    assert not parts.are(kind)


def test_what_stands_in_a_part_is_never_taken_apart() -> None:
    inner = part("b", "2").replace("--x", "--y") + "--y--"

    assert read(part("a", inner, "Content-Type: multipart/mixed; boundary=y")) == {"a": [inner]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        part("a", "1").encode(),
        b"--x\r\n\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"\r\n--x--\r\n",
        b"--xy\r\n" + part("a", "1").encode()[5:] + b"--x--",
        "".join([*(part(f"a{number}", "1") for number in range(parts.MOST + 1)), "--x--"]).encode(),
        part("a", "1", 'Content-Disposition: form-data; name="b"').encode() + b"--x--",
        part("a", "1").replace("form-data", "attachment").encode() + b"--x--",
        part("a", "1").encode() + b"--x\r\n--x--",
    ],
    ids=["empty", "no end", "letters", "other boundary", "many", "two names", "file", "no field"],
)
def test_what_is_no_form_in_parts_is_refused(body: bytes) -> None:
    with pytest.raises(forms.UnreadableForm):
        forms.read(KIND, body)


def test_twenty_parts_are_read() -> None:
    assert len(read(*(part(f"a{number}", "1") for number in range(parts.MOST)))) == parts.MOST
