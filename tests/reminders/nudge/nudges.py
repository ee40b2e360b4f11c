"""Nudges to write letters of. `python -m tests.reminders.nudge.nudges` writes the letters down anew."""

from datetime import date
from pathlib import Path

from app.reminders.digest import Digest
from app.reminders.letter import Rendered
from app.reminders.nudge.words import Asked, rendered
from tests.reminders.digests import HOSTILE, digest, point, section, written

LETTERS = Path(__file__).parent / "letters"
LINE = "Kan du hinna till fredag?\r\nRektorerna frågar efter den.\r\n\r\n\r\n> Ring mig gärna.\n"

NUDGES: dict[str, tuple[Asked, Digest]] = {
    "with_a_line": (Asked("Torun Ekevall", LINE), digest(point(times_carried=1))),
    "without_a_line": (Asked("Torun Ekevall", None), digest()),
    "from_a_system": (
        Asked(None, "Den här behövs till budgeten."),
        digest(
            point(9, "Boka lokal för höstens möten", due_on=date(2026, 4, 13)),
            meeting=None,
            answer_by=date(2026, 4, 13),
        ),
    ),
    "in_english": (Asked("Torun Ekevall", LINE), digest(language="en")),
    "shared_address": (
        Asked("Torun Ekevall", LINE),
        digest(sections=(section(), section(name="Östen Kvarnbäck"))),
    ),
    "hostile": (Asked(HOSTILE, f"{HOSTILE}\n\nSå svarar du\n\u2028</blockquote>\x00\ud800"), digest()),
}


def letter(name: str) -> Rendered:
    return rendered(*NUDGES[name])


if __name__ == "__main__":
    LETTERS.mkdir(exist_ok=True)
    for name in NUDGES:
        LETTERS.joinpath(f"{name}.txt").write_text(written(letter(name)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(letter(name).html, encoding="utf-8", newline="\n")
