"""PDF -> text: lines put together from their letters, tables from their lines, paragraphs from their lines."""

import io
from collections.abc import Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from app.imports.reading.glyphs import Sheet, sheet
from app.imports.reading.limits import CHARACTERS, PAGES, Unreadable, check
from app.imports.reading.pages import written
from app.imports.reading.plain import clean


def read(content: bytes) -> str:
    """The text of a PDF. Raises Unreadable."""
    sheets = list(_sheets(content))
    known = sum(len(one.glyphs) for one in sheets)
    if known <= sum(one.unknown for one in sheets):
        raise Unreadable("no-text-in-file")
    return clean("\n".join(written(sheets)).replace("\u00a0", " ").strip("\n") + "\n")


def _sheets(content: bytes) -> Iterator[Sheet]:
    letters = 0
    for number, page in enumerate(_pages(content), start=1):
        check("pages", number, PAGES)
        made = sheet(page)
        letters += len(made.glyphs)
        check("characters", letters, CHARACTERS)
        yield made


def _pages(content: bytes) -> Iterator[LTPage]:
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        if document.encryption:
            raise Unreadable("encrypted-file")
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources)
        interpreter = PDFPageInterpreter(resources, device)
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
            yield device.get_result()
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable("encrypted-file") from error
    except (PDFException, PSException) as error:
        raise Unreadable("broken-file") from error
