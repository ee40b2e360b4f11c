"""The kept copy of the description is what goes out, and follows on what the last release said."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from app import release
from tests.contract.breaking import breaks
from tests.describing import document

Part = dict[str, Any]
DOCS = Path(__file__).parents[2] / "docs"


def released() -> Part:
    """The last release."""
    last = max(
        (DOCS / "releases").glob("*.json"), key=lambda file: [int(part) for part in file.stem.split(".")]
    )
    found: Part = json.loads(last.read_text(encoding="utf-8"))
    return found


def test_VER_01_nothing_that_the_last_release_promised_is_broken() -> None:
    assert breaks(released(), document()) == []


def changed(change: Callable[[Part], object]) -> list[str]:
    """The breaks that a change makes."""
    new = deepcopy(document())
    change(new)
    return breaks(document(), new)


def operation(new: Part, method: str = "get", path: str = "/groups") -> Part:
    found: Part = new["paths"][path][method]
    return found


def schema(new: Part, name: str) -> Part:
    found: Part = new["components"]["schemas"][name]
    return found


BREAKING: dict[str, Callable[[Part], object]] = {
    "delete /agenda-items/{id} is gone": lambda new: new["paths"]["/agenda-items/{id}"].pop("delete"),
    "get /me is gone": lambda new: new["paths"].pop("/me"),
    "another operationId": lambda new: operation(new).update(operationId="findGroups"),
    "no longer answers 201": lambda new: operation(new, "post")["responses"].pop("201"),
    "no longer takes q": lambda new: operation(new).update(
        parameters=[part for part in operation(new)["parameters"] if part["name"] != "q"]
    ),
    "needs colour": lambda new: operation(new)["parameters"].append(
        {"name": "colour", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "needs q": lambda new: operation(new)["parameters"][0].update(required=True),
    "page is no longer integer but string": lambda new: next(
        part for part in operation(new)["parameters"] if part["name"] == "page"
    )["schema"].update(type="string"),
    "no longer has application/merge-patch+json": lambda new: operation(new, "patch", "/groups/{id}")[
        "requestBody"
    ]["content"].pop("application/merge-patch+json"),
    "needs email": lambda new: schema(new, "GroupCreate")["required"].append("email"),
    "post /groups has lost email": lambda new: schema(new, "GroupCreate")["properties"].pop("email"),
    "has a lower maxLength": lambda new: schema(new, "GroupCreate")["properties"]["name"].update(maxLength=9),
    "has a higher minimum": lambda new: schema(new, "GroupCreate")["properties"]["correction_days"].update(
        minimum=1
    ),
    "takes fewer words": lambda new: schema(new, "DefaultDue").update(enum=["none"]),
    "has another pattern": lambda new: schema(new, "GroupCreate")["properties"]["name"].update(pattern="^A"),
    "version is no longer integer but string": lambda new: schema(new, "OrganizationRead")["properties"][
        "version"
    ].update(type="string"),
    "no longer always has name": lambda new: schema(new, "OrganizationRead")["required"].remove("name"),
    "get /organizations items[] has lost parent_id": lambda new: schema(new, "OrganizationRead")[
        "properties"
    ].pop("parent_id"),
    "needs a body": lambda new: operation(new, "post", "/imports")["requestBody"].update(required=True),
}


@pytest.mark.parametrize("said", sorted(BREAKING))
def test_VER_02_each_kind_of_break_is_seen(said: str) -> None:
    if said == "needs a body" and operation(document(), "post", "/imports")["requestBody"].get("required"):
        old = deepcopy(document())
        del operation(old, "post", "/imports")["requestBody"]["required"]
        assert any(said in one for one in breaks(old, document()))
    else:
        assert any(said in one for one in changed(BREAKING[said])), changed(BREAKING[said])


ADDING: dict[str, Callable[[Part], object]] = {
    "a path": lambda new: new["paths"].update({"/colours": new["paths"]["/groups"]}),
    "an optional parameter": lambda new: operation(new)["parameters"].append(
        {"name": "colour", "in": "query", "required": False, "schema": {"type": "string"}}
    ),
    "an optional field": lambda new: schema(new, "GroupCreate")["properties"].update(
        colour={"type": "string"}
    ),
    "a field given": lambda new: schema(new, "OrganizationRead")["properties"].update(
        colour={"type": "string"}
    ),
    "a word": lambda new: schema(new, "DefaultDue")["enum"].append("date"),
    "a higher bound": lambda new: schema(new, "GroupCreate")["properties"]["name"].update(maxLength=900),
    "a media type": lambda new: operation(new, "post")["requestBody"]["content"].update(
        {"text/plain": {"schema": {"type": "string"}}}
    ),
}


@pytest.mark.parametrize("addition", sorted(ADDING))
def test_VER_03_an_addition_breaks_nothing(addition: str) -> None:
    assert changed(ADDING[addition]) == []


def test_the_kept_copy_is_what_goes_out() -> None:
    kept = json.loads((DOCS / "openapi.json").read_text(encoding="utf-8"))

    assert kept == document(), "the description has changed: python -m app openapi > docs/openapi.json"
    assert kept["info"]["version"] == release.VERSION
