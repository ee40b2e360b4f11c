"""Every route, by every asker, about a thing of the group: as the policy's table has it, and unseen as if absent."""

from collections.abc import Iterator
from typing import Any

from app.access.policy import Act, Named, Reach
from tests.access.sweep import oracle
from tests.access.sweep.conftest import Sweep, whole
from tests.access.sweep.register import Asker
from tests.access.sweep.requests import UNKNOWN, operations
from tests.asking import Thing

Case = tuple[str, str, Thing, Named, Act | Reach]
# What has to be said for a body to be about the act and not another, or to stop at a rule behind the policy.
SAID: dict[tuple[str, str], Any] = {
    ("addAnswer", "answer_points"): lambda asker: {"answer": "in_progress", **_as(asker)},
    ("addAnswer", "take_point"): lambda asker: {"answer": "took", **_as(asker)},
    ("updateAttendance", "make_attendance"): lambda _: {
        "rows": [{"person_id": UNKNOWN, "presence": "absent"}]
    },
    ("updateAttendance", "respond"): lambda asker: {"rows": [{**_as(asker), "response": "accepted"}]},
}
MAY_LACK = {"endAnswerLink": 404}  # allowed, to end the links of a letter that has none
GROUP = "own"


def _as(asker: Asker) -> Thing:
    return {"person_id": asker.person_id or UNKNOWN}


def _cases(sweep: Sweep) -> Iterator[Case]:
    for method, path, operation in operations(sweep.described):
        line = sweep.lines[method, f"/api/v1{path}"]
        for act in line.acts:
            yield method, path, operation, line, act


def _thing(sweep: Sweep, path: str) -> tuple[str, str | None]:
    """The id of the thing that a path is about, and the group it is of; of none: what everybody knows."""
    noun = path.split("/")[1]
    place = sweep.register.places[GROUP]
    shared = {
        "organizations": sweep.register.organization,
        "api-keys": sweep.register.key_id,
        "identities": sweep.register.identity,
        "audit-events": sweep.register.audit_event,
        "reminder-runs": sweep.register.run,
    }
    return (shared[noun], None) if noun in shared else (place.things[noun], GROUP)


def _body(sweep: Sweep, operation: Thing, act: Act | Reach, asker: Asker) -> Any:
    said = SAID.get((operation["operationId"], act.value))
    schema = sweep.described.body(operation)
    return said(asker) if said else None if schema is None else sweep.described.value(schema)


def _query(operation: Thing) -> str:
    parts = [p for p in operation.get("parameters", []) if p["name"] == "include"]
    return "?include=attendance,agenda,decisions,action_points,follow_up" if parts else ""


def _found(status: int) -> int:
    """401, 403, 404, or 200 for all that came past the policy."""
    return status if status in {401, 403, 404} else 200


def test_every_route_answers_about_a_thing_as_the_table_says(sweep: Sweep) -> None:
    differing: list[tuple[object, ...]] = []
    asked = 0
    for method, path, operation, line, act in _cases(sweep):
        if "{id}" not in path:
            continue
        id, group = _thing(sweep, path)
        for asker in sweep.register.askers:
            towards = oracle.who(asker, group, id) if group else oracle.who(asker, None)
            wanted = oracle.status(asker, method, line, act, towards)
            body = _body(sweep, operation, act, asker)
            url = path.replace("{id}", id) + _query(operation)
            answer = sweep.call(asker, method, url, body)
            asked += 1
            if _found(answer.status_code) not in {wanted, MAY_LACK.get(operation["operationId"], wanted)}:
                differing.append(
                    (method, path, act.value, asker.name, wanted, answer.status_code, answer.text[:300])
                )
            if wanted == 404:
                other = sweep.call(asker, method, path.replace("{id}", UNKNOWN) + _query(operation), body)
                if whole(answer, id) != whole(other, UNKNOWN):
                    differing.append(
                        (method, path, asker.name, "unlike", whole(answer, id), whole(other, UNKNOWN))
                    )
    assert asked > 1000
    assert not differing, "\n".join(map(str, differing))
