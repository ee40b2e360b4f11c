"""One register for the whole sweep, which leaves no trace in it that another answer could show."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from app import database, settings
from app.access.policy import Named, named
from app.main import routes_of
from tests.access.sweep.asgi import Answer, Caller
from tests.access.sweep.register import NOW, Asker, Register, made
from tests.access.sweep.requests import Described
from tests.conftest import ADMINISTRATOR, UNBRAKED, a_database, application

VARYING = {"date", "traceparent"}


@dataclass
class Sweep:
    """The register behind the whole application, and what the database is asked."""

    engine: Engine
    send: Caller
    register: Register
    described: Described
    lines: dict[tuple[str, str], Named]
    statements: list[str] = field(default_factory=list)

    def call(self, asker: Asker, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        said = {"If-Match": '"999999"'} if method in {"PATCH", "DELETE"} else {}
        said |= {"If-Match": '"999999"'} if path.endswith(ACTS) else {}
        said |= {"X-API-Key": asker.key} if asker.key else {}
        self.statements.clear()
        return self.send(method, f"/api/v1{path}", body, said | headers)


ACTS = ("/closing", "/reopening", "/parking", "/holding", "/cancellation", "/acceptance", "/succession")


def whole(answer: Answer, *ids: str) -> tuple[int, list[tuple[str, str]], str]:
    """Status, headers and body, but for what is another at every call, and the id that was asked about."""
    headers = [(name, value) for name, value in answer.headers if name not in VARYING]
    text = answer.text
    for id in ids:
        text = text.replace(id, "ID")
        headers = [(name, value.replace(id, "ID")) for name, value in headers]
    return answer.status_code, headers, text


@pytest.fixture(scope="package")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    with pytest.MonkeyPatch.context() as patch, a_database(tmp_path_factory.mktemp("sweep")) as engine:
        patch.setenv("NASTA_BOOTSTRAP_KEY", ADMINISTRATOR)
        patch.setenv("NASTA_SECRET_KEY", "s" * 40)
        for name, value in UNBRAKED.items():
            patch.setenv(f"NASTA_{name.upper()}", value)
        patch.setattr(database, "engine", lambda: engine)
        patch.setattr("app.clock.now", lambda: NOW)
        settings.get.cache_clear()
        writing = engine.execution_options(sqlite_begin=database.WRITE)
        with Session(writing, expire_on_commit=False) as session:
            register = made(session)
        app = application()
        patch.setattr("anyio.to_thread.run_sync", _at_once)
        with asyncio.Runner() as runner:
            send = Caller(app, runner)
            described = Described(send("GET", "/api/v1/openapi.json").json())
            lines = {
                (method, path): named(route.endpoint)
                for path, route in routes_of(app)
                for method in route.methods or ()
            }
            made_of_it = Sweep(engine, send, register, described, lines)
            event.listen(engine, "before_cursor_execute", _keep(made_of_it))
            yield made_of_it
        settings.get.cache_clear()


async def _at_once(call: Callable[..., Any], *args: Any, **_: Any) -> Any:
    """In this thread: thousands of answers, none of which waits for another."""
    return call(*args)


def _keep(sweep: Sweep) -> Any:
    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sweep.statements.append(statement)

    return before
