from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.asking import Api, Thing
from tests.login.browsing import Browser
from tests.login.conftest import nothing_told
from tests.oidc import setting
from tests.real_provider import provider as real
from tests.real_provider.provider import Provider

__all__ = ["nothing_told"]


@pytest.fixture(scope="session")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with real.running(tmp_path_factory.mktemp("provider") / "log.txt") as provider:
        yield provider


@pytest.fixture
def provider(
    answering: Provider, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Provider]:
    """The one that the service trusts."""
    setting.listing(monkeypatch, answering.file(tmp_path))
    yield answering
    setting.forget()


@pytest.fixture
def lova(api: Api, provider: Provider) -> Thing:
    """A new person who is `lova` to the provider."""
    made = api.post("/persons", name="Lova Exempelsson")
    api.post("/identities", person_id=made["id"], issuer=provider.issuer, subject="lova")
    return made


@pytest.fixture
def browser(api: Api, lova: Thing) -> Browser:
    """Of hers, on our pages."""
    return Browser(api.client)
