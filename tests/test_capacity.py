"""So many requests are worked on at once, and slow clients are not among them."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from app import errors
from app.admission import Admission
from app.capacity import Capacity
from app.surroundings import Surrounded
from tests.asking import Api
from tests.conftest import ADMINISTRATOR

Answer = tuple[int, dict[str, str], Any]


def scope(path: str = "/api/v1/groups") -> Scope:
    return {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": []}


def run(tried: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """In a thread of its own: the browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(tried())).result()


async def nothing() -> Message:
    """A client that has said all it will."""
    await asyncio.Event().wait()
    raise AssertionError


async def answered(
    app: Callable[..., Awaitable[None]], receive: Receive = nothing, path: str = "/x"
) -> Answer:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    await app(scope(path), receive, send)
    headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    return told[0]["status"], headers, json.loads(told[1]["body"] or b"null")


async def done(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Working:
    """An application that works until it is let go."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun = 0

    async def __call__(self, of: Scope, receive: Receive, send: Send) -> None:
        self.begun += 1
        await self.go.wait()
        await done(of, receive, send)


async def several(count: int, begin: Callable[[], Awaitable[Answer]]) -> list[asyncio.Task[Answer]]:
    """So many at once, each as far as it comes."""
    tasks = [asyncio.ensure_future(begin()) for _ in range(count)]
    for _ in range(3):
        await asyncio.sleep(0)  # the others' turn
    return tasks


def test_above_what_is_worked_on_at_once_the_answer_is_to_come_again() -> None:
    async def tried() -> None:
        working = Working()
        capacity = Capacity(working, 3)
        tasks = await several(3, lambda: answered(capacity))
        status, headers, problem = await answered(capacity)
        assert (status, headers["retry-after"], headers["content-type"]) == (
            503,
            "1",
            "application/problem+json",
        )
        assert (problem["type"], headers["content-language"]) == ("/problems/crowded", "sv")
        assert working.begun == 3
        working.go.set()
        assert [(await task)[0] for task in tasks] == [204, 204, 204]
        assert (await answered(capacity))[0] == 204
        assert capacity.working == 0

    run(tried)


def test_whether_the_service_is_alive_is_answered_all_the_same() -> None:
    async def tried() -> None:
        working = Working()
        capacity = Capacity(working, 1)
        tasks = await several(1, lambda: answered(capacity))
        tasks += await several(2, lambda: answered(capacity, path="/health/live"))
        assert working.begun == 3
        working.go.set()
        assert [(await task)[0] for task in tasks] == [204, 204, 204]

    run(tried)


async def reading(of: Scope, receive: Receive, send: Send) -> None:
    """An application that wants the body first, and tells of problems as ours does."""
    try:
        await receive()
    except errors.Problem as problem:
        await errors.of(Request(of), problem)(of, receive, send)
    else:
        await done(of, receive, send)


def test_who_waits_for_a_slow_client_shuts_nobody_out() -> None:
    async def tried() -> None:
        capacity = Capacity(reading, 1)
        slow = await several(5, lambda: answered(capacity))
        assert capacity.working == 0

        async def at_once() -> Message:
            return {"type": "http.request"}

        assert (await answered(capacity, at_once))[0] == 204
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        assert capacity.working == 0

    run(tried)


def test_a_body_that_does_not_come_in_time_is_not_waited_for() -> None:
    async def tried() -> None:
        status, headers, problem = await answered(Capacity(reading, 1, patience=0))
        assert (status, problem["type"], headers["connection"]) == (408, "/problems/too-slow", "close")

    run(tried)


def test_a_fault_leaves_its_place() -> None:
    async def failing(*_: Any) -> None:
        raise ZeroDivisionError

    async def tried() -> None:
        capacity = Capacity(failing, 1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await answered(capacity)
        assert capacity.working == 0

    run(tried)


def test_the_application_is_held_to_it_and_answers_are_surrounded(
    set_up: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = set_up(requests_at_once="1")
    api = Api(client, ADMINISTRATOR)
    assert api.get("/me")
    layer: Any = client.app
    assert isinstance(layer, Surrounded)
    while not isinstance(layer, Capacity):
        layer = layer.middleware_stack if isinstance(layer, Surrounded) else layer.app
        assert not isinstance(layer, Admission) or isinstance(layer.app, Capacity)
    monkeypatch.setattr(layer, "working", 1)

    crowded = api.call("GET", "/me", Accept_Language="en")
    assert (crowded.status_code, crowded.json()["title"]) == (503, "Too many at once")
    assert crowded.headers["retry-after"] == "1" and crowded.headers["traceparent"]
    assert client.get("/health/live").status_code == 200
