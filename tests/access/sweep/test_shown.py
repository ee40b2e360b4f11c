"""Whatever anybody is answered holds no id and no word of what they may not know."""

import json
import re
from collections.abc import Iterator

from tests.access.sweep import oracle, unseen
from tests.access.sweep.asgi import Answer
from tests.access.sweep.conftest import Sweep
from tests.access.sweep.register import WORDS, Asker, Place
from tests.access.sweep.requests import operations

PARTS = "include=attendance,agenda,decisions,action_points,follow_up"


def _urls(sweep: Sweep) -> Iterator[str]:
    """Every GET, of each thing that there is."""
    for method, path, operation in operations(sweep.described):
        named = {parameter["name"] for parameter in operation.get("parameters", [])}
        query = PARTS if "include" in named else "limit=100" if "limit" in named else ""
        for place in sweep.register.places.values() if method == "GET" and "{id}" in path else ():
            noun = path.split("/")[1]
            for kind in ("meetings", "held") if noun == "meetings" else KINDS.get(noun, (noun,)):
                if kind in place.things:
                    yield f"{path.replace('{id}', place.things[kind])}?{query}"
        if method == "GET" and "{id}" not in path:
            yield f"{path}?{query}"


KINDS = {"action-points": ("action-points", "tied to own", "tied to above", "tied to below")}


def _unknown(sweep: Sweep, asker: Asker, place: Place) -> list[str]:
    """Ids and words of a place that the asker may not know."""
    ids = [
        id
        for kind, id in place.things.items()
        if not oracle.knows(sweep.register, asker, kind, place.name, id)
        and kind != "groups"  # a statement of the group that names it; it opens nothing
    ]
    words = [] if oracle.owns_in(sweep.register, asker, place.name) else [WORDS[place.name]]
    return ids if oracle.sees(asker, place.name) else [*ids, *words]


def _text(answer: Answer) -> str:
    """What is answered, without what others report (domain 6) and the names of groups, told where they are named."""
    said = json.loads(answer.text or "null", object_hook=lambda one: {**one, "reported": None})
    return re.sub(rf"Gruppen ({'|'.join(WORDS.values())})", "", json.dumps(said, ensure_ascii=False))


def test_no_answer_holds_what_its_reader_may_not_know(sweep: Sweep) -> None:
    leaking: list[tuple[str, ...]] = []
    asked = 0
    for asker in unseen.askers(sweep):
        unknown = {
            said: place for place in sweep.register.places.values() for said in _unknown(sweep, asker, place)
        }
        for url in _urls(sweep):
            answer = sweep.call(asker, "GET", url)
            asked += 1
            text = _text(answer)
            for said, place in unknown.items() if answer.status_code == 200 else ():
                if said in text:
                    at = text.index(said)
                    leaking.append((url, asker.name, place.name, said, text[max(0, at - 150) : at + 60]))
    assert asked > 1000
    assert not leaking, "\n".join(map(str, leaking))
