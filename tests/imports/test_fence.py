"""What people send is read in a child that can do nothing else, and ends in time."""

import logging
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import Problem
from app.imports import fence
from app.imports.draft import Draft
from app.imports.problems import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooHeavy,
    FileWithDtd,
    FileWithMacros,
    ImportsBusy,
    NoTextInFile,
    UnknownFileKind,
)
from app.imports.proposal import as_json
from app.imports.reading.kinds import ENCRYPTED_PACKAGE, OLE, Kind
from app.imports.reading.limits import PACKED
from tests.imports.making_docx import R, W, docx, p, with_macros, zipped
from tests.imports.making_pdf import Page, file, pdf, stream

NOTES = Path(__file__).parent / "notes"


def body(content: str, before: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A docx whose document is exactly this."""
    document = f"{before}<w:document {W} {R}><w:body>{content}</w:body></w:document>"
    return docx(more={"word/document.xml": document.encode()}, method=method)


def a_zip_bomb() -> bytes:
    return body("<w:p><w:r><w:t>" + "a" * 60_000_000 + "</w:t></w:r></w:p>")


def two_million_paragraphs() -> bytes:
    return body("<w:p/>" * 2_000_000)


def paragraphs_that_do_not_shrink() -> bytes:
    return body("<w:p/>" * 350_000, method=zipfile.ZIP_STORED)


def much_in_little() -> bytes:
    """Two kilobytes that unpack to a gigabyte."""
    packer = zlib.compressobj(9)
    ten_megabytes = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    once = ten_megabytes[:2] + ten_megabytes[2:] * 100
    twice = stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return file({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: pages, 3: page, 4: twice})


def an_encrypted_pdf() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page,
        4: lock,
    }
    return file(objects, b"/Encrypt 4 0 R/ID[<00><00>]")


def reading_a_secret() -> bytes:
    entity = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return body("<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", entity)


def laughing_a_billion_times() -> bytes:
    names = "abcdefghi"
    nested = "".join(f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in pairwise(names))
    return body("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", f'<!DOCTYPE w:document [<!ENTITY a "ha">{nested}]>')


BAD: list[tuple[Callable[[], bytes], Kind, type[Problem], str | None]] = [
    (a_zip_bomb, Kind.docx, FileTooHeavy, "unpacked"),
    (two_million_paragraphs, Kind.docx, FileTooHeavy, "ratio"),
    (paragraphs_that_do_not_shrink, Kind.docx, FileTooHeavy, "elements"),
    (lambda: zipped({f"{number}": b"" for number in range(3_000)}), Kind.docx, FileTooHeavy, "members"),
    (lambda: body("<w:sdt>" * 200 + "</w:sdt>" * 200), Kind.docx, FileTooHeavy, "depth"),
    (much_in_little, Kind.pdf, FileTooHeavy, "memory"),
    (lambda: b"a " * 5_000_000, Kind.txt, FileTooHeavy, "characters"),
    (lambda: b"a" * (PACKED + 1), Kind.txt, FileTooHeavy, "packed"),
    (reading_a_secret, Kind.docx, FileWithDtd, None),
    (laughing_a_billion_times, Kind.docx, FileWithDtd, None),
    (with_macros, Kind.docx, FileWithMacros, None),
    (an_encrypted_pdf, Kind.pdf, EncryptedFile, None),
    (lambda: OLE + bytes(600) + ENCRYPTED_PACKAGE, Kind.docx, EncryptedFile, None),
    (lambda: b"", Kind.docx, EmptyFile, None),
    (lambda: b" \n", Kind.txt, EmptyFile, None),
    (lambda: docx(p()), Kind.docx, NoTextInFile, None),
    (lambda: pdf(Page()), Kind.pdf, NoTextInFile, None),
    (lambda: b"MZ\x90\x00" + bytes(100), Kind.docx, UnknownFileKind, None),
    (lambda: zipped({"a.txt": b"a"}), Kind.docx, UnknownFileKind, None),
    (lambda: docx(p("Hej"))[:-30], Kind.docx, BrokenFile, None),
    (lambda: body("<w:p>"), Kind.docx, BrokenFile, None),
    (lambda: b"%PDF-1.7\n" + b"<<" * 5_000, Kind.pdf, BrokenFile, None),
]


@pytest.mark.parametrize(
    ("made", "kind", "problem", "limit"), BAD, ids=lambda one: getattr(one, "__name__", None)
)
def test_a_bad_file_is_a_clear_problem(
    made: Callable[[], bytes],
    kind: Kind,
    problem: type[Problem],
    limit: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # However busy the machine is: the limit that is met is the one meant, and not the time.
    monkeypatch.setattr(fence, "SECONDS", 60)

    with pytest.raises(problem) as refused:
        fence.text_of(made(), kind)

    assert refused.value.members == ({"limit": limit} if limit else {})


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[bytes]] = []
    started = subprocess.Popen

    def slow(command: list[str], **said: object) -> subprocess.Popen[bytes]:
        waiting = [sys.executable, "-c", "import time; time.sleep(60)"]
        children.append(started(waiting, **said))  # type: ignore[call-overload]
        return children[0]

    monkeypatch.setattr(fence, "SECONDS", 0.2)
    monkeypatch.setattr(subprocess, "Popen", slow)

    with pytest.raises(FileTooHeavy) as refused:
        fence.text_of(b"Protokoll", Kind.txt)

    assert refused.value.members == {"limit": "time"}
    assert children[0].returncode is not None


TRIES = """
import os, socket, sys
from app.imports.reading import __main__ as child

def attempt(it):
    try:
        it()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"

def read(content):
    tried = lambda: open("/etc/hostname"), socket.socket, lambda: bytearray(600_000_000)
    return " ".join([*map(attempt, tried), *(name for name in os.environ if name.startswith("NASTA"))])

child.reader = lambda kind: read
sys.argv[1:] = ["txt", "text"]
child.main()
"""


def test_the_child_has_no_files_no_connections_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def trying(command: list[str], **said: object) -> subprocess.Popen[bytes]:
        return started([*command[: command.index("-m")], "-c", TRIES], **said)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setenv("NASTA_SECRET_KEY", "hemlig" * 10)
    monkeypatch.setattr(subprocess, "Popen", trying)

    assert fence.text_of(b"Protokoll", Kind.txt) == "OSError OSError MemoryError"


def test_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "PATIENCE", 0.0)
    with fence.room(), fence.room(), pytest.raises(ImportsBusy):
        fence.text_of(b"Protokoll", Kind.txt)

    assert fence.text_of(b"Protokoll", Kind.txt) == "Protokoll"


def test_nothing_is_missing_in_the_child_that_reading_notes_takes() -> None:
    together = b"\n\f\n".join(note.read_bytes() for note in sorted(NOTES.glob("*.txt")))

    note = fence.note_of(together, Kind.txt)

    assert set(note.proposal) == set(as_json(Draft()))
    assert len(note.proposal["action_points"]) > 10


def test_what_goes_wrong_is_logged_without_what_was_read(caplog: pytest.LogCaptureFixture) -> None:
    secret = b"%PDF-1.7\nhemligt"

    with caplog.at_level(logging.WARNING), pytest.raises(BrokenFile):
        fence.text_of(secret, Kind.pdf)

    assert "hemligt" not in caplog.text


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"{", b'{"text": 1}', b'{"text": "a\\u0000b"}', b'{"text": null}']
)
def test_the_childs_answer_is_not_taken_on_trust(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(_kind: object, _task: object, _given: object, said: object) -> int:
        os.write(said.fileno(), answer)  # type: ignore[attr-defined]
        return 0

    monkeypatch.setattr(fence, "_run", said)

    with pytest.raises((BrokenFile, FileTooHeavy)):
        fence.text_of(b"Protokoll", Kind.txt)
