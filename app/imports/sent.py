"""The day of a meeting that a mail tells of: sent "den 4 juni", about what was said "i måndags"."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.imports import words
from app.imports.blocks import Block
from app.imports.day_words import weekday_of
from app.imports.words import key

_HEAD = 8  # blocks in which it says when they met
_LONGEST = 300


def is_stamp(text: str) -> bool:
    """ "Skickat: den 4 juni 2024 21:40": when a mail was sent."""
    label, colon, _ = text.partition(":")
    return bool(colon) and key(label).strip(" *") in words.table("structure", "sent")["labels"]


def met_on(sent: date, made: Sequence[Block]) -> date:
    """The day, counted back from when the mail was sent; that very day when nothing else is said."""
    back = (days for block in made[:_HEAD] if (days := _back(key(block.text[:_LONGEST]).split(), sent)))
    return sent - timedelta(next(back, 0))


def _back(said: Sequence[str], sent: date) -> int:
    """How many days before: "i går", "i måndags"."""
    bare = [word.strip(" .,;:!?()") for word in said]
    text = f" {' '.join(bare)} "
    for count in ("1", "2"):
        if any(f" {word} " in text for word in words.table("structure", "sent")[count]):
            return int(count)
    day = next((weekday_of(word.removesuffix("s")) for word in bare if word.endswith("dags")), None)
    return (sent.isoweekday() - day) % 7 or 7 if day is not None else 0
