"""Requests made from the description: whatever a route takes, filled in so that its form is right."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.asking import Thing

Way = tuple[str | int, ...]
Ids = Callable[[str], str]
UNKNOWN = "01890000-0000-7000-8000-00000000dead"
LATER = "01890000-0000-7000-8000-00000000beef"
LEAST = {"integer": 1, "number": 0.5, "boolean": True}
WORDS = {"date": "2026-06-01", "uri": "https://example.org/", "email": "a@example.org"}


class Described:
    """The description, resolved."""

    def __init__(self, document: Thing) -> None:
        self.paths: Thing = document["paths"]
        self._schemas: Thing = document["components"]["schemas"]

    def forms(self, part: Thing) -> list[Thing]:
        """What a value may look like: without references and without null."""
        while "$ref" in part:
            part = self._schemas[part["$ref"].rpartition("/")[2]]
        for several in ("anyOf", "oneOf"):
            if several in part:
                forms = [form for form in part[several] if form != {"type": "null"}]
                more = {"required": part["required"]} if "required" in part else {}
                return [form for one in forms for form in self.forms({**one, **more})]
        return [part]

    def schema(self, part: Thing) -> Thing:
        """Of several forms, the first."""
        return self.forms(part)[0]

    def is_id(self, part: Thing) -> bool:
        return any(form.get("format") == "uuid" for form in self.forms(part))

    def body(self, operation: Thing) -> Thing | None:
        """The schema of the JSON body; None without one."""
        content = operation.get("requestBody", {}).get("content", {})
        return content["application/json"]["schema"] if "application/json" in content else None

    def value(self, part: Thing, name: str = "", ids: Ids = lambda _: UNKNOWN) -> Any:
        """A value that the schema takes, as little as it takes; `ids`: what stands for a field of that name."""
        schema = self.schema(part)
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        if schema.get("type") == "object" or "properties" in schema:
            needed = schema.get("required", [])
            return {name: self.value(schema["properties"][name], name, ids) for name in needed}
        if schema.get("type") == "array":
            return [self.value(schema["items"], name, ids)] * schema.get("minItems", 0)
        if schema.get("type") in LEAST:
            return schema.get("minimum", LEAST[schema["type"]])
        return ids(name) if schema.get("format") == "uuid" else WORDS.get(schema.get("format", ""), "Ordet")

    def ids(self, part: Thing, way: Way = ()) -> Iterator[Way]:
        """The way to every id in a body: ("owners", 0, "person_id")."""
        if self.is_id(part):
            yield way
        for form in self.forms(part):
            for name, inner in form.get("properties", {}).items():
                yield from self.ids(inner, (*way, name))
            if form.get("type") == "array":
                yield from self.ids(form["items"], (*way, 0))

    def with_id(self, part: Thing, way: Way, id: str, ids: Ids) -> Any:
        """The least body that has the id at the end of the way."""
        if not way:
            return id
        if isinstance(way[0], int):
            (schema,) = [form for form in self.forms(part) if form.get("type") == "array"]
            return [self.with_id(schema["items"], way[1:], id, ids)]
        (schema,) = [form for form in self.forms(part) if way[0] in form.get("properties", {})]
        needed = [*schema.get("required", []), *_one_of_two(schema, str(way[0]))]
        rest = self.value({**schema, "required": needed}, "", ids)
        return {**rest, way[0]: self.with_id(schema["properties"][way[0]], way[1:], id, ids)}


def _one_of_two(schema: Thing, said: str) -> list[str]:
    """What a body needs besides a field of it, where one of two is needed (`if` the first is missing, `then` …)."""
    first, second = ([*schema.get(word, {}).get("properties", {})] for word in ("if", "then"))
    return [] if said in (*first, *second) else first


def operations(document: Described) -> Iterator[tuple[str, str, Thing]]:
    """(METHOD, path, operation) of everything described."""
    for path, item in document.paths.items():
        for method, operation in item.items():
            if method in {"get", "post", "patch", "put", "delete"}:
                yield method.upper(), path, operation
