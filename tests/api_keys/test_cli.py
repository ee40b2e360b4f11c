"""`python -m app keys`."""

from argparse import ArgumentParser
from uuid import uuid4

import pytest

from app.api_keys import cli
from tests.asking import Api


def _run(*words: str) -> int:
    parser = ArgumentParser()
    cli.register(parser.add_subparsers())
    arguments = parser.parse_args(["keys", *words])
    status: int = arguments.run(arguments)
    return status


def test_an_administrators_key_is_made_and_shown(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("add", "--name", "Drift", "--administrator", "--expires", "2027-01-01T00:00:00Z") == 0

    me = Api(api.client, capsys.readouterr().out.strip()).get("/me")
    assert (me["name"], me["administrator"], me["kind"]) == ("Drift", True, "system")


def test_a_persons_and_a_systems_keys_are_made(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    person, group = api.post("/persons", name="Ada A"), api.post("/groups", name="Gruppen")

    assert _run("add", "--name", "Adas", "--person", person["id"]) == 0
    assert Api(api.client, capsys.readouterr().out.strip()).get("/me")["id"] == person["id"]
    assert _run("add", "--name", "Läsare", "--scope", "read", "--group", group["id"]) == 0
    assert Api(api.client, capsys.readouterr().out.strip()).items("/groups") == [group]
    assert _run("add", "--name", "Alla", "--all-groups") == 0
    assert Api(api.client, capsys.readouterr().out.strip()).get("/me")["all_groups"] is True


def test_keys_are_listed_without_the_keys_and_ended(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    made = api.post("/api-keys", name="Ärendesystemet")

    assert _run("list") == 0
    listed = capsys.readouterr().out
    assert listed.split("\t")[:2] == [made["id"], "Ärendesystemet"]
    assert made["key"].rpartition("_")[2] not in listed
    assert _run("end", made["id"]) == 0
    assert api.items("/api-keys") == []


def test_a_key_is_rotated_and_its_last_use_listed(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    made = api.post("/api-keys", name="Ärendesystemet")

    assert _run("rotate", made["id"], "--former-until", "2026-03-03T09:00:00Z") == 0
    new = capsys.readouterr().out.strip()
    assert [Api(api.client, key).get("/me")["name"] for key in (made["key"], new)] == ["Ärendesystemet"] * 2
    assert _run("list") == 0
    assert capsys.readouterr().out.strip().split("\t")[-1] == "2026-03-02T09:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "--name", ""), "name"),
        (("add", "--name", "x", "--person", "y"), "person_id"),
        (("add", "--name", "x", "--person", str(uuid4())), "#/person_id"),
        (("add", "--name", "x", "--expires", "2020-01-01T00:00:00Z"), "#/expires_at"),
        (("end", str(uuid4())), "Finns inte"),
        (("rotate", str(uuid4())), "Finns inte"),
        (("rotate", str(uuid4()), "--former-until", "soon"), "former_until"),
    ],
)
def test_what_hinders_is_told(
    api: Api, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert _run(*words) == 1

    assert told in capsys.readouterr().err
    assert api.items("/api-keys") == []
