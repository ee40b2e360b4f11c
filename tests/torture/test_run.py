"""The short form: real workers, a real mail server, kill -9."""

import re
import subprocess
import sys

import pytest

from tests.conftest import POSTGRESQL
from tests.running import ROOT

TRIAL = "postgresql" if POSTGRESQL else "sqlite"
SHORT = ("--mails", "60", "--kills", "20", "--speed", "600", "--minutes", "5")


@pytest.mark.xdist_group("torture")  # there are three workers and a mail server in it
def test_no_mail_is_lost_and_none_comes_three_times_though_workers_are_killed() -> None:
    command = [sys.executable, "-m", "torture.run", *SHORT, "--seed", "1", "--only", TRIAL]
    trial = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=400)

    assert trial.returncode == 0, trial.stdout + trial.stderr
    line = re.search(rf"^\| {TRIAL} \| 60 \| (\d+) \|.*\| 0 \| \d+ \| 1 \|$", trial.stdout, re.MULTILINE)
    assert line, trial.stdout
    assert int(line[1]) >= 20
