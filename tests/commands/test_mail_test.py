"""mail-test: one mail by the way of all others, and what the server answered."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app import settings
from app.cli import main

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NASTA_MAIL_URL", f"file:{tmp_path / 'mail'}")
    settings.get.cache_clear()
    return tmp_path / "mail"


def test_one_mail_is_sent_and_the_answer_told(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail-test", "drift@example.org"]) == 0

    (file,) = (path for path in box.rglob("*") if path.is_file())
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("drift@example.org", "Provmejl från Nästa")
    assert capsys.readouterr().out.startswith("accepted 250")
    assert mail.defects == []


def test_without_an_address_or_an_operator_it_says_what_to_set(
    box: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NASTA_OPERATOR_EMAIL", raising=False)
    settings.get.cache_clear()

    assert main(["mail-test"]) != 0
    assert "NASTA_OPERATOR_EMAIL" in "".join(capsys.readouterr())
    assert not box.exists() or not any(box.rglob("*.eml"))
