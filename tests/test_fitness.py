"""What is weak or could not work is refused at start, and the sentence names the variable."""

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
