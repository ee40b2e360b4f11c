"""Every POST, through a running server: sent again with its key after the connection was cut, or twice at once."""

import json
import os
import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from threading import Barrier
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, inspect, text

from app import database, main
from tests.asking import Api
from tests.conftest import ADMINISTRATOR, NOW, POSTGRESQL
from tests.idempotency.posts import ISSUERS, POSTS, Place, Sent
from tests.running import PATIENCE, free_port, installed

pytestmark = pytest.mark.xdist_group("idempotency")  # one installation is enough
CUTS = int(os.environ.get("TEST_CUTS", "1"))
PAIRS = int(os.environ.get("TEST_PAIRS", "25"))
SERVERS = 2 if POSTGRESQL else 1
LONGEST_WAIT = 0.03  # seconds before the connection is cut
ITS_OWN = {"kept_answers", "delivery_attempts", "senders"}  # what may differ between two undisturbed runs
Footprint = Counter[str]


@dataclass
class Running:
    """Servers over one database, and a look into it."""

    apis: list[Api]
    engine: Engine
    marks: Iterator[int]

    def prepared(self, name: str) -> Sent:
        """A request of this kind that has not been sent."""
        return POSTS[name](Place(self.apis[0], f"m{next(self.marks)}"))

    def footprint(self) -> Footprint:
        """Rows, and the sum of their versions, of each table."""
        with self.engine.connect() as connection:
            counted = connection.execute(text(self.counting)).all()
        return Counter({table: rows for table, rows, _ in counted}) + Counter(
            {f"{table}.version": versions for table, _, versions in counted}
        )

    @cached_property
    def counting(self) -> str:
        """The statement that counts."""
        look = inspect(self.engine)
        return " UNION ALL ".join(
            f"SELECT '{table}', count(*), {_versions(look.get_columns(table))} FROM {table}"  # noqa: S608
            for table in sorted(set(look.get_table_names()) - ITS_OWN)
        )

    def send(self, sent: Sent, key: str, api: int = 0) -> Response:
        """The answer, asked for again while the first is in progress."""
        path, body, headers = sent
        until = time.monotonic() + PATIENCE
        while True:
            named = {**headers, "Idempotency-Key": key}
            answer = self.apis[api].call("POST", path, body, **named)
            if "in-progress" not in answer.text or time.monotonic() > until:
                return answer
            assert answer.headers["Retry-After"] == "1"
            time.sleep(0.01)

    def cut(self, sent: Sent, key: str, chance: random.Random) -> None:
        """Sends it, or a part of it, and is gone."""
        path, body, headers = sent
        content = b"" if body is None else json.dumps(body).encode()
        url = self.apis[0].client.base_url
        named = {**headers, "Host": url.host, "X-API-Key": ADMINISTRATOR, "Idempotency-Key": key}
        named |= {"Content-Length": str(len(content))} | (
            {"Content-Type": "application/json"} if body else {}
        )
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        whole = f"POST /api/v1{path} HTTP/1.1\r\n{head}\r\n".encode() + content
        with socket.create_connection((url.host, url.port or 80)) as connection:
            connection.sendall(whole if chance.random() < 0.8 else whole[: chance.randrange(len(whole))])
            time.sleep(chance.random() * LONGEST_WAIT)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with ExitStack() as opened:
        folder = tmp_path_factory.mktemp("nasta")
        (folder / "issuers.toml").write_text(ISSUERS, encoding="utf-8")
        set_to = {"mail_url": f"file:{folder}/mail", "oidc_file": f"{folder}/issuers.toml"}
        nasta = opened.enter_context(installed(folder, free_port(), **set_to))
        apis = [opened.enter_context(nasta.serving("--at", NOW.isoformat())) for _ in range(SERVERS)]
        for api in apis:
            api.get("/me")  # each notes the first time that a key is used
        engine = database.build(nasta.settings["NASTA_DATABASE_URL"])
        opened.callback(engine.dispose)
        yield Running(apis, engine, count())


def _versions(columns: list[Any]) -> str:
    return "coalesce(sum(version), 0)" if "version" in {column["name"] for column in columns} else "0"


def _posts() -> set[str]:
    paths = main.create_api().openapi()["paths"].values()
    return {item["post"]["operationId"] for item in paths if "post" in item}


def test_every_post_is_tried_here() -> None:
    assert set(POSTS) == _posts(), "a new POST takes its place in tests/idempotency/posts.py"


@pytest.mark.parametrize("name", sorted(POSTS))
def test_the_same_again_is_the_first_answer_byte_for_byte(running: Running, name: str) -> None:
    sent, key = running.prepared(name), f"again-{name}"
    first = running.send(sent, key)
    assert first.status_code in {200, 201}, first.text
    before = running.footprint()

    again = running.send(sent, f'"{key}"', api=-1)

    assert (again.status_code, again.content) == (first.status_code, first.content)
    kept = {"etag", "location", "cache-control", "content-type"}
    assert {n: v for n, v in again.headers.items() if n in kept} == {
        n: v for n, v in first.headers.items() if n in kept
    }
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    other = running.send((sent[0], {"other": "body"}, sent[2]), key)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert running.footprint() == before


@pytest.mark.parametrize("name", sorted(POSTS))
def test_repeated_after_a_cut_connection_it_has_one_effect(running: Running, name: str) -> None:
    def effect(do: Any) -> Footprint:
        sent = running.prepared(name)
        before = running.footprint()
        do(sent)
        grown = running.footprint()
        grown.subtract(before)
        return grown

    def undisturbed(sent: Sent) -> None:
        running.send(sent, "undisturbed")

    chance, wanted = random.Random(name), effect(undisturbed)
    assert any(wanted.values())
    for turn in range(CUTS):

        def disturbed(sent: Sent, key: str = f"cut-{turn}") -> None:
            running.cut(sent, key, chance)
            answer = running.send(sent, key, api=-1)
            assert answer.status_code in {200, 201}, answer.text

        assert effect(disturbed) == wanted


def test_of_two_at_once_one_is_carried_out(running: Running) -> None:
    group = running.apis[0].post("/groups", name="Två på en gång")["id"]
    together = Barrier(2, timeout=PATIENCE)
    said: Counter[str] = Counter()

    def send(api: Api, turn: int) -> Response:
        together.wait()
        body = {"group_id": group, "task": f"Punkt {turn}"}
        return api.call("POST", "/action-points", body, Idempotency_Key=f"pair-{turn}")

    with ThreadPoolExecutor(2) as threads:
        for turn in range(PAIRS):
            answers = list(threads.map(send, [running.apis[0], running.apis[-1]], [turn, turn]))
            done = [answer for answer in answers if answer.status_code == 201]
            assert {answer.status_code for answer in answers} <= {201, 409}
            assert len({answer.content for answer in done}) == 1
            assert sum("Idempotency-Replayed" not in answer.headers for answer in done) == 1
            said["in progress" if len(done) == 1 else "replayed"] += 1

    made = running.apis[0].get(f"/action-points?group_id={group}")["total_records"]
    print(f"\n{PAIRS} pairs on {SERVERS} server(s): {dict(said)}")  # noqa: T201
    assert made == PAIRS
