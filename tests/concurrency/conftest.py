"""Many write to one group at once, through running servers, and others follow what happens."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.asking import Api, Thing
from tests.concurrency import writers
from tests.concurrency.following import Copy, follow
from tests.conftest import ADMINISTRATOR, NOW, POSTGRESQL
from tests.running import Installation, free_port, installed

SERVERS = 2 if POSTGRESQL else 1
WRITERS, TURNS = 8, 105  # twelve writes in ten turns
READERS = 2


@dataclass
class Crowd:
    """What the writers were told is done, what the readers have taken in, and where to look."""

    nasta: Installation
    api: Api
    place: writers.Place
    told: writers.Account
    copies: list[Copy]
    killed: list[int]

    def all(self, path: str) -> list[Thing]:
        """Every page of a list of the group."""
        first = f"{path}{'&' if '?' in path else '?'}limit=100"
        pages = self.api.get(first)["total_pages"]
        return [thing for page in range(1, pages + 1) for thing in self.api.items(f"{first}&page={page}")]

    def of_group(self, noun: str) -> list[Thing]:
        return self.all(f"/{noun}?group_id={self.place.group}")

    def history(self, id: str) -> list[Thing]:
        return self.all(f"/action-points/{id}/history")


@pytest.fixture(scope="package")
def nasta(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("nasta"), free_port()) as one:
        yield one


@pytest.fixture(scope="package")
def servers(nasta: Installation) -> Iterator[list[Api]]:
    """Servers over one database: two on PostgreSQL."""
    with ExitStack() as open_ones:
        yield [open_ones.enter_context(nasta.serving("--at", NOW.isoformat())) for _ in range(SERVERS)]


@pytest.fixture(scope="package")
def crowd(nasta: Installation, servers: list[Api], tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """A group that many have written to at once, while others followed what happened."""
    api, folder = servers[0], tmp_path_factory.mktemp("copies")
    copies = [Copy(folder / f"{number}") for number in range(READERS)]
    cursor = str(api.get("/changes")["next"])
    for copy in copies:
        copy.begin(cursor)
    place = _place(api)
    told, killed = _written_and_followed(place, [str(one.client.base_url) for one in servers], copies)
    counts = ", ".join(f"{kind} {len(marks)}" for kind, marks in sorted(told.items()))
    print(f"\nacknowledged and repeated on {SERVERS} server(s): {counts}")  # noqa: T201
    return Crowd(nasta, api, place, told, copies, killed)


def _written_and_followed(
    place: writers.Place, urls: list[str], copies: list[Copy]
) -> tuple[writers.Account, list[int]]:
    """What was acknowledged, and how often each reader was killed before it came to the end of it."""
    gone = copies[0].file.parent / "writers-gone"
    with ThreadPoolExecutor(len(copies)) as threads:
        following = [
            threads.submit(follow, urls, place.key, copy, gone, seed) for seed, copy in enumerate(copies)
        ]
        try:
            told = writers.write(place, urls, WRITERS, TURNS)
        finally:
            gone.touch()
        return told, [reader.result() for reader in following]


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
