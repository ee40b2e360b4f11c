"""What others do between a run's reading and its writing."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


def meanwhile(monkeypatch: pytest.MonkeyPatch, plan: ModuleType, what: Callable[[], Any]) -> None:
    """Done once, when a run of this plan has read and has not written yet."""
    foreseen, left = plan.foreseen, [what]

    def then(*said: Any) -> Any:
        found = foreseen(*said)
        if left:
            left.pop()()
        return found

    monkeypatch.setattr(plan, "foreseen", then)
