"""Traces: W3C Trace Context in and out, and the trace in every log line (api-conventions 9; DIGG SPA.02, SPA.04)."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

FORM = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<parent>[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)
REQUEST_ID = re.compile(r"[\w.:+/=-]{1,128}", re.ASCII)
LINE = "%(asctime)s %(levelname)s %(name)s %(trace)s %(message)s"
NewId = Callable[[int], str]


@dataclass(frozen=True)
class Trace:
    """One request's place in a trace. `request_id` is X-Request-ID if one was sent: logged, nothing more."""

    trace_id: str
    span_id: str
    flags: str
    request_id: str | None = None

    @property
    def traceparent(self) -> str:
        """What goes with the answer and with every outward call."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"

    def __str__(self) -> str:
        ours = f"{self.trace_id}/{self.span_id}"
        return f"{ours} {self.request_id}" if self.request_id else ours


_present: ContextVar[Trace | None] = ContextVar("trace", default=None)


def begun(said: Sequence[str], request_ids: Sequence[str] = (), new: NewId = secrets.token_hex) -> Trace:
    """The trace that the headers traceparent carry on; a new one if they are not exactly one of the right form."""
    found = FORM.fullmatch(said[0]) if len(said) == 1 else None
    request_id = next((id for id in request_ids if REQUEST_ID.fullmatch(id)), None)
    if not found or not _is_whole(found):
        return Trace(new(16), new(8), "00", request_id)
    return Trace(found["trace"], new(8), f"{int(found['flags'], 16) & 1:02x}", request_id)


def _is_whole(found: re.Match[str]) -> bool:
    """Not what W3C calls invalid: version ff, ids of zeros, more parts than version 00 has."""
    zeros = {"0" * 32, "0" * 16} & {found["trace"], found["parent"]}
    return not zeros and found["version"] != "ff" and not (found["version"] == "00" and found["more"])


@contextmanager
def within(trace: Trace) -> Iterator[None]:
    """What is logged and called in this block belongs to the trace."""
    token = _present.set(trace)
    try:
        yield
    finally:
        _present.reset(token)


def present() -> Trace | None:
    """The trace of what is being done now; None outside requests."""
    return _present.get()


def stamp(record: logging.LogRecord) -> bool:
    """A filter that gives each log line `trace`, `-` outside requests."""
    record.trace = str(present() or "-")
    return True


def log_lines() -> None:
    """Every logger of the process writes such lines to standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(stamp)
    logging.basicConfig(level=logging.INFO, format=LINE, handlers=[handler])
