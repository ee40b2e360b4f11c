"""Files and notes from people are read in a child process of their own: so much time, so much memory, nothing else.

It is started fresh, with an empty environment, and cannot open files or connections once it has the content
(app/imports/reading/limits.py). What comes back is checked again here.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

import app
from app import bodies
from app.errors import Problem
from app.imports.problems import (
    OF_READING,
    BrokenFile,
    FileTooHeavy,
    ImportsBusy,
    NoteNotUnderstood,
)
from app.imports.reading.kinds import Kind, agreed
from app.imports.reading.limits import ANSWER, CHARACTERS, NOT_UNDERSTOOD, PACKED, SECONDS, Unreadable, check

log = logging.getLogger(__name__)
ROOT = Path(app.__file__).parent.parent
AT_ONCE = 2  # children, of one process
LONGEST_COMPLAINT = 100_000  # bytes
PATIENCE = 5.0  # seconds that one waits for another's child
KILLED = {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGSEGV}
_room = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Note:
    """A file's text, and what it seems to say (domain 8), both made by the child."""

    text: str
    proposal: dict[str, Any]


def text_of(content: bytes, kind: Kind) -> str:
    """The text of a file of this kind. Raises a problem of app/imports/problems.py."""
    return _text(_asked(content, kind, "text"))


def note_of(content: bytes, kind: Kind) -> Note:
    """A file's text and proposal. Raises a problem of app/imports/problems.py."""
    answer = _asked(content, kind, "note")
    return Note(_text(answer), answer["proposal"])


def _asked(content: bytes, kind: Kind, task: str) -> dict[str, Any]:
    try:
        check("packed", len(content), PACKED)
        agreed(kind, content)
    except Unreadable as unreadable:
        raise _problem(unreadable.code, unreadable.values) from unreadable
    with room(), tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(content)
        given.seek(0)
        code = _run(kind, task, given, said)
        if code:
            raise _ended(code)
        return _read(said)


@contextmanager
def room() -> Iterator[None]:
    """One of the children that there may be at once. Raises ImportsBusy."""
    if not _room.acquire(timeout=PATIENCE):
        raise ImportsBusy
    try:
        yield
    finally:
        _room.release()


def _run(kind: Kind, task: str, given: IO[bytes], said: IO[bytes]) -> int:
    """Runs the child to its end, or ends it when its time is up; its exit code."""
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(  # noqa: S603  our own interpreter and module, and two words of ours
            [sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "app.imports.reading", kind.value, task],
            cwd=ROOT,
            env={},
            stdin=given,
            stdout=said,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        finally:
            _end(child)
        if code and code not in KILLED:
            log.warning("reading a %s ended with %s: %s", kind.value, code, _place(complaints))
        return code


def _end(child: subprocess.Popen[bytes]) -> None:
    """Whatever became of it, nothing of it is left."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _place(complaints: IO[bytes]) -> str:
    """Where in our code it ended; nothing of what it was reading."""
    complaints.seek(0)
    told = complaints.read(LONGEST_COMPLAINT).decode("utf-8", "replace").splitlines()
    frames = [line.strip() for line in told if line.startswith("  File ")]
    return frames[-1] if frames else "no more is known"


def _ended(code: int) -> Problem:
    if code in KILLED:
        return FileTooHeavy(limit="time")
    return NoteNotUnderstood() if code == NOT_UNDERSTOOD else BrokenFile()


def _read(said: IO[bytes]) -> dict[str, Any]:
    """What the child answered. Raises the problem that it says there is."""
    said.seek(0)
    try:
        answer = json.loads(said.read(ANSWER))
    except ValueError as error:
        raise FileTooHeavy(limit="answer") from error
    if not isinstance(answer, dict):
        raise BrokenFile
    if code := answer.pop("code", None):
        raise _problem(str(code), answer)
    return answer


def _problem(code: str, values: dict[str, Any]) -> Problem:
    if code == FileTooHeavy.code:
        return FileTooHeavy(limit=str(values.get("limit"))[:20])
    return OF_READING.get(code, BrokenFile)()


def _text(answer: dict[str, Any]) -> str:
    """Raises BrokenFile for what the house takes for no text."""
    text = answer.get("text")
    if not isinstance(text, str) or len(text) > CHARACTERS or not bodies.is_text(text.replace("\f", "\n")):
        raise BrokenFile
    return text
