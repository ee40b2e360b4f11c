"""What a spam filter says of letters, where one is installed: of itself, with no network (`--local`)."""

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from app.mail import Address, Letter, compose
from app.reminders import run
from tests import tools
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

MOST = 1.0
KEPT = Path(__file__).parents[1]
LETTERS = {
    str(file.relative_to(KEPT)): file
    for file in sorted(KEPT.rglob("letters/*.html"))
    if file.stem != "hostile"
}
STOP = "<https://nasta.example.org/stops/x>, <mailto:nasta@example.org?subject=stop%20x>"


def as_sent(html: Path) -> bytes:
    """A kept letter with the fields that a group's letters have."""
    subject, _, text = html.with_suffix(".txt").read_text(encoding="utf-8").partition("\n\n")
    return compose(
        Letter(
            sender=Address("Beredningsgruppen för barn och unga", "nasta@example.org"),
            recipient=Address("Majken Glimsjö", "majken@example.com"),
            reply_to=Address("Torun Ekevall", "torun@example.net"),
            subject=subject,
            text=text,
            html=html.read_text(encoding="utf-8"),
            language="en" if "english" in html.stem else "sv",
            message_id=f"<{html.stem}@nasta.example.org>",
            date=datetime(2026, 4, 10, 6, tzinfo=UTC),
            list_id=("Beredningsgruppen för barn och unga", "bgb.nasta.example.org"),
            extra=(("List-Unsubscribe", STOP), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        )
    )


def scores(messages: list[bytes], home: Path) -> list[float]:
    """In one run, each message's, in their order."""
    box = b"".join(b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + message + b"\n" for message in messages)
    said = subprocess.run(
        [tools.program("spamassassin"), "--local", "--test-mode", "--mbox"],
        input=box.replace(b"\r\n", b"\n"),
        capture_output=True,
        check=True,
        env={**os.environ, "HOME": str(home)},
    ).stdout.decode("utf-8", "replace")
    return [float(score) for score in re.findall(r"^X-Spam-Status: .*?score=(-?[\d.]+)", said, re.MULTILINE)]


def test_no_kind_of_letter_is_spam(tmp_path: Path) -> None:
    found = scores([as_sent(html) for html in LETTERS.values()], tmp_path)

    assert len(found) == len(LETTERS) > 30
    assert {name: score for name, score in zip(LETTERS, found, strict=True) if score >= MOST} == {}


def test_a_letter_with_its_calendar_part_is_no_spam(api: Api, time: Time, tmp_path: Path) -> None:
    post = Post()
    office = Office(api, time, post, api.post("/groups", name="Arbetsgruppen Ungas hälsa", reminders="on"))
    office.meeting("2026-04-17", "14:00", place="Biblioteket", online_url="https://video.example.org/1")
    office.point("Gör en inbjudan till workshoparna", office.person("Bo Berg", "secretary"))
    time.is_(at("2026-04-10"))
    run.tick(time.now, post, "test", lambda: time.now)
    (envelope,) = post.sent

    (score,) = scores([envelope.message], tmp_path)

    assert b"text/calendar" in envelope.message
    assert score < MOST
