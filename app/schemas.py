"""Schemas as the framework makes them, with what it does not know of ours (api-conventions 2, 19)."""

from collections.abc import Iterator
from typing import Any

from app import bodies

Part = dict[str, Any]
LENGTHS = {"uuid": 36, "date": 10, "date-time": 40}
SAFE = 2**53  # RFC 8259 section 6: what every reader can hold


def finish(document: Part) -> None:
    """Says of every schema what is taken and given."""
    schemas = document["components"]["schemas"]
    for schema in within([*schemas.values(), document["paths"]]):
        _say_time(schema)
        _say_format(schema)
    for schema in within([one for one in schemas.values() if one.get("additionalProperties") is not False]):
        _say_size(schema)
    for schema in within([*_bodies_in(schemas), *_parameters(document["paths"])]):
        _say_text(schema)


def within(part: Any) -> Iterator[Part]:
    """Every object in a part of the document, itself too."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from within(inner)


def _bodies_in(schemas: Part) -> list[Part]:
    """Only they are closed."""
    return [schema for schema in schemas.values() if schema.get("additionalProperties") is False]


def _parameters(paths: Part) -> list[Part]:
    of_queries = [operation.get("parameters", []) for item in paths.values() for operation in item.values()]
    return [parameter for said in of_queries for parameter in said if parameter["in"] == "query"]


def _say_time(schema: Part) -> None:
    """A wall time has no zone, which `format: time` would ask for (RFC 3339 section 5.6)."""
    if schema.get("format") == "time":
        del schema["format"]
        schema["pattern"] = bodies.WALL_TIME


def _say_format(schema: Part) -> None:
    """How long what has a format may be, and that integers may need 64 bits."""
    if schema.get("type") == "integer":
        schema.setdefault("format", "int64")
    if schema.get("type") == "string" and schema.get("format") in LENGTHS:
        schema.setdefault("maxLength", LENGTHS[schema["format"]])
    if schema.get("pattern") == bodies.WALL_TIME:
        schema["maxLength"] = len("HH:MM:SS")


def _say_size(schema: Part) -> None:
    """An integer that is given is one that every reader can hold; those taken say their own bounds."""
    if schema.get("type") == "integer":
        schema.setdefault("minimum", -SAFE)
        schema.setdefault("maximum", SAFE)


def _say_text(schema: Part) -> None:
    """What bodies.is_text lets through; blanks alone are no text where some is needed."""
    if schema.get("type") == "string" and not {"format", "enum", "const", "pattern"} & set(schema):
        schema["pattern"] = bodies.SOME_TEXT if schema.get("minLength") else bodies.TEXT
