"""Whole notes as Word documents and PDFs say what they say as texts: printed here, and by LibreOffice."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.imports.reading import docx as word
from app.imports.reading import pdf as portable
from app.imports.reading import plain
from tests.imports.printing import as_docx, as_pdf
from tests.imports.test_three_forms import said
from tests.imports.whole_notes import NAMES, whole

PRINTED = Path(__file__).parent / "printed"
MARKS = re.compile(r"[\s*#|•–\-_=\\~]+")  # of lists, tables and headings, which differ from form to form
A_BROKEN_CELL = "words in a column without lines that go on below are taken for a line of their own"
A_LONG_WORD = "a line that ends early, before a word that had no room, is taken for the last of its paragraph"
BELOW_COLUMNS = "a heading right below two columns, with no more room above it, is taken for a line of them"
DIFFERENT = {
    ("pdf", "aldre_trygg"): A_LONG_WORD,
    ("pdf", "bra_rad"): BELOW_COLUMNS,
    ("pdf", "itinforande"): A_BROKEN_CELL,
    ("pdf", "ledningsgrupp"): A_BROKEN_CELL,
}
# Laid out with the signs of a text: marks of a wiki, tabs, columns of blanks; no document has them.
ONLY_AS_TEXT = frozenset(
    (
        "byggmote_sju",
        "driftgrupp",
        "havskonsortium",
        "hyttan",
        "krisgrupp",
        "skyddskommitte_form",
        "vardavdelning",
    )
)
FORMS = {"docx": (as_docx, word.read), "pdf": (as_pdf, portable.read)}


def cases() -> list[Any]:
    return [
        pytest.param(
            form,
            name,
            marks=pytest.mark.xfail(strict=True, reason=DIFFERENT[form, name])
            if (form, name) in DIFFERENT
            else (),
        )
        for form in FORMS
        for name in NAMES
        if name not in ONLY_AS_TEXT
    ]


def plainly(value: Any) -> Any:
    """Without marks."""
    if isinstance(value, str):
        return MARKS.sub(" ", value).strip()
    if isinstance(value, dict):
        return {name: plainly(one) for name, one in value.items()}
    return [plainly(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("form", "name"), cases())
def test_a_whole_note_gives_the_same_proposal_in_every_form(form: str, name: str) -> None:
    make, read = FORMS[form]
    note = whole(name).text

    assert plainly(said(read(make(note)))) == plainly(said(plain.read(note.encode())))


@pytest.mark.parametrize("document", sorted(PRINTED.glob("*.docx")), ids=lambda path: path.stem)
def test_what_is_printed_gives_the_proposal_of_its_document(document: Path) -> None:
    printed = document.with_suffix(".pdf").read_bytes()

    assert plainly(said(portable.read(printed))) == plainly(said(word.read(document.read_bytes())))


@pytest.mark.parametrize("file", sorted(PRINTED.glob("struck*.*")), ids=lambda path: path.name)
def test_who_is_crossed_out_was_absent(file: Path) -> None:
    read = word.read if file.suffix == ".docx" else portable.read
    rows = said(read(file.read_bytes()))["attendance"]
    absent = {row["name"] for row in rows if row["presence"] == "absent"}
    away = {"Tova Mallmark", "Ida Utkast", "Sven Struken", "Berta Borttagen", "Rut Raderad"}

    assert absent == (away if file.stem == "struck" else {"Tova Mallmark"})
    assert {"Lova Exempelsson", "Åke Provberg"} <= {
        row["name"] for row in rows if row["presence"] == "present"
    }
