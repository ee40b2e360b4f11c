"""Links: web addresses and nothing else."""

import pytest
from pydantic import ValidationError

from app.links import LinkIn, WebAddress
from app.tables import Incoming


class Somewhere(Incoming):
    url: WebAddress | None = None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/möten?dag=2#nu",
        "HTTPS://EXAMPLE.ORG/",
        "https://räksmörgås.example/a%20b?c=d&e=[f]",
        "https://example.org?q=a@b",
    ],
)
def test_web_addresses_are_taken_as_written(url: str) -> None:
    assert Somewhere(url=url).url == url
    assert Somewhere.model_validate({"url": f" {url}\n"}).url == url


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "not_web_address"),
        ("data:text/html,hej", "not_web_address"),
        ("ftp://example.org", "not_web_address"),
        ("//example.org", "not_web_address"),
        ("example.org", "not_web_address"),
        ("https://", "not_web_address"),
        ("https:///vart", "not_web_address"),
        ("https://bank.example@example.org/", "not_web_address"),
        ("https://bank.example\\@example.org/", "not_web_address"),
        ("https://example.org/a b", "not_web_address"),
        ('https://example.org/"onclick', "not_web_address"),
        ("https://example.org/<b>", "not_web_address"),
        ("https://example.org\nhttps://example.net", "not_web_address"),
        ("https://example.org:123456", "not_web_address"),
        ("", "not_web_address"),
        ("https://example.org/" + "a" * 2000, "string_too_long"),
        (17, "string_type"),
        (["https://example.org"], "string_type"),
    ],
)
def test_anything_else_is_refused(url: object, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        LinkIn.model_validate({"title": "Underlag", "url": url})

    assert [(fault["type"], fault["loc"]) for fault in refusal.value.errors()] == [(code, ("url",))]
