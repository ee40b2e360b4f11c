"""How a test lists its issuers."""

from pathlib import Path

import pytest

from app import settings
from app.oidc import issuers, provider


def listing(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """From here on the service trusts the issuers of this file, and knows nothing of them yet."""
    monkeypatch.setenv("NASTA_OIDC_FILE", str(file))
    forget()


def forget() -> None:
    """What the process has read and heard."""
    settings.get.cache_clear()
    issuers.listed.cache_clear()
    provider.of.cache_clear()
