"""Many write to one group at once, through running servers: nothing acknowledged is lost, doubled or overwritten."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Barrier

import pytest

from tests import writers
from tests.asking import Api, Thing
from tests.conftest import ADMINISTRATOR, NOW, POSTGRESQL
from tests.running import PATIENCE, free_port, installed

pytestmark = pytest.mark.xdist_group("concurrency")  # one installation is enough
SERVERS = 2 if POSTGRESQL else 1
WRITERS, TURNS = 8, 105  # twelve writes in ten turns
ROUNDS = 30


@dataclass
class Crowd:
    """What the writers were told is done, and where to look."""

    api: Api
    place: writers.Place
    told: writers.Account

    def all(self, path: str) -> list[Thing]:
        """Every page of a list of the group."""
        first = f"{path}{'&' if '?' in path else '?'}limit=100"
        pages = self.api.get(first)["total_pages"]
        return [thing for page in range(1, pages + 1) for thing in self.api.items(f"{first}&page={page}")]

    def of_group(self, noun: str) -> list[Thing]:
        return self.all(f"/{noun}?group_id={self.place.group}")

    def history(self, id: str) -> list[Thing]:
        return self.all(f"/action-points/{id}/history")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Api]]:
    """Servers over one database: two on PostgreSQL."""
    with ExitStack() as open_ones:
        nasta = open_ones.enter_context(installed(tmp_path_factory.mktemp("nasta"), free_port()))
        yield [open_ones.enter_context(nasta.serving("--at", NOW.isoformat())) for _ in range(SERVERS)]


@pytest.fixture(scope="module")
def crowd(servers: list[Api]) -> Crowd:
    """A group that many have written to at once."""
    api = servers[0]
    place = _place(api)
    told = writers.write(place, [str(one.client.base_url) for one in servers], WRITERS, TURNS)
    counts = ", ".join(f"{kind} {len(marks)}" for kind, marks in sorted(told.items()))
    print(f"\nacknowledged and repeated on {SERVERS} server(s): {counts}")  # noqa: T201
    return Crowd(api, place, told)


def _place(api: Api) -> writers.Place:
    group = api.post("/groups", name="Arbetsgruppen")["id"]
    member = api.post("/persons", name="Lova Exempelsson")["id"]
    api.post("/memberships", group_id=group, person_id=member, roles=["member"])
    meeting = api.post("/meetings", group_id=group, held_on="2026-04-17", start_time="13:00")["id"]
    owners = [{"person_id": member}]
    counter, door, asked = (
        api.post("/action-points", group_id=group, task=task, details="0", owners=owners)["id"]
        for task in ("Räkna", "Öppna och stäng", "Svara")
    )
    return writers.Place(ADMINISTRATOR, group, meeting, member, counter, door, asked)


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
