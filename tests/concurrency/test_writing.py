"""Nothing that was acknowledged is lost, doubled or overwritten."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.asking import Api
from tests.concurrency.conftest import Crowd
from tests.running import PATIENCE

pytestmark = pytest.mark.xdist_group("concurrency")  # one installation is enough
ROUNDS = 30


def test_a_thousand_writes_of_every_kind_were_acknowledged(crowd: Crowd) -> None:
    of_group = {"points", "items", "decisions", "memberships", "persons"}
    of_one = {"counted", "closed", "reopened", "answers", "attendances"}

    assert crowd.told.keys() - {"writes", "stale", "busy"} == of_group | of_one
    assert len(crowd.told["writes"]) >= 1000


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("action-points", "points"),
        ("agenda-items", "items"),
        ("decisions", "decisions"),
        ("memberships", "memberships"),
    ],
)
def test_all_that_was_acknowledged_is_there_once(crowd: Crowd, noun: str, kind: str) -> None:
    there = [thing["external_id"] for thing in crowd.of_group(noun) if thing["external_id"]]

    assert Counter(there) == Counter(crowd.told[kind])


def test_points_are_numbered_without_gaps(crowd: Crowd) -> None:
    numbers = sorted(point["number"] for point in crowd.of_group("action-points"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_decisions_are_numbered_without_gaps(crowd: Crowd) -> None:
    numbers = {decision["number"] for decision in crowd.of_group("decisions")}

    assert numbers == {f"2026-{number}" for number in range(1, len(crowd.told["decisions"]) + 1)}


def test_each_item_has_a_place_of_its_own(crowd: Crowd) -> None:
    agenda = crowd.api.items(f"/meetings/{crowd.place.meeting}/agenda")

    places = list(range(1, len(crowd.told["items"]) + 1))
    assert [item["position"] for item in agenda] == places
    assert [item["number"] for item in agenda] == [str(place) for place in places]


def test_the_counter_has_counted_every_acknowledged_step(crowd: Crowd) -> None:
    counter = crowd.api.get(f"/action-points/{crowd.place.counter}")

    steps = len(crowd.told["counted"])
    assert (counter["details"], counter["version"]) == (str(steps), 1 + steps)
    assert len(crowd.history(counter["id"])) == 1 + steps


def test_the_door_was_opened_and_closed_in_turns(crowd: Crowd) -> None:
    door = crowd.api.get(f"/action-points/{crowd.place.door}")
    turns = crowd.history(door["id"])[1:]

    closed = [turn["after"]["outcome"] for turn in turns if turn["act"] == "closed"]
    reopened = [turn["comment"] for turn in turns if turn["act"] == "reopened"]
    assert Counter(closed) == Counter(crowd.told["closed"])
    assert Counter(reopened) == Counter(crowd.told["reopened"])
    assert len(closed) - len(reopened) == (door["closed_at"] is not None)
    assert door["version"] == 1 + len(closed) + len(reopened)


def test_every_answer_is_kept_once_and_one_is_current(crowd: Crowd) -> None:
    answers = crowd.all(f"/action-points/{crowd.place.asked}/answers")

    assert Counter(answer["comment"] for answer in answers) == Counter(crowd.told["answers"])
    assert sum(answer["current"] for answer in answers) == 1


def test_everybody_who_was_put_on_the_list_is_there_once(crowd: Crowd) -> None:
    listed = crowd.api.call("GET", f"/meetings/{crowd.place.meeting}/attendance")

    notes = [row["note"] for row in listed.json()["items"] if row["note"]]
    version = int(listed.headers["ETag"].strip('"').split("-")[0])
    assert Counter(notes) == Counter(crowd.told["attendances"])
    assert version == 1 + len(notes)


def test_of_two_changes_of_one_version_one_is_made(servers: list[Api]) -> None:
    api = servers[0]
    group = api.post("/groups", name="Två")["id"]
    point = f"/action-points/{api.post('/action-points', group_id=group, task='Vem?')['id']}"
    both, together = [servers[0], servers[-1]], Barrier(2, timeout=PATIENCE)

    def change(server: Api, task: str, etag: str) -> tuple[int, str]:
        together.wait()
        return server.call("PATCH", point, {"task": task}, If_Match=etag).status_code, task

    with ThreadPoolExecutor(2) as threads:
        for turn in range(ROUNDS):
            etag = api.call("GET", point).headers["ETag"]

            said = list(threads.map(change, both, [f"{turn} ett", f"{turn} två"], [etag, etag]))

            made = [task for status, task in said if status == 200]
            assert sorted(status for status, _ in said) == [200, 412]
            assert [api.get(point)["task"]] == made
    assert api.get(point)["version"] == 1 + ROUNDS
