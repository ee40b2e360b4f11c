"""The year behind a day: 3 maj 2026, 3/9-21, v. 14, 2026."""

from app.imports.day_words import Token, at_text


def touch(tokens: list[Token], at: int, count: int) -> bool:
    """So many tokens stand without a space between."""
    return at + count <= len(tokens) and all(
        tokens[at + step].end == tokens[at + step + 1].start for step in range(count - 1)
    )


def year_at(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """A year behind a day and month, and what comes after it."""
    comma = at + (at_text(tokens, at) in (",", "."))
    if is_year(at_text(tokens, comma)):
        return int(tokens[comma].text), comma + 1
    stroke = at_text(tokens, at) in ("-", "–", "/", "'", "’")
    if stroke and (is_year(at_text(tokens, at + 1)) or _is_short_year(tokens, at + 1)):
        return int(tokens[at + 1].text), at + 2
    return None, at


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1980 <= int(text) <= 2079


def _is_short_year(tokens: list[Token], at: int) -> bool:
    """Two digits close behind a stroke, and no clock or month after them."""
    text = at_text(tokens, at)
    return (
        len(text) == 2
        and text.isdecimal()
        and touch(tokens, at - 1, 2)
        and at_text(tokens, at + 1) not in (":", "/", ".")
    )
