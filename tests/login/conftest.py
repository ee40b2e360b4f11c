import pytest

from app.auditing import watching
from tests.oidc.conftest import answering, issuer

__all__ = ["answering", "issuer"]


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process remembers what it has told the audit of."""
    monkeypatch.setattr(watching, "told", watching.Told())
