"""The README keeps its promises: its tour is taken, word by word; its commands and settings are there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import cli
from app.settings import Settings
from tests.running import ROOT, Installation

README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS, KEY, PYTHON = "http://127.0.0.1:8000", "nasta_…", ".venv/bin/python"


def section(title: str) -> str:
    """What stands under a heading."""
    return re.split(r"^## ", README.partition(f"\n## {title}")[2], maxsplit=1, flags=re.MULTILINE)[0]


def tour(address: str, key: str) -> str:
    """The tour's commands as one script, against another server and with its key."""
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```$", section("A tour"), re.MULTILINE | re.DOTALL))
    for written, here in ((ADDRESS, address), (KEY, key), (PYTHON, sys.executable)):
        assert written in script
        script = script.replace(written, here)
    return script


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not here")
def test_the_tour_leads_from_nothing_to_a_mail(tmp_path: Path) -> None:
    place = Installation({}, tmp_path)

    with place.serving("--worker") as api:
        key = re.findall(r"nasta_[0-9a-f]{32}_\S{43}", place.said())[0]
        taken = subprocess.run(
            ["/bin/sh", "-eu", "-c", tour(str(api.client.base_url).rstrip("/"), key)],
            cwd=tmp_path,
            env=place.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert taken.returncode == 0, taken.stdout + taken.stderr
    (mail,) = (tmp_path / "var/mail").iterdir()
    assert mail.suffix == ".eml"
    assert "Till: Elof Tallbo <elof@example.org>\nÄmne: " in taken.stdout
    assert "1. Gör en inbjudan till workshoparna" in taken.stdout
    assert '"state":"accepted"' in taken.stdout
    assert "\ndone\n" in taken.stdout


def test_every_command_there_is_stands_in_it() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)", section("Commands"), re.MULTILINE))

    assert told == _commands()


def _commands() -> set[str]:
    subparsers = next(action for action in cli.parser()._actions if isinstance(action.choices, dict))
    return set(subparsers.choices or ())


def test_every_setting_stands_in_it_with_its_default() -> None:
    rows = {
        name: row
        for row in section("Settings").splitlines()
        for name in re.findall(r"`(NASTA_[A-Z_]+)`", row)
    }

    assert set(rows) == {f"NASTA_{name.upper()}" for name in Settings.model_fields}
    for name, setting in Settings.model_fields.items():
        assert setting.default is None or f"`{setting.default}`" in rows[f"NASTA_{name.upper()}"]


def test_every_target_it_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_every_place_it_points_to_is_there() -> None:
    named = re.findall(r"`((?:app|docs|migrations|tests)/[a-z_/.]*)`", README)
    linked = re.findall(r"\]\(([^):]+)\)", README)

    for place in named + linked:
        assert (ROOT / place).exists(), place
