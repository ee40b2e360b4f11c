"""Every id in a body and in a query, by everybody, with each thing that they may not know: as if it were not there.

The ids are found in the description: a new route is asked as it is.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from app.access.policy import LINES, Standing
from tests.access.sweep import oracle, unseen
from tests.access.sweep.asgi import Answer
from tests.access.sweep.conftest import Sweep, whole
from tests.access.sweep.register import WORDS, Asker
from tests.access.sweep.requests import UNKNOWN, Way, operations
from tests.asking import Thing

WORDED = ("q", "external_id", "act", "file_name")
# Bodies of which the id is looked at only beside something else.
BESIDE: dict[tuple[str, str], Thing] = {
    ("addAnswer", "person_id"): {"answer": "in_progress"},
}
# Kept as they are sent: nothing is looked up by them.
KEPT = {
    ("updateImport", "attendance/0/candidates/0/id"),
    ("updateImport", "action_points/0/owners/0/candidates/0/id"),
}
# Fields that only administrators say (facets.py): nothing is unseen to them.
ADMINISTRATORS_OWN = {("updateGroup", "parent_id"), ("updateGroup", "office_id")}


def _is_administrators(sweep: Sweep, method: str, path: str) -> bool:
    """Refused to all others whatever it is about (the policy); nothing is unseen to them."""
    acts = sweep.lines[method, f"/api/v1{path}"].acts
    return all(LINES[act].who == {Standing.administrator} for act in acts)


def _fields(sweep: Sweep) -> Iterator[tuple[str, str, Thing, Way]]:
    for method, path, operation in operations(sweep.described):
        schema = sweep.described.body(operation)
        if schema and not _is_administrators(sweep, method, path):
            for way in sweep.described.ids(schema):
                if unseen.kinds(_name(way)) != ():
                    yield method, path, operation, way


def _name(way: Way) -> str:
    return str([step for step in way if isinstance(step, str)][-1])


def _body(sweep: Sweep, operation: Thing, way: Way, id: str) -> Any:
    schema = sweep.described.body(operation)
    assert schema is not None
    made = sweep.described.with_id(schema, way, id, lambda name: unseen.known(sweep, name))
    beside = BESIDE.get((operation["operationId"], _name(way)), {})
    return {**made, **beside} if isinstance(made, dict) else made


def _path(sweep: Sweep, path: str) -> str:
    """About a thing of the own group."""
    noun = path.split("/")[1]
    return path.replace("{id}", sweep.register.places["own"].things.get(noun, UNKNOWN))


def _points_at(answer: Answer, way: Way) -> bool:
    """Whether the answer says that the id is what is wrong."""
    pointer = "/".join(["#", *map(str, way)])
    return answer.status_code == 422 and pointer in [
        one.get("pointer") for one in answer.json().get("errors", [])
    ]


def _alike(answer: Answer, id: str) -> object:
    """The answer without the id asked about; of a list with a cursor, without what is sealed for the question."""
    status, headers, text = whole(answer, id)
    if '"next":"' in text:
        text = re.sub(r'"next":"[^"]*"', '"next":""', text)
        headers = [(name, value) for name, value in headers if name != "etag"]
    return status, headers, text


def test_an_id_in_a_body_that_is_not_seen_is_as_one_that_is_not_there(sweep: Sweep) -> None:
    differing: list[tuple[object, ...]] = []
    fields, looked_at = set(), set()
    for method, path, operation, way in _fields(sweep):
        field = operation["operationId"], "/".join(map(str, way))
        fields.add(field)
        for asker in unseen.askers(sweep) if field not in KEPT else ():
            for id, answer, missing in _asked(sweep, asker, method, path, operation, way):
                looked_at.add(field)
                if _alike(answer, id) != _alike(missing, UNKNOWN):
                    differing.append((*field, asker.name, id, answer.text[:300], missing.text[:300]))
    assert not differing, "\n".join(map(str, differing))
    assert fields - looked_at == ADMINISTRATORS_OWN | KEPT


def _asked(
    sweep: Sweep, asker: Asker, method: str, path: str, operation: Thing, way: Way
) -> Iterator[tuple[str, Answer, Answer]]:
    """Each id that the asker may not know, the answer, and that about one that is not there, if it is looked at."""

    def answer(id: str) -> Answer:
        body = _body(sweep, operation, way, id)
        said = {"If-Match": "*", "Idempotency-Key": "sweep"}
        return sweep.call(asker, method, _path(sweep, path), body, **said)

    missing = answer(UNKNOWN)
    if _points_at(missing, way):
        for id in unseen.of(sweep, asker, _name(way)):
            yield id, answer(id), missing


def _queries(sweep: Sweep) -> Iterator[tuple[str, Thing]]:
    for method, path, operation in operations(sweep.described):
        if method == "GET" and not _is_administrators(sweep, method, path):
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    yield _path(sweep, path), parameter


def test_an_id_in_a_query_that_is_not_seen_is_as_one_that_is_not_there(sweep: Sweep) -> None:
    differing: list[tuple[object, ...]] = []
    asked = 0
    for path, parameter in _queries(sweep):
        name = parameter["name"]
        if not sweep.described.is_id(parameter["schema"]):
            continue
        for asker in unseen.askers(sweep):
            missing = sweep.call(asker, "GET", f"{path}?{name}={UNKNOWN}")
            for id in unseen.of(sweep, asker, name):
                answer = sweep.call(asker, "GET", f"{path}?{name}={id}")
                asked += 1
                if _alike(answer, id) != _alike(missing, UNKNOWN):
                    differing.append((path, name, asker.name, id, answer.text[:300], missing.text[:300]))
    assert asked > 1000
    assert not differing, "\n".join(map(str, differing))


def test_words_of_what_is_not_seen_find_as_little_as_words_of_nothing(sweep: Sweep) -> None:
    differing: list[tuple[object, ...]] = []
    asked = 0
    for path, parameter in _queries(sweep):
        name = parameter["name"]
        if name not in WORDED:
            continue
        for asker in unseen.askers(sweep):
            nothing = sweep.call(asker, "GET", f"{path}?{name}=finnsinte")
            for place in sweep.register.places.values():
                if oracle.knows(sweep.register, asker, "groups", place.name, place.things["groups"]):
                    continue
                word = WORDS[place.name]
                said = f"grupp-{word}" if name == "external_id" else word
                found = sweep.call(asker, "GET", f"{path}?{name}={quote(said)}")
                asked += 1
                if whole(found, quote(said)) != whole(nothing, "finnsinte"):
                    differing.append((path, name, asker.name, said, found.text[:300]))
    assert asked > 300
    assert not differing, "\n".join(map(str, differing))


def test_somebody_elses_cursor_is_as_no_cursor(sweep: Sweep) -> None:
    given = {
        asker.name: sweep.call(asker, "GET", "/changes").json()["next"]
        for asker in map(sweep.register.asker, ("chair of own", "member of above", "administrator system"))
    }
    for asker in unseen.askers(sweep):
        none = sweep.call(asker, "GET", "/changes?cursor=AAAA")
        for name, cursor in given.items():
            if name != asker.name:
                answer = sweep.call(asker, "GET", f"/changes?cursor={cursor}")
                assert whole(answer) == whole(none), (asker.name, name)
