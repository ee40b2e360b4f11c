"""What some tests need and pip does not bring: a browser, Java, Node.js, a spam filter, packages of npm.

Where one is missing its tests are skipped, and say why; with TEST_TOOLS=required they fail.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

PACKAGES = Path(__file__).parent / "npm" / "node_modules"


def program(*names: str) -> str:
    """The path of the first of these programs that is here."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or _missing(f"{names[0]} is not installed here")


def package(path: str) -> Path:
    """A file of one of the packages in tests/npm/package.json."""
    file = PACKAGES / path
    return (
        file if file.is_file() else _missing(f"{path.partition('/')[0]} is not here: make packages gets it")
    )


def _missing(why: str) -> NoReturn:
    if os.environ.get("TEST_TOOLS") == "required":
        pytest.fail(why)
    pytest.skip(why)
