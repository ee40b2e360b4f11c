"""Text files: UTF-8 or UTF-16 with their marks, UTF-8, else cp1252."""

import codecs
import re
import unicodedata

from app.imports.reading.limits import CHARACTERS, Unreadable, check

MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
UNMARKED = ("utf-8", "cp1252")
LINE_ENDS = re.compile(r"\r\n|[\r\v\x85\u2028\u2029]")
STRAY = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_STRAY = 1 / 100  # of a text that some word processor left them in


def read(content: bytes) -> str:
    """The text as it stands, but for line ends and control characters. Raises Unreadable."""
    return clean(_decoded(content))


def clean(text: str) -> str:
    """Text as the rest of the house has it: NFC, no control characters but LF, TAB and FF. Raises Unreadable."""
    check("characters", len(text), CHARACTERS)
    if "\0" in text or len(STRAY.findall(text)) > len(text) * MOST_STRAY:
        raise Unreadable("unknown-file-kind")
    composed = unicodedata.normalize("NFC", STRAY.sub("", LINE_ENDS.sub("\n", text)))
    if not composed.strip():
        raise Unreadable("no-text-in-file")
    return composed


def _decoded(content: bytes) -> str:
    encodings = [encoding for mark, encoding in MARKED if content.startswith(mark)] or UNMARKED
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown-file-kind")
