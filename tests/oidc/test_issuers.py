"""What is weak or impossible is refused at the start, and says so without telling a secret."""

from pathlib import Path

import pytest

from app.fitness import UnfitSettings
from app.oidc import issuers

GOOD = {
    "issuer": '"https://login.example.org"',
    "title": '"Kommunkontot"',
    "client_id": '"nasta"',
    "client_secret": '"a secret that both know"',
}


def _file(folder: Path, **changed: str | None) -> Path:
    told = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    file = folder / "oidc.toml"
    file.write_text("\n".join(["[[issuers]]", *(f"{name} = {value}" for name, value in told.items())]))
    return file


def test_what_is_left_out_is_the_usual(tmp_path: Path) -> None:
    (issuer,) = issuers.read(_file(tmp_path, client_secret=None))

    assert (issuer.algorithms, issuer.subject_claim, issuer.addresses_trusted) == (("RS256",), "sub", False)
    assert issuer.trusted == {"login.example.org"}
    assert not issuer.front_ends


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", '"http://login.example.org"'),
        ("issuer", '"https://login.example.org/?tenant=1"'),
        ("issuer", '"https://user@login.example.org"'),
        ("issuer", None),
        ("client_secret", '"short"'),
        ("client_id", '""'),
        ("algorithms", '["HS256"]'),
        ("algorithms", '["none"]'),
        ("algorithms", "[]"),
        ("scopes", '["profile"]'),
        ("front_ends", '["front-end"]'),
        ("audience", '"https://nasta.example.org"'),
        ("addresses_trusted", '"yes"'),
        ("password", '"x"'),
    ],
)
def test_a_weak_or_impossible_issuer_is_refused(tmp_path: Path, field: str, value: str | None) -> None:
    with pytest.raises(UnfitSettings, match="NASTA_OIDC_FILE") as refused:
        issuers.read(_file(tmp_path, **{field: value}))
    assert "a secret that both know" not in str(refused.value)


def test_an_id_token_must_not_be_an_access_token(tmp_path: Path) -> None:
    with pytest.raises(UnfitSettings, match="audience must differ"):
        issuers.read(_file(tmp_path, audience='"nasta"', front_ends='["front-end"]'))


def test_an_issuer_is_listed_once(tmp_path: Path) -> None:
    file = _file(tmp_path)
    file.write_text(f"{file.read_text()}\n{file.read_text()}")

    with pytest.raises(UnfitSettings, match="twice"):
        issuers.read(file)


def test_two_issuers_have_two_names_in_access_tokens_too(tmp_path: Path) -> None:
    first = _file(tmp_path, access_token_issuer='"https://login.example.com"').read_text()
    file = _file(tmp_path, issuer='"https://login.example.com"')
    file.write_text(f"{first}\n{file.read_text()}")

    with pytest.raises(UnfitSettings, match="twice"):
        issuers.read(file)


@pytest.mark.parametrize("text", ["", "[[issuers", "issuers = []", "\u0000"])
def test_a_file_that_lists_nobody_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "oidc.toml"
    file.write_text(text)

    with pytest.raises(UnfitSettings):
        issuers.read(file)
    with pytest.raises(UnfitSettings):
        issuers.read(tmp_path / "none.toml")
