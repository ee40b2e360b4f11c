"""One marker: what a line has before its text."""

from dataclasses import dataclass


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


def skip(text: str, at: int) -> int:
    """Past blanks and the signs of emphasis."""
    while at < len(text) and text[at] in " \t\u00a0*_":
        at += 1
    return at
