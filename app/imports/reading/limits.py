"""What a file may cost to read, and the one way of saying that it cannot be read."""

import resource
from typing import Any

PACKED = 10_000_000  # bytes
UNPACKED = 50_000_000  # bytes, all members together
RATIO = 200  # unpacked to packed, of what is large
LARGE = 1_000_000  # bytes
MEMBERS = 2_000
ELEMENTS = 300_000
DEPTH = 100
PAGES = 200
CHARACTERS = 1_000_000
SECONDS = 10  # on the wall, kept by the parent
CPU_SECONDS = 9
MEMORY = 512 * 1024 * 1024
ANSWER = 16_000_000  # bytes

NOT_UNDERSTOOD = 3  # what the child ends with when the fault is ours


class Unreadable(Exception):
    """`code` is that of a problem; `limit` says which limit was passed, if one was."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def too_heavy(limit: str) -> Unreadable:
    return Unreadable("file-too-heavy", limit=limit)


def check(limit: str, value: float, most: float) -> None:
    """Raises Unreadable when there is more than may be."""
    if value > most:
        raise too_heavy(limit)


def fence() -> None:
    """From here on: so much time and memory, and nothing left behind."""
    _most(resource.RLIMIT_CPU, CPU_SECONDS)
    _most(resource.RLIMIT_AS, MEMORY)
    _most(resource.RLIMIT_FSIZE, ANSWER)
    _most(resource.RLIMIT_CORE, 0)


def shut() -> None:
    """From here on no file and no connection can be opened: what is open is stdin, stdout and stderr."""
    _most(resource.RLIMIT_NOFILE, 3)
    _most(resource.RLIMIT_NPROC, 0)


def _most(what: int, value: int) -> None:
    resource.setrlimit(what, (value, value))
