"""Many who write at once, each a process of its own that keeps account of what was acknowledged."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from multiprocessing import get_context
from time import sleep
from typing import Any

import httpx2

Account = dict[str, list[str]]  # what was acknowledged, by kind: the mark that each was written with
PATIENCE = 90.0
LISTED = 4  # points in a list


@dataclass(frozen=True)
class Place:
    """What all of them write to: ids, and the key they call with."""

    key: str
    group: str
    meeting: str
    member: str
    counter: str
    door: str
    asked: str


def write(place: Place, urls: list[str], processes: int, times: int) -> Account:
    """What so many processes, spread over the servers, were told is done after so many writes each."""
    whole: Account = defaultdict(list)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        servers = [url for url, _ in zip(cycle(urls), range(processes), strict=False)]
        for account in pool.map(partial(_written, place, times), servers, range(processes)):
            for kind, marks in account.items():
                whole[kind] += marks
    return whole


def _written(place: Place, times: int, url: str, number: int) -> Account:
    with httpx2.Client(base_url=f"{url}/api/v1", timeout=PATIENCE, trust_env=False) as client:
        writer = Writer(client, place)
        kinds = writer.kinds(random.Random(number))
        for turn in range(times):
            next(kinds)(f"{number}-{turn}")
        return dict(writer.account)


@dataclass
class Writer:
    client: httpx2.Client
    place: Place
    account: Account = field(default_factory=lambda: defaultdict(list))

    def kinds(self, chance: random.Random) -> Iterator[Callable[[str], None]]:
        """Every kind of write, again and again, in an order of its own."""
        every = [
            self.add_point, self.add_points, self.count, self.count, self.use_door, self.answer,
            self.attend, self.add_item, self.decide, self.join,
        ]  # fmt: skip
        while True:
            yield from chance.sample(every, len(every))

    def add_point(self, mark: str) -> None:
        self._make("points", "/action-points", self._point(mark), mark)

    def add_points(self, mark: str) -> None:
        marks = [f"{mark}-{place}" for place in range(LISTED)]
        self._make("points", "/action-points", [self._point(one) for one in marks], *marks)

    def add_item(self, mark: str) -> None:
        said = {"meeting_id": self.place.meeting, "title": mark, "position": 1, "external_id": mark}
        self._make("items", "/agenda-items", said, mark)

    def decide(self, mark: str) -> None:
        said = {"meeting_id": self.place.meeting, "text": mark, "external_id": mark}
        self._make("decisions", "/decisions", said, mark)

    def join(self, mark: str) -> None:
        said = {"group_id": self.place.group, "person_id": self._person(mark), "roles": ["member"]}
        self._make("memberships", "/memberships", {**said, "external_id": mark}, mark)

    def answer(self, mark: str) -> None:
        said = {"person_id": self.place.member, "answer": "in_progress", "comment": mark}
        done = self._call("POST", f"/action-points/{self.place.asked}/answers", said)
        assert done.status_code == 201, done.text
        self.account["answers"].append(mark)

    def count(self, mark: str) -> None:
        """One more in the details of the counter."""
        path = f"/action-points/{self.place.counter}"
        self._change(
            path, lambda read: ("counted", "PATCH", path, {"details": str(int(read["details"]) + 1)}), mark
        )

    def use_door(self, mark: str) -> None:
        """Closes the point that is open, opens the one that is closed."""
        path = f"/action-points/{self.place.door}"
        self._change(
            path,
            lambda read: (
                ("reopened", "POST", f"{path}/reopening", {"reason": mark})
                if read["closed_at"]
                else ("closed", "POST", f"{path}/closing", {"outcome": mark})
            ),
            mark,
        )

    def attend(self, mark: str) -> None:
        path, row = (
            f"/meetings/{self.place.meeting}/attendance",
            {"person_id": self._person(mark), "note": mark},
        )
        self._change(path, lambda _: ("attendances", "PATCH", path, {"rows": [row]}), mark)

    def _point(self, mark: str) -> dict[str, Any]:
        return {"meeting_id": self.place.meeting, "task": mark, "external_id": mark}

    def _person(self, mark: str) -> str:
        return str(self._make("persons", "/persons", {"name": mark, "external_id": mark}, mark)["id"])

    def _make(self, kind: str, path: str, body: Any, *marks: str) -> dict[str, Any]:
        made = self._call("POST", path, body)
        assert made.status_code == 201, f"{path} {made.status_code}: {made.text}"
        self.account[kind] += marks
        said: dict[str, Any] = made.json()
        return said

    def _change(
        self, path: str, change: Callable[[dict[str, Any]], tuple[str, str, str, Any]], mark: str
    ) -> None:
        """Reads, changes what was read, and begins again for as long as somebody else was first."""
        while True:
            read = self._call("GET", path)
            kind, method, where, body = change(read.json())
            done = self._call(method, where, body, **{"If-Match": read.headers["ETag"]})
            if done.status_code == 200:
                self.account[kind].append(mark)
                return
            assert done.status_code == 412, f"{where} {done.status_code}: {done.text}"
            self.account["stale"].append(mark)

    def _call(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        """The answer, asked for again when the service says so."""
        while True:
            said = self.client.request(
                method, path, json=body, headers={"X-API-Key": self.place.key, **headers}
            )
            if said.is_success and method != "GET":
                self.account["writes"].append(path)
            if said.status_code != 503:
                return said
            self.account["busy"].append(path)
            sleep(int(said.headers["Retry-After"]))
