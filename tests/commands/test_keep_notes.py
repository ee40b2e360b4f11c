from pathlib import Path

import pytest

from app import cli
from tests.asking import Api
from tests.imports.conftest import NOTE, Group, group_of, read_here  # noqa: F401  a fixture
from tests.imports.making_docx import docx, p


@pytest.fixture
def group(api: Api) -> Group:
    return group_of(api)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "1 februari.txt").write_text(NOTE, encoding="utf-8")
    (notes / "2 mars.docx").write_bytes(
        docx(*[p(line) for line in NOTE.replace("02-23", "03-01").splitlines()])
    )
    return notes


def test_a_folder_of_notes_is_kept_as_proposals(
    group: Group, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import-notes", str(folder), "--group", "AG"]) == 0

    told = capsys.readouterr().out.splitlines()
    kept = group.secretary.items(f"/imports?group_id={group.id}")
    assert {row["file_name"] for row in kept} == {"1 februari.txt", "2 mars.docx"}
    assert told[1].split()[:3] == ["[1/2]", "1", "februari.txt"]
    assert "2026-02-23" in told[1]
    assert "3/4" in told[1]
    assert told[1].endswith("proposed")
    assert told[-1] == "2 of 2 notes kept as proposals."


@pytest.mark.usefixtures("read_here")
def test_a_second_time_nothing_is_kept_twice(
    group: Group, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["import-notes", str(folder), "--group", group.id])

    assert cli.main(["import-notes", str(folder), "--group", "arbetsgruppen"]) == 0

    assert "there already (proposed)" in capsys.readouterr().out
    assert len(group.secretary.items(f"/imports?group_id={group.id}")) == 2


def test_one_that_cannot_be_read_does_not_stop_the_others(
    group: Group, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "0 tom.pdf").write_bytes(b"")

    assert cli.main(["import-notes", str(folder), "--group", group.id]) == 1

    told = capsys.readouterr().out
    assert "Filen är tom" in told
    assert "2 of 3 notes kept as proposals." in told


def test_a_group_that_nobody_knows_is_told(
    group: Group, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import-notes", str(folder), "--group", "Ingen"]) == 2

    assert "Ingen" in capsys.readouterr().err
