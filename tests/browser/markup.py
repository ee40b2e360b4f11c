"""The Nu HTML checker, which says what is wrong with a page's HTML and CSS."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from tests import tools
from tests.running import free_port

# Without it VoiceOver does not call a list without bullets one.
ALLOWED = "The “list” role is unnecessary for element “ul”."
PATIENCE = 150.0  # seconds for it to start, on a machine that is busy


@dataclass(frozen=True)
class Checker:
    url: str

    def faults(self, html: str) -> list[str]:
        """Errors and warnings, and where."""
        answer = httpx2.post(
            f"{self.url}/?out=json",
            content=html.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"},
            timeout=PATIENCE,
            trust_env=False,
        )
        answer.raise_for_status()
        return [_said(message) for message in answer.json()["messages"] if _counts(message)]


def _counts(message: dict[str, Any]) -> bool:
    told = message["type"] != "info" or message.get("subType") == "warning"
    return told and message["message"] != ALLOWED


def _said(message: dict[str, Any]) -> str:
    return f"{message.get('lastLine', '?')}: {message['message']} {json.dumps(message.get('extract', ''))}"


@contextmanager
def checking() -> Iterator[Checker]:
    """It, started; ended with the block."""
    java, jar, port = tools.program("java"), tools.package("vnu-jar/build/dist/vnu.jar"), free_port()
    command = [java, "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(jar)]
    process = subprocess.Popen(
        [*command, "nu.validator.servlet.Main", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _answering(Checker(f"http://127.0.0.1:{port}"), process)
    finally:
        process.terminate()
        process.wait(10)


def _answering(checker: Checker, process: subprocess.Popen[bytes]) -> Checker:
    """Once it answers, and finds what is wrong."""
    until = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None and time.monotonic() < until, "the checker did not start"
        try:
            assert checker.faults("<p id=a><p id=a>")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return checker
