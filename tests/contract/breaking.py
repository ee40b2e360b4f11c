"""What in a description breaks for those who follow an earlier one (api-conventions 11; DIGG VER.01-03)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

Part = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
HIGHEST, LOWEST = ("maxLength", "maximum", "maxItems"), ("minLength", "minimum", "minItems")


class Side(NamedTuple):
    """A part of one of the descriptions, with the whole that its references lead into."""

    whole: Part
    part: Part

    def at(self, part: Part) -> "Side":
        while "$ref" in part:
            found: Any = self.whole
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = found | {name: said for name, said in part.items() if name != "$ref"}
        return Side(self.whole, part)

    def forms(self) -> dict[str, "Side"]:
        """The forms that a value may have, by type."""
        several = self.part.get("anyOf") or self.part.get("oneOf") or []
        sides = [self.at(form) for form in several] if "type" not in self.part else [self]
        return {str(side.part.get("type", "any")): side for side in sides} or {"any": self}


def breaks(old: Part, new: Part) -> list[str]:
    """Each break, in words; empty when whoever follows the old description can follow the new."""
    return [said for path, item in old["paths"].items() for said in _of_path(old, new, path, item)]


def _of_path(old: Part, new: Part, path: str, item: Part) -> Iterator[str]:
    for method in set(METHODS) & set(item):
        where, now = f"{method} {path}", new["paths"].get(path, {}).get(method)
        if now is None:
            yield f"{where} is gone"
            continue
        if now["operationId"] != item[method]["operationId"]:
            yield f"{where} has another operationId"
        before, after = Side(old, item[method]), Side(new, now)
        yield from _parameters(where, before, after)
        yield from _contents(
            where, before.part.get("requestBody", {}), after.part.get("requestBody", {}), before, after
        )
        for status in [status for status in before.part["responses"] if status < "300"]:
            if status not in after.part["responses"]:
                yield f"{where} no longer answers {status}"
            else:
                was, now_is = before.part["responses"][status], after.part["responses"][status]
                yield from _contents(where, was, now_is, before, after, taken=False)


def _parameters(where: str, old: Side, new: Side) -> Iterator[str]:
    was, now = ({(p["in"], p["name"]): p for p in side.part.get("parameters", [])} for side in (old, new))
    for key in was.keys() - now.keys():
        yield f"{where} no longer takes {key[1]}"
    for key, said in now.items():
        if said.get("required") and not was.get(key, {}).get("required"):
            yield f"{where} needs {key[1]}"
        if key in was:
            yield from _schema(
                f"{where} {key[1]}", old.at(was[key]["schema"]), new.at(said["schema"]), True, 0
            )


def _contents(where: str, was: Part, now: Part, old: Side, new: Side, taken: bool = True) -> Iterator[str]:
    if taken and now.get("required") and not was.get("required"):
        yield f"{where} needs a body"
    kinds = now.get("content", {})
    for kind, said in was.get("content", {}).items():
        if kind not in kinds:
            yield f"{where} no longer has {kind}"
        else:
            yield from _schema(where, old.at(said["schema"]), new.at(kinds[kind]["schema"]), taken, 0)


def _schema(where: str, old: Side, new: Side, taken: bool, depth: int) -> Iterator[str]:
    was, now = old.forms(), new.forms()
    lost = was.keys() - now.keys() if taken else now.keys() - was.keys()
    if lost:
        yield f"{where} is no longer {', '.join(sorted(was))} but {', '.join(sorted(now))}"
    for kind in was.keys() & now.keys() if depth < 8 else ():
        yield from _form(where, was[kind], now[kind], taken, depth + 1)


def _form(where: str, old: Side, new: Side, taken: bool, depth: int) -> Iterator[str]:
    was, now = old.part, new.part
    if taken:
        yield from _narrowed(where, was, now)
    needed, before = set(now.get("required", ())), set(was.get("required", ()))
    for field in needed - before if taken else before - needed:
        yield f"{where} {'needs' if taken else 'no longer always has'} {field}"
    for field, said in was.get("properties", {}).items():
        if field not in now.get("properties", {}):
            yield f"{where} has lost {field}"
        else:
            pair = old.at(said), new.at(now["properties"][field])
            yield from _schema(f"{where} {field}", *pair, taken, depth)
    if "items" in was and "items" in now:
        yield from _schema(f"{where}[]", old.at(was["items"]), new.at(now["items"]), taken, depth)


def _narrowed(where: str, was: Part, now: Part) -> Iterator[str]:
    for bound in HIGHEST:
        if bound in now and now[bound] < was.get(bound, float("inf")):
            yield f"{where} has a lower {bound}"
    for bound in LOWEST:
        if bound in now and now[bound] > was.get(bound, float("-inf")):
            yield f"{where} has a higher {bound}"
    if "enum" in now and not set(was.get("enum", ["anything"])) <= set(now["enum"]):
        yield f"{where} takes fewer words"
    if "pattern" in now and now["pattern"] != was.get("pattern"):
        yield f"{where} has another pattern"
