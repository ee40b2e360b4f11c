"""What the operator is told. `python -m tests.outbox.operator.to_operator` writes the letters down anew."""

from datetime import UTC, datetime
from pathlib import Path

from app.commands import mail
from app.mail import Letter
from app.outbox import alarm
from app.outbox.alarm import Alarm

LETTERS = Path(__file__).parent / "letters"
ADDRESS, NOW = "drift@example.org", datetime(2026, 4, 10, 6, tzinfo=UTC)

ALARMS = {
    "fault": Alarm("fault", 1, "535 5.7.8 Authentication credentials invalid"),
    "storm": Alarm("storm", 1, "1204 mails in a day; the busiest day of the last 30 had 96"),
    "clock": Alarm(
        "clock",
        1,
        "it is 2026-04-10T06:00:00+00:00, and by the time that has passed it should be 2026-04-09T06:00:00+00:00",
    ),
    "restore": Alarm("restore", 1),
    "unreachable": Alarm("unreachable", 1, "2026-04-10 04:51+00:00"),
    "uncertain": Alarm("uncertain", 3),
    "set_aside": Alarm("set_aside", 1),
    "planning": Alarm("planning", 2),
    "hostile": Alarm("fault", 1, "550 <script>alert(1)</script> & \u202etxt.exe\r\nBcc: x@example.net"),
}


def letter(name: str) -> Letter:
    return mail.letter(ADDRESS, NOW) if name == "mail_test" else alarm.letter(ALARMS[name], ADDRESS, NOW)


NAMES = [*ALARMS, "mail_test"]


def written(made: Letter) -> str:
    """Subject and text, as they are kept."""
    return f"{made.subject}\n\n{made.text}"


if __name__ == "__main__":
    LETTERS.mkdir(exist_ok=True)
    for name in NAMES:
        LETTERS.joinpath(f"{name}.txt").write_text(written(letter(name)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(letter(name).html, encoding="utf-8", newline="\n")
