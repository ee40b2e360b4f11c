"""The examples of the description are what the service takes and gives."""

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from app import examples
from app.schemas import within
from tests.asking import Api
from tests.describing import document, operations

Part = dict[str, Any]


def faults(schema: Part, example: Any) -> list[str]:
    """What the schema, with all that it refers to, has against the example."""
    whole = {**schema, "components": document()["components"]}
    checked = OAS31Validator(whole, format_checker=OAS31Validator.FORMAT_CHECKER)
    return [error.message for error in checked.iter_errors(example)]


def media_types() -> list[tuple[str, str, Part]]:
    """Each JSON media type with where it stands."""
    found = []
    for method, path, operation in operations():
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        contents = [body.get("content", {}) for body in bodies]
        found += [(f"{method} {path}", kind, said) for content in contents for kind, said in content.items()]
    for name, part in document()["components"]["responses"].items():
        found += [(name, kind, said) for kind, said in part["content"].items()]
    return found


def test_each_json_media_type_has_an_example_that_its_schema_takes() -> None:
    told = [one for one in media_types() if one[1].endswith("json")]

    assert len(told) > 100
    for where, kind, said in told:
        assert "example" in said, f"{where} {kind}"
        assert not faults(said["schema"], said["example"]), f"{where} {kind}"


def test_each_day_and_instant_has_an_example() -> None:
    dated = {"date": "2026-04-17", "date-time": "2026-03-02T09:00:00Z"}
    for name, schema in document()["components"]["schemas"].items():
        for field, said in schema.get("properties", {}).items():
            formats = {str(part.get("format")) for part in within(said)} & set(dated)
            for form in formats if said.get("type") != "array" else ():
                assert said["example"] == dated[form], f"{name}.{field}"


def test_no_example_is_empty_or_a_stand_in() -> None:
    for where, kind, said in media_types():
        if kind.endswith("json"):
            assert said["example"] not in ({}, [], None), where
            for part in within(said["example"]):
                lacking = [name for name, value in part.items() if value in ("…", ["…"])]
                assert not lacking, f"{where}: say {lacking} under fields in app/examples.toml"


def test_every_whole_body_is_of_a_schema_that_there_is() -> None:
    assert set(examples.kept().bodies) <= set(document()["components"]["schemas"])


@pytest.mark.parametrize("path", ["/organizations", "/persons", "/groups"])
def test_what_the_examples_make_can_be_made(api: Api, path: str) -> None:
    body = document()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"]

    assert body.items() <= api.post(path, body).items()
