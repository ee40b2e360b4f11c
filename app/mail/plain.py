"""What a letter carries of a text: what is meant, whatever was typed."""

import re
import unicodedata

# Unicode 16.0, Bidi_Control: they make text read in another order than it is written
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def one_line(text: str) -> str:
    """Text for a header: no line breaks, controls or bidi controls, and single spaces between words."""
    return cleaned(text).strip()


def cleaned(text: str) -> str:
    """A piece of such a line: it may begin and end with a space."""
    kept = (" " if _control(char) or char in BIDI_CONTROLS else char for char in text)
    return re.sub(r"\s+", " ", "".join(kept))


def many_lines(text: str) -> str:
    """Text for a body: lines end with LF, and no controls but TAB."""
    lines = re.sub(r"\r\n?", "\n", text)
    return "".join(" " if _control(char) and char not in "\n\t" else char for char in lines)


def _control(char: str) -> bool:
    """C0, C1, and lone surrogates, which are no characters at all."""
    return unicodedata.category(char) in {"Cc", "Cs"}
