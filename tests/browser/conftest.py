"""A real browser on the real application: Debian's Chromium, and a server on loopback."""

import threading
import time as waiting
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from tests import tools
from tests.asking import Api
from tests.browser.markup import Checker, checking
from tests.browser.stage import Stage
from tests.conftest import POSTGRESQL, Time, application
from tests.reminders.posting import Office, Post
from tests.running import free_port

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless, and alone: it calls nobody but who it is sent to."""
    if POSTGRESQL:
        pytest.skip("a page looks the same over either database")
    path = tools.program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The application's address, served from this process: it tells the time of the test."""
    port = free_port()
    config = uvicorn.Config(application(), host="127.0.0.1", port=port, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        waiting.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    """The Nu HTML checker."""
    with checking() as found:
        yield found


@pytest.fixture
def stage(browser: Browser, served: str, api: Api, time: Time) -> Iterator[Stage]:
    """A group on its way to a meeting, with nobody in it yet; Swedish, and a telephone."""
    group = api.post("/groups", name="Arbetsgruppen för ungas hälsa", reminders="on", mail_details=True)
    made = Stage(Office(api, time, Post(), group), browser, served)
    yield made
    made.close()
