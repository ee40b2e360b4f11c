"""Secrets are changed without losing what the old one signed and sealed."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from app import cli, database, keyring, settings
from app.sealing import opened, sealed
from tests.asking import Api

OLD, NEW = "o" * 40, "n" * 40
# As an operator does it: the old one alone, the new one beside it, the new one first, the new one alone.
STEPS = [OLD, f"old:{OLD},2027:{NEW}", f"2027:{NEW},old:{OLD}", f"2027:{NEW}"]
Turn = Callable[[str], None]


@pytest.fixture
def turn(api: Api, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """From here on NASTA_SECRET_KEY is this."""

    def to(said: str) -> None:
        monkeypatch.setenv("NASTA_SECRET_KEY", said)
        settings.get.cache_clear()

    to(OLD)
    return to


def test_what_one_step_seals_the_next_opens_and_so_does_the_one_before() -> None:
    rings = [keyring.read(said) for said in STEPS]

    for one, other in [*pairwise(rings), *pairwise(reversed(rings))]:
        assert opened(sealed(b"it", one, "p"), other, "p") == b"it"
        assert other.has_signed(b"it", one.first.signed(b"it"))
    assert opened(sealed(b"it", rings[0], "p"), rings[3], "p") is None
    assert not rings[3].has_signed(b"it", rings[0].first.signed(b"it"))


NO_LISTS = [
    f"a:{OLD},",
    f"a:{OLD},a:{NEW}",
    f"{OLD},{NEW}",
    f"a:{OLD},{NEW}",
    f"A:{OLD},b:{NEW}",
    f"123456789:{OLD},b:{NEW}",
    f"a: {OLD},b:{NEW}",
]


@pytest.mark.parametrize("said", NO_LISTS)
def test_a_list_that_is_none_is_refused_without_telling_the_secret(
    said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NASTA_SECRET_KEY", said)
    monkeypatch.setattr(database, "engine", database.engine.__wrapped__)  # as in a process of its own
    settings.get.cache_clear()

    assert cli.main(["audit", "verify"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("NASTA_SECRET_KEY") and OLD not in told and NEW not in told
    settings.get.cache_clear()


def test_secrets_are_not_printed() -> None:
    assert OLD not in repr(keyring.read(STEPS[1])) and "old" in repr(keyring.read(STEPS[1]))


def test_answers_and_cursors_of_the_old_one_stand_while_it_is_listed(api: Api, turn: Turn) -> None:
    made = api.call("POST", "/groups", {"name": "a"}, Idempotency_Key="k").content
    cursor = api.get("/changes")["next"]

    for said in STEPS[1:3]:
        turn(said)
        again = api.call("POST", "/groups", {"name": "a"}, Idempotency_Key="k")
        assert (again.content, again.headers["idempotency-replayed"]) == (made, "true")
        assert api.call("GET", f"/changes?cursor={cursor}").status_code == 200
    turn(STEPS[3])
    assert api.call("GET", f"/changes?cursor={cursor}").status_code == 422


def test_the_audit_says_with_which_secret_each_event_was_made(
    api: Api, turn: Turn, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in STEPS[:3]:
        turn(said)
        api.post("/groups", name="a")

    assert cli.main(["audit", "verify"]) == 0
    turn(STEPS[3])
    assert cli.main(["audit", "verify"]) == 1
    assert "unknown_key" in capsys.readouterr().out
