"""The mail server, begun and ended."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class MailServer:
    port: int
    order: Callable[[str], None]
    letterbox: Path


@contextmanager
def serving(folder: Path, seed: int, speed: float) -> Iterator[MailServer]:
    letterbox = folder / "letterbox"
    command = [sys.executable, "-m", "torture.server", str(seed), str(speed), str(letterbox)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        orders = process.stdin
        try:
            yield MailServer(int(process.stdout.readline()), lambda manner: _say(orders, manner), letterbox)
        finally:
            process.terminate()


def _say(orders: IO[str], manner: str) -> None:
    orders.write(f"{manner}\n")
    orders.flush()
