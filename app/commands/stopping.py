"""SIGTERM and SIGINT: what is begun is ended, or given back, and the process exits."""

import signal
import threading
from types import FrameType


def until_told() -> threading.Event:
    """Set when the process is told to stop."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return stop
