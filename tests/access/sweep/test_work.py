"""Missing and forbidden take the same work: as many statements, the same ones."""

from tests.access.sweep.conftest import Sweep
from tests.access.sweep.requests import UNKNOWN, operations

ASKERS = ("chair of elsewhere", "in no group")


def test_what_is_not_seen_is_looked_for_as_what_is_not_there(sweep: Sweep) -> None:
    differing, asked = [], 0
    things = sweep.register.places["own"].things
    for method, path, operation in operations(sweep.described):
        noun = path.split("/")[1]
        if "{id}" not in path or noun not in things:
            continue
        for name in ASKERS:
            asker = sweep.register.asker(name)
            schema = sweep.described.body(operation)
            body = sweep.described.value(schema) if schema else None
            asked_of = {}
            for id in (things[noun], UNKNOWN, things[noun], UNKNOWN):
                answer = sweep.call(asker, method, path.replace("{id}", id), body)
                assert answer.status_code == 404, (method, path, name, answer.text)
                asked_of[id] = list(sweep.statements)
            asked += 1
            if asked_of[things[noun]] != asked_of[UNKNOWN]:
                differing.append((method, path, name, *(len(one) for one in asked_of.values())))
    assert asked > 40
    assert not differing, "\n".join(map(str, differing))
