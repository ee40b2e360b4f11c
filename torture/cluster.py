"""A database of our own on a PostgreSQL; and a PostgreSQL of our own, which may be restarted in the middle."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

PATIENCE = 60.0  # seconds
PLACES = "/usr/lib/postgresql/*/bin"  # Debian keeps them apart from the other programs


def binaries() -> Path | None:
    """Where initdb and postgres are; None when they are not here."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/").glob(PLACES.removeprefix("/")), reverse=True)
    return next(
        (place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None
    )


class Cluster:
    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql+psycopg://postgres@/postgres?host={folder}"

    def make(self) -> None:
        wanted = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [str(self._programs / "initdb"), "--pgdata", str(self._folder / "data"), *wanted]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self._as_nobody())

    def start(self) -> None:
        where = ["-D", str(self._folder / "data"), "-k", str(self._folder), "-p", "5432"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), *where, "-c", "listen_addresses="],
                stdout=log,
                stderr=log,
                **self._as_nobody(),
            )
        self._wait_until_it_answers()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: every connection is ended. SIGQUIT: at once, as in a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)

    def restart(self, how: signal.Signals) -> None:
        self.stop(how)
        self.start()

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        address = self.url.replace("+psycopg", "")
        while True:
            try:
                psycopg.connect(address, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    @staticmethod
    def _as_nobody() -> dict[str, Any]:
        """PostgreSQL does not run as root."""
        if os.getuid() != 0:
            return {"cwd": "/"}
        nobody = pwd.getpwnam("nobody")
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


@contextmanager
def fresh(server: str) -> Iterator[str]:
    """The address of a new database there, gone afterwards however long that takes."""
    name = sql.Identifier(f"torture_{uuid4().hex[:12]}")
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            own = make_url(server).set(database=name.as_string().strip('"'))
            yield own.render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """Running, and gone afterwards."""
    with TemporaryDirectory(prefix="nasta-") as folder:
        if os.getuid() == 0:
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        own = Cluster(programs, Path(folder))
        own.make()
        own.start()
        try:
            yield own
        finally:
            own.stop()
