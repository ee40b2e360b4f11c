import codecs

import pytest

from app.imports.reading.limits import CHARACTERS, Unreadable
from app.imports.reading.plain import clean, read


@pytest.mark.parametrize(
    "content",
    [
        "Ärende på möte".encode(),
        codecs.BOM_UTF8 + "Ärende på möte".encode(),
        "Ärende på möte".encode("cp1252"),
        "Ärende på möte".encode("utf-16"),
        "A\u0308rende pa\u030a mo\u0308te".encode(),
    ],
)
def test_it_reads_alike_however_it_is_encoded(content: bytes) -> None:
    assert read(content) == "Ärende på möte"


def test_line_ends_are_one_and_a_new_page_stays_one() -> None:
    assert read(b"a\r\nb\rc\x0bd\x0ce\tf") == "a\nb\nc\nd\x0ce\tf"


@pytest.mark.parametrize("stray", ["\x1f", "\x90", "\ud800"])
def test_a_stray_control_character_is_left_out(stray: str) -> None:
    assert clean(f"Pro{stray}tokoll " + "x" * 200) == "Protokoll " + "x" * 200


@pytest.mark.parametrize("content", [b"a\0b", bytes(range(1, 32)) * 3, b"\x81\x8d\x8f" * 20])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == "unknown-file-kind"


def test_blanks_alone_are_no_text() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b" \n\t")

    assert refused.value.code == "no-text-in-file"


def test_there_are_only_so_many_letters() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"a " * CHARACTERS)

    assert (refused.value.code, refused.value.values) == ("file-too-heavy", {"limit": "characters"})
