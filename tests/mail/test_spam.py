"""What a spam filter says of a letter, where one is installed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.reminders import run
from tests.asking import Api
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

MOST = 1.0
SPAMASSASSIN = shutil.which("spamassassin")


@pytest.mark.skipif(not SPAMASSASSIN, reason="spamassassin is not installed here")
def test_a_letter_is_no_spam(api: Api, time: Time, tmp_path: Path) -> None:
    assert SPAMASSASSIN
    post = Post()
    office = Office(api, time, post, api.post("/groups", name="Arbetsgruppen Ungas hälsa", reminders="on"))
    office.meeting("2026-04-17", "14:00", place="Biblioteket", online_url="https://video.example.org/1")
    office.point("Gör en inbjudan till workshoparna", office.person("Bo Berg", "secretary"))
    time.is_(at("2026-04-10"))
    run.tick(time.now, post, "test", lambda: time.now)
    (envelope,) = post.sent

    said = subprocess.run(
        [SPAMASSASSIN, "--local", "--test-mode"],
        input=envelope.message,
        capture_output=True,
        check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    ).stdout.decode("utf-8", "replace")

    score = re.search(r"^X-Spam-Status: .*?score=(-?[\d.]+)", said, re.MULTILINE)
    assert score and float(score[1]) < MOST, said
