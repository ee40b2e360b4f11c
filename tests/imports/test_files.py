from pathlib import Path

import pytest

from app.imports.files import read_text
from app.imports.problems import FileTooHeavy, UnknownFileKind
from app.imports.reading.limits import PACKED
from tests.imports.making_docx import docx, p
from tests.imports.making_pdf import LEFT, TOP, Page, pdf


def a_page() -> bytes:
    page = Page()
    page.text(LEFT, TOP, "Protokoll fört vid möte")
    return pdf(page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Möte.docx", docx(p("Protokoll fört vid möte"))),
        ("Möte.PDF", a_page()),
        ("möte.txt", "Protokoll fört vid möte\n".encode("cp1252")),
        ("möte.md", "Protokoll fört vid möte\n".encode()),
    ],
)
def test_a_file_of_each_kind_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    assert read_text(tmp_path / name) == "Protokoll fört vid möte\n"


@pytest.mark.parametrize("name", ["möte.doc", "möte.exe", "möte", "möte.docx.zip"])
def test_a_name_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Protokoll")

    with pytest.raises(UnknownFileKind):
        read_text(tmp_path / name)


def test_of_a_huge_file_no_more_is_read_than_tells_so(tmp_path: Path) -> None:
    with (tmp_path / "stor.txt").open("wb") as opened:
        opened.truncate(PACKED * 100)

    with pytest.raises(FileTooHeavy):
        read_text(tmp_path / "stor.txt")


def test_a_file_that_is_not_there_is_said_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "saknas.txt")
