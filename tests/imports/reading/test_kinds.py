import pytest

from app.imports.reading.kinds import ENCRYPTED_PACKAGE, OLE, Kind, agreed
from app.imports.reading.limits import Unreadable
from tests.imports.making_docx import docx, p
from tests.imports.making_pdf import Page, pdf

CONTENT = {Kind.docx: docx(p("Hej")), Kind.pdf: pdf(Page()), Kind.txt: b"Hej", Kind.md: b"# Hej"}


@pytest.mark.parametrize("kind", Kind)
def test_content_of_the_kind_said_is_of_that_kind(kind: Kind) -> None:
    assert agreed(kind, CONTENT[kind]) == kind


@pytest.mark.parametrize(
    ("said", "content"),
    [
        (Kind.docx, CONTENT[Kind.pdf]),
        (Kind.pdf, CONTENT[Kind.docx]),
        (Kind.txt, CONTENT[Kind.docx]),
        (Kind.md, CONTENT[Kind.pdf]),
        (Kind.docx, b"Hej"),
        (Kind.txt, b"MZ\x90\x00"),
        (Kind.txt, b"\x7fELF"),
        (Kind.docx, OLE),
    ],
)
def test_content_of_another_kind_is_refused(said: Kind, content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        agreed(said, content)

    assert refused.value.code == "unknown-file-kind"


def test_an_encrypted_docx_is_told_from_an_old_doc() -> None:
    with pytest.raises(Unreadable) as refused:
        agreed(Kind.docx, OLE + bytes(100) + ENCRYPTED_PACKAGE)

    assert refused.value.code == "encrypted-file"
