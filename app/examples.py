"""The examples of the description, each made from one place: examples.toml (api-conventions 10; DIGG DOK.15)."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from app.schemas import within

Part = dict[str, Any]
FORMATS = {"date": "2026-04-17", "date-time": "2026-03-02T09:00:00Z", "uri": "https://example.org/underlag"}
WALL_TIME = "14:00:00"
DEEPEST = 8


class Kept(NamedTuple):
    """`bodies` are whole examples by schema, `fields` values by name of field."""

    bodies: Part
    fields: Part


@cache
def kept() -> Kept:
    read = tomllib.loads(files(__package__).joinpath("examples.toml").read_text(encoding="utf-8"))
    return Kept(read["bodies"], read["fields"])


def finish(document: Part) -> None:
    """An example in each JSON media type, and at each day and instant."""
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        for name, field in schema.get("properties", {}).items():
            if {"date", "date-time"} & {form.get("format") for form in _forms(field)}:
                field["example"] = _value(schemas, name, field, 0)
    for part in within(document["paths"]):
        for kind, said in part.get("content", {}).items() if isinstance(part.get("content"), dict) else ():
            if kind.endswith("json") and "example" not in said:
                said["example"] = _value(schemas, "body", said["schema"], 0)


def _value(schemas: Part, name: str, schema: Part, depth: int) -> Any:
    """A value that the schema takes, as the field's name would have it."""
    form = _forms(schema)[0]
    if "$ref" in form:
        referred = form["$ref"].rsplit("/", 1)[1]
        whole = kept().bodies.get(referred)
        return whole or _value(schemas, name, schemas[referred] | _beside(form), depth)
    if "const" in form:
        return form["const"]
    if "enum" in form:
        said = kept().fields.get(name)
        return said if said in form["enum"] else form["enum"][0]
    return _of_kind(schemas, name, form, depth)


def _of_kind(schemas: Part, name: str, form: Part, depth: int) -> Any:
    said = kept().fields.get(name)
    match form.get("type"):
        case "object":
            fields = form.get("properties", {}) if depth < DEEPEST else {}
            return {key: _value(schemas, key, field, depth + 1) for key, field in fields.items()}
        case "array":
            return [_value(schemas, name, form["items"], depth + 1)]
        case "boolean":
            return said if isinstance(said, bool) else False
        case "integer" | "number":
            return said if isinstance(said, (int, float)) else max(1, form.get("minimum", 1))
        case _:
            return _text(name, form, said)


def _text(name: str, form: Part, said: Any) -> str:
    if form.get("format") == "uuid":
        return an_id(name)
    if "format" in form:
        return FORMATS[form["format"]]
    if said is None and "[0-5][0-9]" in form.get("pattern", ""):
        return WALL_TIME
    return "…" if said is None else str(said)


def an_id(name: str) -> str:
    """An id, the same for each name of a field."""
    return f"0199d0c8-7a10-7000-8000-{hashlib.sha256(name.removesuffix('s').encode()).hexdigest()[:12]}"


def _forms(schema: Part) -> list[Part]:
    """The forms that a value may have, without null."""
    several: list[Part] = schema.get("anyOf") or schema.get("oneOf") or []
    forms = several if "type" not in schema and "$ref" not in schema else []
    return [form for form in forms if form.get("type") != "null"] or [schema]


def _beside(form: Part) -> Part:
    """What stands beside a reference: it narrows."""
    return {key: value for key, value in form.items() if key != "$ref"}
