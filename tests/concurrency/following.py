"""Another system that keeps a copy by reading /changes, in a process of its own that is killed again and again."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import httpx2

ROOT = Path(__file__).parents[2]
PATIENCE, A_MOMENT = 90.0, 0.05  # seconds
STEPS = 3  # of each answer: it is in hand, half of it is written, it is written
AT_A_TIME = 7  # changes in an answer
LONGEST_LIFE = 20  # answers


@dataclass(frozen=True)
class Copy:
    """What a reader has taken in: one line for each answer, with the cursor to go on from.

    The changes and the cursor come to stand there together or not at all, as in a transaction of the other system:
    a line without its end was never written.
    """

    file: Path

    def begin(self, cursor: str) -> None:
        self.file.write_text(_line([], cursor), encoding="utf-8")

    @property
    def cursor(self) -> str:
        return str(self._lines()[-1]["next"])

    @property
    def changes(self) -> list[dict[str, Any]]:
        return [change for line in self._lines() for change in line["items"]]

    def take_in(self, items: list[Any], cursor: str, half_way: Callable[[], None]) -> None:
        whole = _line(items, cursor).encode()
        self._drop_what_has_no_end()
        with self.file.open("ab", buffering=0) as file:
            file.write(whole[: len(whole) // 2])
            half_way()
            file.write(whole[len(whole) // 2 :])

    def _lines(self) -> list[dict[str, Any]]:
        written = self.file.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in written if line.endswith("\n")]

    def _drop_what_has_no_end(self) -> None:
        written = self.file.read_bytes()
        os.truncate(self.file, written.rfind(b"\n") + 1)


def _line(items: list[Any], cursor: str) -> str:
    return json.dumps({"items": items, "next": cursor}) + "\n"


@dataclass
class Reader:
    """Reads until it has come to the end after the writers have gone, or until its hour has come."""

    client: httpx2.Client
    copy: Copy
    writers_gone: Path
    steps_left: int

    def read(self) -> None:
        while True:
            gone = self.writers_gone.exists()
            page = self._page()
            if page["items"]:
                self._step()
                self.copy.take_in(page["items"], page["next"], half_way=self._step)
                self._step()
            elif gone:
                return
            else:
                sleep(A_MOMENT)

    def _page(self) -> dict[str, Any]:
        said = self.client.get("/changes", params={"cursor": self.copy.cursor, "limit": AT_A_TIME})
        said.raise_for_status()
        page: dict[str, Any] = said.json()
        return page

    def _step(self) -> None:
        if not self.steps_left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps_left -= 1


def follow(urls: list[str], key: str, copy: Copy, writers_gone: Path, seed: int) -> int:
    """A reader after another, at any of the servers, until one comes to the end. How many were killed on the way."""
    chance, killed = random.Random(seed), 0
    while True:
        life = str(chance.randrange(STEPS * LONGEST_LIFE))
        arguments = [chance.choice(urls), key, str(copy.file), str(writers_gone), life]
        command = [sys.executable, "-m", __name__, *arguments]
        status = subprocess.run(command, check=False, cwd=ROOT).returncode
        if status == 0:
            return killed
        assert status == -signal.SIGKILL, f"the reader ended with {status}"
        killed += 1


def _main(url: str, key: str, file: str, writers_gone: str, life: str) -> None:
    with httpx2.Client(
        base_url=f"{url}/api/v1", headers={"X-API-Key": key}, timeout=PATIENCE, trust_env=False
    ) as client:
        Reader(client, Copy(Path(file)), Path(writers_gone), int(life)).read()


if __name__ == "__main__":
    _main(*sys.argv[1:])
