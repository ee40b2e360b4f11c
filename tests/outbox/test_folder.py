import os
from pathlib import Path

import pytest

from app.outbox.folder import FolderTransport
from app.outbox.transport import Envelope, Outcome, OutcomeKind


def mail(identifier: str = "<first@nasta.example.org>", text: str = "Hej") -> Envelope:
    message = f"Message-ID: {identifier}\r\nSubject: Hej\r\n\r\n{text}\r\n".encode()
    return Envelope("bounce@example.org", "maria@example.com", message)


def nothing() -> None:
    pass


def test_a_mail_is_a_file_named_by_its_message_id(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "mail"

    outcome = FolderTransport(folder).transmit(mail(), nothing)

    assert outcome == Outcome(OutcomeKind.accepted, "250 kept as first.eml")
    assert [path.name for path in folder.iterdir()] == ["first.eml"]
    assert (folder / "first.eml").read_bytes() == mail().message


def test_the_same_mail_twice_is_one_file(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path)

    first, second = transport.transmit(mail(), nothing), transport.transmit(mail(), nothing)

    assert first == second
    assert [path.name for path in tmp_path.iterdir()] == ["first.eml"]


def test_two_mails_are_two_files(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path)

    transport.transmit(mail(), nothing)
    transport.transmit(mail("<second@nasta.example.org>"), nothing)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.eml", "second.eml"]


@pytest.mark.parametrize(
    "identifier",
    [
        "<../../escaped@example.org>",
        "</etc/passwd@example.org>",
        "<..@example.org>",
        "<.hidden@example.org>",
        "<-rf@example.org>",
        "<a\x00b@example.org>",
        "<a b@example.org>",
        "<a\\b@example.org>",
        f"<{'a' * 300}@example.org>",
        "<a>",
        "a@example.org",
        "",
    ],
    ids=ascii,
)
def test_a_message_id_that_makes_no_file_name_is_made_into_one(tmp_path: Path, identifier: str) -> None:
    folder = tmp_path / "mail"

    outcome = FolderTransport(folder).transmit(mail(identifier), nothing)

    assert outcome.kind == OutcomeKind.accepted
    (path,) = folder.iterdir()
    assert len(path.stem) == 64
    assert [entry.name for entry in tmp_path.iterdir()] == ["mail"]


def test_mails_without_a_message_id_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path)

    for text in ("Hej", "Hopp", "Hej"):
        transport.transmit(Envelope("", "maria@example.com", f"\r\n{text}\r\n".encode()), nothing)

    assert len(list(tmp_path.iterdir())) == 2


def test_a_mail_is_for_its_owner_alone(tmp_path: Path) -> None:
    FolderTransport(tmp_path / "mail").transmit(mail(), nothing)

    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0
    assert (tmp_path / "mail" / "first.eml").stat().st_mode & 0o077 == 0


def test_a_mail_is_on_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def look(handle: int) -> None:
        seen.append([path.suffix for path in tmp_path.iterdir()])
        fsync(handle)

    monkeypatch.setattr(os, "fsync", look)

    FolderTransport(tmp_path).transmit(mail(), nothing)

    assert len(seen) == 2
    assert ".eml" not in seen[0]
    assert seen[1] == [".eml"]


def test_a_disk_that_fails_keeps_what_was_there_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    transport = FolderTransport(tmp_path)
    transport.transmit(mail(), nothing)
    monkeypatch.setattr(os, "fsync", full)

    outcome = transport.transmit(mail(text="Annat"), nothing)

    assert outcome == Outcome(OutcomeKind.temporary, "not kept: No space left on device")
    assert [path.name for path in tmp_path.iterdir()] == ["first.eml"]
    assert (tmp_path / "first.eml").read_bytes() == mail().message


def test_a_folder_that_cannot_be_made_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")

    outcome = FolderTransport(tmp_path / "mail").transmit(mail(), nothing)

    assert outcome == Outcome(OutcomeKind.temporary, "not kept: File exists")


def test_the_caller_is_told_before_anything_is_kept(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("the lease is lost")

    with pytest.raises(RuntimeError, match="the lease is lost"):
        FolderTransport(tmp_path / "mail").transmit(mail(), fail)

    assert list(tmp_path.iterdir()) == []
