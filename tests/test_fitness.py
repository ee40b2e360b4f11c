"""What is weak or could not work is refused at start, and the sentence names the variable."""

from typing import Any

import pytest

from app.fitness import UnfitSettings, check
from app.settings import Settings


@pytest.mark.parametrize(
    "said",
    [
        "*",
        "https://*.example.org",
        "front.example.org",
        "https://a.example/",
        "https://a.example/x",
        "http://a.example",
        "https://user@a.example",
        "https://A.example",
        "ftp://a.example",
        "https://",
        "null",
    ],
)
def test_origins_are_named_in_full_and_are_https(said: str) -> None:
    with pytest.raises(UnfitSettings, match="NASTA_CORS_ORIGINS"):
        check(Settings(cors_origins=f"https://front.example.org,{said}"))


def test_a_front_end_on_this_machine_may_be_http() -> None:
    check(Settings(cors_origins="https://front.example.org:8443 http://localhost:3000 http://127.0.0.1:5173"))


@pytest.mark.parametrize("said", ["*", "proxy.example.org", "10.1.2.3/24", "10.1.2", "10.0.0.0/33"])
def test_proxies_are_addresses_or_networks(said: str) -> None:
    with pytest.raises(UnfitSettings, match="NASTA_TRUSTED_PROXIES"):
        check(Settings(trusted_proxies=f"10.9.9.9 {said}"))


LONG = "s" * 32
Said = dict[str, Any]
FOR_REAL: list[Said] = [
    {"database_url": "postgresql+psycopg://db/nasta"},
    {"public_url": "https://nasta.example.org", "mail_url": "file:mail"},
    {
        "mail_url": "smtp://localhost:25",
        "mail_from": "nasta@example.org",
        "mail_bounce": "studs@example.org",
        "operator_email": "drift@example.org",
    },
]


@pytest.mark.parametrize("said", FOR_REAL)
@pytest.mark.parametrize("name", ["secret_key", "bootstrap_key"])
def test_beyond_the_embedded_default_secrets_are_long(said: Said, name: str) -> None:
    secrets: Said = {"secret_key": LONG, "bootstrap_key": LONG}

    check(Settings(**said, **secrets))
    with pytest.raises(UnfitSettings, match=f"NASTA_{name.upper()} needs at least 32"):
        check(Settings(**said, **{**secrets, name: LONG[1:]}))


def test_each_of_several_secrets_is_long() -> None:
    with pytest.raises(UnfitSettings, match="NASTA_SECRET_KEY needs at least 32"):
        check(Settings(**FOR_REAL[0], secret_key=f"new:{LONG},old:{LONG[1:]}"))


def test_the_embedded_default_may_be_as_it_is() -> None:
    check(Settings())
    check(Settings(secret_key="short", bootstrap_key="short", host="0.0.0.0"))


def test_another_database_demands_a_secret() -> None:
    with pytest.raises(UnfitSettings, match="NASTA_SECRET_KEY is demanded"):
        check(Settings(database_url="postgresql+psycopg://db/nasta"))


@pytest.mark.parametrize(
    "said",
    [
        {"public_url": "http://nasta.example.org"},
        {"database_url": "postgresql+psycopg://db/nasta", "secret_key": LONG, "host": "0.0.0.0"},
    ],
)
def test_what_others_reach_is_https(said: Said) -> None:
    with pytest.raises(UnfitSettings, match="NASTA_PUBLIC_URL must be https"):
        check(Settings(**said, mail_url="file:mail"))


def test_where_others_are_served_somebody_has_said_where_mail_goes() -> None:
    with pytest.raises(UnfitSettings, match="NASTA_MAIL_URL must be set"):
        check(Settings(public_url="https://nasta.example.org"))
    check(Settings(public_url="https://nasta.example.org", mail_url="file:var/mail"))
