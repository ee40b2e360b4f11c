"""import-notes on the command line: a proposal as JSON, a folder as a table, and what cannot be read."""

import json
from pathlib import Path

import pytest

from app import cli

NOTE = """Mötesanteckningar Väggruppen 2024-05-06

Närvarande: Vera Lind, Isak Bro

1. Färgen
Isak Bro mailar målaren.
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "väggen.txt"
    file.write_text(NOTE, encoding="utf-8")
    return file


def test_a_proposal_is_printed_as_json(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import-notes", "--proposal", str(note)]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["meeting"]["group"] == "Väggruppen"
    assert [row["name"] for row in said["attendance"]] == ["Vera Lind", "Isak Bro"]


def test_a_folder_is_read_file_by_file_and_one_that_cannot_be_does_not_stop_it(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (note.parent / "a.pdf").write_bytes(b"no pdf at all")

    assert cli.main(["import-notes", str(note.parent)]) == 1

    said = capsys.readouterr()
    assert "[2/2] väggen.txt: Väggruppen, 2024-05-06" in said.out
    assert "2 people, 1 items, 0 decisions" in said.out
    assert "a.pdf: " in said.err


def test_a_proposal_of_several_files_is_refused(note: Path) -> None:
    assert cli.main(["import-notes", "--proposal", str(note), str(note)]) == 2


def test_a_file_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import-notes", "--proposal", str(tmp_path / "x.txt")]) == 1

    assert "x.txt: No such file" in capsys.readouterr().err
