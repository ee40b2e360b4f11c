"""What a line begins with: a bullet, a number, a letter, the mark of a heading in Markdown or MediaWiki."""

from dataclasses import dataclass

from app.imports import words
from app.imports.verbs import is_finite
from app.imports.words import key

BULLETS = frozenset("-*•–—·▪◦‣➢●○■□►➤✓✔+∙\uf0b7\uf0a7\uf0d8")
_LETTER_BULLETS = frozenset("oa")
_DEEPEST = 6  # signs of a heading
_RULES = frozenset("=-–—*+~_#")  # of which lines are drawn on both sides of a title
_SIGNS = 2  # so many may be a bullet of bullets
_DRAWN = 4  # how deep a title between them stands
_AFTER_NUMBER = frozenset(".):§")


@dataclass(frozen=True)
class Marker:
    """`kind`: bullet, number, letter or mark (of a heading, `level` signs). `length`: up to the text behind it.

    `closing`: how many letters at the end of the line belong to it.

    `style` tells numberings apart; `bare`: nothing but a space behind the number, so it may be an amount.
    `is_box`: an empty box to tick stands behind the bullet.
    """

    kind: str
    length: int
    number: str | None = None
    style: str = ""
    level: int = 0
    bare: bool = False
    is_box: bool = False
    closing: int = 0


def marker(text: str) -> Marker | None:
    """What the line begins with; None: its text."""
    if text[0] in _RULES and (between := _between(text)):
        return between
    if text[0] == "#":
        return _mark(text)
    if text[0] in BULLETS or text[0] in _LETTER_BULLETS:
        return _bullet(text) or _letter(text) or _number(text)
    return _number(text) or _letter(text)


def _tells(title: str) -> bool:
    """It has a verb: drawn lines may stand around what is said, too."""
    return any(is_finite(word.strip(".,:;!?")) for word in key(title).split())


def _between(text: str) -> Marker | None:
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
    inner = _number(title.strip())
    if inner and not inner.bare:
        return Marker("mark", begin + inner.length, inner.number, sign + inner.style, depth, closing=closing)
    return Marker("mark", begin, level=depth, closing=closing)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\u00a0*_":
        at += 1
    return at


def _mark(text: str) -> Marker | None:
    level = len(text) - len(text.lstrip("#"))
    if level > _DEEPEST or len(text) <= level:
        return None
    if not (text[level].isspace() or text[level].isupper() or (level > 1 and text[level].isdecimal())):
        return None  # "#41" is the number of an issue
    begin = _skip(text, level)
    inner = _number(text[begin:]) if begin < len(text) else None
    if inner and (not inner.bare or _begins_title(text, begin + inner.length, inner)):
        return Marker("mark", begin + inner.length, inner.number, "#" + inner.style, level)
    return Marker("mark", begin, level=level)


def _begins_title(text: str, at: int, inner: Marker) -> bool:
    """ "## 3 Ekonomi"; but "## 2026 års budget", "## 3 frågor"."""
    return len(inner.number or "") < 3 and text[at : at + 1].isupper()


def _bullet(text: str) -> Marker | None:
    if text[:2] == "**" or len(text) < 2:
        return None
    if text[0] in _LETTER_BULLETS:
        fits = text[1] == "\t" or (text[1] == " " and (text[2:3].isspace() or text[2:3].isupper()))
    else:
        fits = text[1].isspace() or (text[0] not in "-*+–—·" and not text[1].isdecimal())
    if not fits:
        return None
    begins = _skip(text, 1)
    behind = _past_box(text, begins)
    return Marker("bullet", behind, style=text[0], is_box=behind > begins)


def _past_box(text: str, at: int) -> int:
    """Past "[ ]", an empty box to tick; "[x]" stays, since it says that the thing is done."""
    return _skip(text, at + 3) if text[at : at + 3] == "[ ]" and len(text) > at + 4 else at


def _letter(text: str) -> Marker | None:
    """ "a)", "a.)", "B." and the like; "A. Berg" is a name when a capital alone stands before a dot."""
    if len(text) > 4 and text[0].isalpha() and text[1:3] == ".)":
        return Marker("letter", _skip(text, 3), text[0], ")")
    if len(text) > 3 and text[0].isalpha() and text[1] in ").":
        fits = text[2].isspace() and (text[1] == ")" or text[0].islower())
        return Marker("letter", _skip(text, 2), text[0], text[1]) if fits else None
    return None


def _number(text: str) -> Marker | None:
    at = _skip(text, 0)
    prefix, at = _prefix(text, at)
    begin = at
    while at < len(text) and (text[at].isdecimal() or _is_inner(text, at, prefix)):
        at += 1
    number = text[begin:at]
    if not number or len(number) > (9 if prefix else 8):
        return None
    return _numbered(text, at, number, prefix)


def _prefix(text: str, at: int) -> tuple[str, int]:
    """The sign of a paragraph, or a word as Punkt, Sak, Item, before the number."""
    if text[at : at + 1] == "§":
        after = at + 1 + (text[at + 1 : at + 2] == "§")
        return "§", _skip(text, after)
    word = text[at : at + 12].split(" ", 1)[0]
    if key(word) in words.table("structure", "numbering")["prefix"]:
        after = _skip(text, at + len(word))
        return (key(word), after) if text[after : after + 1].isdecimal() else ("", at)
    return "", at


def _is_inner(text: str, at: int, prefix: str) -> bool:
    """A dot between digits; with a prefix, a year behind a stroke too."""
    inside = text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
    return inside and (text[at] == "." or (bool(prefix) and text[at] in "/-:"))


def _numbered(text: str, at: int, number: str, prefix: str) -> Marker | None:
    """The marker if what stands behind the number lets it be one."""
    closing = text[at : at + 1]
    if closing and closing.isalpha() and text[at + 1 : at + 2] in (".", ")") and closing.islower():
        return Marker("number", _skip(text, at + 2), number + closing, prefix + text[at + 1])
    style = closing if closing in _AFTER_NUMBER else ""
    after = _skip(text, at + len(style) + (text[at : at + 2] in (".)", ".:")))
    bare = not style and not prefix
    if prefix and text[after : after + 1] in ("-", "–", ":", "|"):
        after = _skip(text, after + 1)
    if after == at + len(style) and not _may_touch(text, after, style or prefix):
        return None
    if text[after : after + 1] == "|":
        after = _skip(text, after + 1)
    if _is_calendar(text, after) and style in ("", "."):
        return None
    return Marker("number", after, number, prefix + style, bare=bare and "." not in number)


def _may_touch(text: str, after: int, sign: str) -> bool:
    """ "1.Ekonomi", "§1Ekonomi", and a number that has the line for itself."""
    return bool(sign) and (after >= len(text) or (text[after].isupper() and sign in ".)§"))


def _is_calendar(text: str, after: int) -> bool:
    """ "2. mars", "17 juni": a day, not a number of an item."""
    word = text[after : after + 14].split(" ", 1)[0]
    return key(word).strip(".,") in words.meanings("calendar", "months")
