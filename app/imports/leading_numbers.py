"""The number or letter that a line begins with: "1.", "§ 12", "Punkt 3:", "4.2", "a)"; not "2. mars"."""

from app.imports import words
from app.imports.marker import Marker, skip
from app.imports.words import key

_AFTER_NUMBER = frozenset(".):§")


def leading_number(text: str) -> Marker | None:
    """The marker that a number makes, with its sign or word before it; None: the text begins with none."""
    at = skip(text, 0)
    prefix, at = _prefix(text, at)
    begin = at
    while at < len(text) and (text[at].isdecimal() or _is_inner(text, at, prefix)):
        at += 1
    number = text[begin:at]
    if not number or len(number) > (9 if prefix else 8):
        return None
    return _numbered(text, at, number, prefix)


def leading_letter(text: str) -> Marker | None:
    """ "a)", "a.)", "B." and the like; "A. Berg" is a name when a capital alone stands before a dot."""
    if len(text) > 4 and text[0].isalpha() and text[1:3] == ".)":
        return Marker("letter", skip(text, 3), text[0], ")")
    if len(text) > 3 and text[0].isalpha() and text[1] in ").":
        fits = text[2].isspace() and (text[1] == ")" or text[0].islower())
        return Marker("letter", skip(text, 2), text[0], text[1]) if fits else None
    return None


def _prefix(text: str, at: int) -> tuple[str, int]:
    """The sign of a paragraph, or a word as Punkt, Sak, Item, before the number."""
    if text[at : at + 1] == "§":
        after = at + 1 + (text[at + 1 : at + 2] == "§")
        return "§", skip(text, after)
    word = text[at : at + 12].split(" ", 1)[0]
    if key(word) in words.table("structure", "numbering")["prefix"]:
        after = skip(text, at + len(word))
        return (key(word), after) if text[after : after + 1].isdecimal() else ("", at)
    return "", at


def _is_inner(text: str, at: int, prefix: str) -> bool:
    """A dot between digits, or the colon of "4:1"; with a prefix, a year behind a stroke too."""
    inside = text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
    is_part = text[at] == ":" and text[at + 2 : at + 3].isspace()
    return inside and (text[at] == "." or is_part or (bool(prefix) and text[at] in "/-:"))


def _numbered(text: str, at: int, number: str, prefix: str) -> Marker | None:
    """The marker if what stands behind the number lets it be one."""
    closing = text[at : at + 1]
    if closing and closing.isalpha() and text[at + 1 : at + 2] in (".", ")") and closing.islower():
        return Marker("number", skip(text, at + 2), number + closing, prefix + text[at + 1])
    style = closing if closing in _AFTER_NUMBER else ""
    after = skip(text, at + len(style) + (text[at : at + 2] in (".)", ".:")))
    bare = not style and not prefix
    if prefix and text[after : after + 1] in ("-", "–", ":", "|"):
        after = skip(text, after + 1)
    if after == at + len(style) and not _may_touch(text, after, style or prefix):
        return None
    if text[after : after + 1] == "|":
        after = skip(text, after + 1)
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
