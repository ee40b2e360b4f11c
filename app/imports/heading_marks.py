"""The marks of a heading: "## Ekonomi" of Markdown, "== Ekonomi ==" of MediaWiki, "--- EKONOMI ---" as drawn."""

from app.imports.leading_numbers import leading_number
from app.imports.marker import Marker, skip
from app.imports.verbs import is_finite
from app.imports.words import key

RULES = frozenset("=-–—*+~_#")  # of which lines are drawn on both sides of a title
_DEEPEST = 6  # signs of a heading
_SIGNS = 2  # so many may be a bullet of bullets
_DRAWN = 4  # how deep a title between them stands


def drawn(text: str) -> Marker | None:
    """ "== Ekonomi ==" of MediaWiki; with blanks inside "--- EKONOMI ---", "****** Ekonomi ******", "=== Ekonomi"."""
    sign = text[0]
    opening, closing = len(text) - len(text.lstrip(sign)), len(text) - len(text.rstrip(sign))
    title = text.strip(sign)
    is_wiki = sign == "=" and opening == closing <= _DEEPEST
    is_drawn = min(opening, closing) > 1 and title[:1].isspace() and title[-1:].isspace()
    is_begun = sign in "=-" and opening > _SIGNS and not closing and title[:1].isspace()
    is_marked = is_wiki or ((is_drawn or is_begun) and not _tells(title))
    if not title.strip() or not is_marked:
        return None
    depth = opening if sign in "=#" and opening <= _DEEPEST else _DRAWN
    begin, closing = text.index(title.strip()), closing + len(title) - len(title.rstrip())
    inner = leading_number(title.strip())
    if inner and not inner.bare:
        return Marker("mark", begin + inner.length, inner.number, sign + inner.style, depth, closing=closing)
    return Marker("mark", begin, level=depth, closing=closing)


def _tells(title: str) -> bool:
    """It has a verb: drawn lines may stand around what is said, too."""
    return any(is_finite(word.strip(".,:;!?")) for word in key(title).split())


def markdown(text: str) -> Marker | None:
    """ "## Ekonomi", "# 3. Ekonomi"; None: its signs mark no heading, as in "#41"."""
    level = len(text) - len(text.lstrip("#"))
    if level > _DEEPEST or len(text) <= level:
        return None
    if not (text[level].isspace() or text[level].isupper() or (level > 1 and text[level].isdecimal())):
        return None  # "#41" is the number of an issue
    begin = skip(text, level)
    inner = leading_number(text[begin:]) if begin < len(text) else None
    if inner and (not inner.bare or _begins_title(text, begin + inner.length, inner)):
        return Marker("mark", begin + inner.length, inner.number, "#" + inner.style, level)
    return Marker("mark", begin, level=level)


def _begins_title(text: str, at: int, inner: Marker) -> bool:
    """ "## 3 Ekonomi"; but "## 2026 års budget", "## 3 frågor"."""
    return len(inner.number or "") < 3 and text[at : at + 1].isupper()
