"""The description of the API as tests read it."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from app import main

Part = dict[str, Any]
NO_OPERATION = {"description", "summary", "parameters", "servers"}


@cache
def document() -> Part:
    """The whole description, as it goes out."""
    made: Part = json.loads(json.dumps(main.create_api().openapi()))
    return made


def operations() -> Iterator[tuple[str, str, Part]]:
    """Each operation with its method and path."""
    for path, item in document()["paths"].items():
        yield from ((method, path, said) for method, said in item.items() if method not in NO_OPERATION)


def is_open(operation: Part) -> bool:
    """Anybody may call it."""
    return not operation["security"]


def answer(operation: Part, status: str) -> Part:
    """One answer of an operation, wherever it is described."""
    found: Part = operation["responses"][status]
    if "$ref" in found:
        found = document()["components"]["responses"][found["$ref"].rsplit("/", 1)[1]]
    return found


def header(operation: Part, status: str) -> set[str]:
    """The names of the headers of an answer."""
    return set(answer(operation, status).get("headers", {}))
