"""A group, and somebody's browser on one of the pages behind its letters."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.answers.mailbox import Letter, letters
from tests.asking import Thing
from tests.reminders.posting import Office, at

FRIDAY = at("2026-04-10")
TELEPHONE: ViewportSize = {"width": 320, "height": 640}
PATIENCE = 120_000  # milliseconds, on a machine that is busy
LOCALES = {"sv": "sv-SE", "en": "en-GB"}


@dataclass
class Stage:
    office: Office
    browser: Browser
    base: str
    language: str = "sv"
    script: bool = True
    others: tuple[str, ...] = ()  # whom the browser may go to besides
    _context: BrowserContext | None = None
    _page: Page | None = None
    heard: list[str] = field(default_factory=list)

    def speaks(self, language: str) -> None:
        """The language of the group, of everybody in it, and of the browser."""
        self.language = language
        self.office.api.patch(f"/groups/{self.office.group['id']}", language=language)

    @property
    def page(self) -> Page:
        """The browser's one page. What it complains of, or asks anybody else for, is `heard`."""
        if self._page is None:
            self._context = self.browser.new_context(
                viewport=TELEPHONE, locale=LOCALES[self.language], java_script_enabled=self.script
            )
            self._context.set_default_timeout(PATIENCE)
            self._page = self._context.new_page()
            self._page.on("console", lambda message: self._hear(message.text))
            self._page.on("pageerror", lambda error: self._hear(str(error)))
            self._page.on("request", lambda request: self._asks(request.url))
        return self._page

    def _hear(self, said: str) -> None:
        # Chromium writes this of every page that stands there instead of what was asked for.
        if not said.startswith("Failed to load resource: the server responded with a status of 4"):
            self.heard.append(said)

    def _asks(self, url: str) -> None:
        if not url.startswith(tuple(f"{origin}/" for origin in (self.base, *self.others))):
            self.heard.append(url)

    def close(self) -> None:
        if self._context is not None:
            self._context.close()

    def person(self, name: str, *roles: str, **fields: str) -> Thing:
        return self.office.person(name, *roles or ("member",), **{"language": self.language, **fields})

    def letter(self, word: str, instant: str = FRIDAY) -> Letter:
        """The one to an address that begins so, of those that leave at an instant."""
        return letters(self.office, instant)[f"{word}@example.org"]

    def open(self, url: str) -> None:
        """An address from a letter, or a path."""
        where = urlsplit(url)
        assert PurePosixPath(where.path).is_absolute()
        self.page.goto(f"{self.base}{where.path}{'?' if where.query else ''}{where.query}")
