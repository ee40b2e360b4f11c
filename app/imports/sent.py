"""The day of a meeting that a mail tells of: sent "den 4 juni", about what was said "i måndags (Byasalen, 9-14)"."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.imports import words
from app.imports.blocks import Block
from app.imports.day_words import weekday_of
from app.imports.kinds import is_first_name
from app.imports.times import hours_in
from app.imports.words import key

_HEAD = 8  # blocks in which it says when they met
_LONGEST = 300


def is_stamp(text: str) -> bool:
    """ "Skickat: den 4 juni 2024 21:40": when a mail was sent."""
    label, colon, _ = text.partition(":")
    return bool(colon) and key(label).strip(" *") in words.table("structure", "sent")["labels"]


def is_receiver(text: str) -> bool:
    """ "Till: alla i styrelsen", "Kopia: Vera Lind"."""
    return _is_to(text, "receivers") or _is_to(text, "copies")


def is_address(text: str) -> bool:
    """ "Till: lotsar@exempel.se", and whoever got a copy; not "Till: alla i styrelsen"."""
    return _is_to(text, "copies") or ("@" in text and _is_to(text, "receivers"))


def _is_to(text: str, kind: str) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and key(label).strip(" *") in words.table("structure", "sent")[kind]


def told_of(sent: date, made: Sequence[Block]) -> list[str]:
    """ "i måndags (Byasalen, 9.30-14 med soppa)": behind the words for the day where, and from when to when."""
    for block in made[:_HEAD]:
        before, bracket, behind = block.text[:_LONGEST].partition("(")
        inside, _, _ = behind.partition(")")
        if bracket and _back(key(before).split(), sent) and (hours := hours_in(inside, loose=True)):
            is_people = is_first_name(key(inside).partition(",")[0].strip())
            return [] if is_people else [inside[: hours[0].end]]
    return []


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
