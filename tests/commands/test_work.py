"""`python -m app worker`: what goes wrong beside sending does not stop it."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import settings
from app.commands import work
from app.reminders import run


@pytest.mark.parametrize("fault", [RecursionError(), OSError(), ValueError()])
def test_bounces_that_cannot_be_read_stop_no_mail(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    stop, read, ticked = threading.Event(), [], []

    def fails(*_: object) -> None:
        read.append(True)
        if len(read) > 1:
            stop.set()
        raise fault

    def tick(*_: object) -> dict[str, int]:
        ticked.append(True)
        return {}

    monkeypatch.setenv("NASTA_BOUNCE_FOLDER", str(tmp_path))
    settings.get.cache_clear()
    monkeypatch.setattr("app.bounces.folder.take", fails)
    monkeypatch.setattr(run, "tick", tick)
    monkeypatch.setattr(work, "EVERY", 0)

    work.work(stop)

    assert ticked == [True, True]
