"""Pages at the host root that are nobody's own."""

import pytest

from tests.asking import Api


@pytest.mark.parametrize(("language", "title"), [("sv", "Tillgänglighet"), ("en", "Accessibility")])
def test_the_accessibility_statement_says_whom_to_tell(api: Api, language: str, title: str) -> None:
    answer = api.client.get("/accessibility", headers={"Accept-Language": language})

    assert answer.status_code == 200 and answer.headers["content-language"] == language
    assert f"<h1>{title}</h1>" in answer.text and "Digg" in answer.text


def test_every_page_leads_to_it(api: Api) -> None:
    answer = api.client.get("/follow-ups/" + "x" * 43)

    assert '<a href="/accessibility">' in answer.text
