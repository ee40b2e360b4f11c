from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.asking import Api
from tests.oidc import setting
from tests.oidc.issuer import Issuer, running


@pytest.fixture(scope="session")
def answering() -> Iterator[Issuer]:
    with running() as issuer:
        yield issuer


@pytest.fixture
def issuer(answering: Issuer, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """The one that the service trusts, as it is at first."""
    answering.__init__(answering.issuer)  # type: ignore[misc]
    setting.listing(monkeypatch, answering.file(tmp_path))
    yield answering
    setting.forget()
