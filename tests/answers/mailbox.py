"""What a person does with a letter: follows its links, and sends the form that they lead to."""

import re
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from httpx2 import Response
from sqlalchemy import Engine, select

from app.models import metadata
from tests.answers.page_reading import Page
from tests.reminders.posting import Office

ANSWER = re.compile(r"http://127\.0\.0\.1:8000(/answers/[A-Za-z0-9_-]{43})")
READING = timedelta(seconds=30)
STOP = re.compile(r"http://127\.0\.0\.1:8000(/stops/[A-Za-z0-9_-]{43})")


@dataclass
class Letter:
    """One letter, and the browser of whoever reads it. Nothing is known to the browser but the address."""

    office: Office
    mail: EmailMessage

    @property
    def text(self) -> str:
        body = self.mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def answer(self) -> str:
        return _one(ANSWER, self.text)

    @property
    def stop(self) -> str:
        return _one(STOP, self.text)

    def get(self, path: str, **headers: str) -> Response:
        return self.office.api.client.get(path, headers=headers)

    def page(self, path: str | None = None, status: int = 200) -> Page:
        found = self.get(path or self.answer)
        assert found.status_code == status, found.text
        return Page(found.text).check()

    def post(self, path: str, **fields: str) -> Response:
        return self.office.api.client.post(path, data=fields, follow_redirects=False)

    def send(self, path: str | None = None, **typed: str) -> Response:
        """The form at the address, filled in and sent."""
        where = path or self.answer
        page = self.page(where)
        action = page.one("form")["action"]
        self.office.time.now = self.office.time.now + READING
        return self.office.api.client.post(action, data=page.fields(**typed), follow_redirects=False)

    def answered(self, path: str | None = None, **typed: str) -> Page:
        """The form sent, nothing wrong with it: the page of thanks."""
        sent = self.send(path, **typed)
        assert sent.status_code == 303, sent.text
        return self.page(sent.headers["location"])

    def refused(self, path: str | None = None, **typed: str) -> Page:
        """The form sent, and shown again."""
        sent = self.send(path, **typed)
        assert sent.status_code == 422, sent.text
        return Page(sent.text).check()


def _one(pattern: re.Pattern[str], text: str) -> str:
    (found,) = set(pattern.findall(text))
    return str(found)


def letters(office: Office, instant: str) -> dict[str, Letter]:
    """Those that leave at an instant, by address."""
    return {str(mail["To"].addresses[0].addr_spec): Letter(office, mail) for mail in office.mails(instant)}


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }
