"""The real thing: commands as processes of their own, a server that answers, over a database of its own."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import uuid4

import httpx2
import psycopg
from fastapi.testclient import TestClient
from psycopg import sql
from sqlalchemy import make_url

from tests.asking import Api
from tests.conftest import ADMINISTRATOR, POSTGRESQL, UNBRAKED

ROOT = Path(__file__).parents[1]
NASTA = (sys.executable, "-m", "app")
SERVE = (*NASTA, "serve")
BELOW_EPHEMERAL = range(20_000, 32_000)
PATIENCE = 90.0  # seconds, on a machine that is busy


@dataclass(frozen=True)
class Installation:
    """Where it keeps everything, what it is set to, and where its processes write what they say."""

    settings: dict[str, str]
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """This process's, with no other Nästa's settings."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("NASTA_")}
        return {**ours, "PYTHONPATH": str(ROOT), **self.settings}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`python -m app …`, begun."""
        return _start((*NASTA, *arguments), self, self.folder)

    def remind(self, at: str, *, times: int = 1) -> None:
        """The scheduled task, pretending that it is `at`, in so many processes at once."""
        processes = [self.start("remind", "--at", at) for _ in range(times)]
        for process in processes:
            assert process.wait(PATIENCE) == 0, self.said()

    @contextmanager
    def serving(
        self, *arguments: str, command: Sequence[str] = SERVE, folder: Path | None = None
    ) -> Iterator[Api]:
        """The API, as an administrator, of a server that has just become ready and ends with the block."""
        port = free_port()
        own = {"NASTA_PORT": str(port), "NASTA_HOST": "127.0.0.1"}
        process = _start(
            (*command, *arguments), Installation({**self.settings, **own}, self.folder), folder or self.folder
        )
        try:
            with httpx2.Client(
                base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False
            ) as client:
                self._wait_until_ready(client, process)
                yield Api(cast("TestClient", client), ADMINISTRATOR)
        finally:
            _end(process)

    def said(self) -> str:
        """What its processes have written, all in one."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-8000:]

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    def _wait_until_ready(self, client: httpx2.Client, process: subprocess.Popen[str]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert process.poll() is None, self.said()
            try:
                if client.get("/health/ready").status_code == httpx2.codes.OK:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"not ready in time: {self.said()}")


@contextmanager
def installed(folder: Path, mail_port: int, **settings: str) -> Iterator[Installation]:
    """With a database of its own and a mail server on loopback; `settings` as mail_from="…"."""
    with _database(folder) as url:
        said = {
            "database_url": url,
            "mail_url": f"smtp://127.0.0.1:{mail_port}?tls=none",
            "mail_from": "nasta@nasta.example",
            "mail_bounce": "studs@nasta.example",
            "operator_email": "drift@nasta.example",
            "secret_key": "s" * 40,
            "bootstrap_key": ADMINISTRATOR,
            **UNBRAKED,
        }
        named = {f"NASTA_{name.upper()}": value for name, value in {**said, **settings}.items()}
        yield Installation(named, folder)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """An empty one: a file in the folder, or on the PostgreSQL of TEST_DATABASE_URL, away afterwards."""
    if not POSTGRESQL:
        yield f"sqlite:///{folder / 'nasta.db'}"
        return
    server = make_url(POSTGRESQL)
    name = sql.Identifier(f"{server.database}_{uuid4().hex[:12]}")
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield server.set(database=name.as_string().strip('"')).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def free_port() -> int:
    """One on loopback that nobody listens on, and that the system gives to no outgoing connection."""
    for port in random.SystemRandom().sample(BELOW_EPHEMERAL, 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no free port")


def _start(command: Sequence[str], installation: Installation, folder: Path) -> subprocess.Popen[str]:
    with installation.log.open("a", encoding="utf-8") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=installation.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


def _end(process: subprocess.Popen[str]) -> None:
    """As an operator would; by force if that does not help. What it has started goes with it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)
