"""The application called as a server calls it (ASGI 3.0), and nothing between that takes time."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True)
class Caller:
    app: FastAPI
    runner: asyncio.Runner

    def __call__(
        self, method: str, url: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Answer:
        parts, content = urlsplit(url), b"" if body is None else json.dumps(body).encode()
        said = {"host": "127.0.0.1:8000", **(headers or {})}
        said |= {} if body is None else {"content-type": "application/json"}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in said.items()],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8000),
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        self.runner.run(self.app(scope, receive, send))
        start, bodies = sent[0], sent[1:]
        named = [(name.decode(), value.decode()) for name, value in start["headers"]]
        return Answer(start["status"], named, b"".join(part.get("body", b"") for part in bodies))
