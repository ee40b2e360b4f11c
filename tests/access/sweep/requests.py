"""Requests made from the description: whatever a route takes, filled in so that its form is right."""

from collections.abc import Iterator
from typing import Any

from tests.asking import Thing

UNKNOWN = "01890000-0000-7000-8000-00000000dead"
LATER = "01890000-0000-7000-8000-00000000beef"
WORDS = {"date": "2026-06-01", "uuid": UNKNOWN, "uri": "https://example.org/", "email": "a@example.org"}


class Described:
    """The description, resolved."""

    def __init__(self, document: Thing) -> None:
        self.paths: Thing = document["paths"]
        self._schemas: Thing = document["components"]["schemas"]

    def schema(self, part: Thing) -> Thing:
        """Without references and without null; of several forms, the first."""
        while "$ref" in part:
            part = self._schemas[part["$ref"].rpartition("/")[2]]
        for several in ("anyOf", "oneOf"):
            if several in part:
                forms = [form for form in part[several] if form != {"type": "null"}]
                return self.schema({**forms[0], **{k: v for k, v in part.items() if k == "required"}})
        return part

    def body(self, operation: Thing) -> Thing | None:
        """The schema of the JSON body; None without one."""
        content = operation.get("requestBody", {}).get("content", {})
        return self.schema(content["application/json"]["schema"]) if "application/json" in content else None

    def value(self, part: Thing, name: str = "") -> Any:
        """A value that the schema takes, as little as it takes."""
        schema = self.schema(part)
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        if schema.get("type") == "object" or "properties" in schema:
            needed = schema.get("required", [])
            return {name: self.value(schema["properties"][name], name) for name in needed}
        if schema.get("type") == "array":
            return [self.value(schema["items"])] * schema.get("minItems", 0)
        if schema.get("type") == "integer":
            return schema.get("minimum", 1)
        if schema.get("type") == "boolean":
            return True
        return WORDS.get(schema.get("format", ""), "Ordet")

    def ids(self, part: Thing, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The way to every id in a body: ("owners", 0, "person_id")."""
        schema = self.schema(part)
        if schema.get("format") == "uuid":
            yield path
        for name, inner in schema.get("properties", {}).items():
            yield from self.ids(inner, (*path, name))
        if schema.get("type") == "array":
            yield from self.ids(schema["items"], (*path, 0))

    def with_id(self, part: Thing, path: tuple[Any, ...], id: str) -> Any:
        """The least body that has the id at the end of the way."""
        if not path:
            return id
        schema = self.schema(part)
        if schema.get("type") == "array":
            return [self.with_id(schema["items"], path[1:], id)]
        value = self.value(schema)
        return {**value, path[0]: self.with_id(schema["properties"][path[0]], path[1:], id)}


def operations(document: Described) -> Iterator[tuple[str, str, Thing]]:
    """(METHOD, path, operation) of everything described."""
    for path, item in document.paths.items():
        for method, operation in item.items():
            if method in {"get", "post", "patch", "put", "delete"}:
                yield method.upper(), path, operation
