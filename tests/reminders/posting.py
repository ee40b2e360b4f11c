"""A group whose reminders are on, a clock, and the mails that leave: what the reminder tests are told in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from app.outbox.transport import Envelope, Outcome, OutcomeKind
from app.reminders import run
from tests.asking import Api, Thing
from tests.conftest import Time


@dataclass
class Post:
    """A mail server that keeps what it is given, and answers as `answers` says (accepted when it says nothing)."""

    sent: list[Envelope] = field(default_factory=list)
    answers: list[Outcome] = field(default_factory=list)

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        before_body()
        outcome = self.answers.pop(0) if self.answers else Outcome(OutcomeKind.accepted, "250 2.0.0 Ok")
        if outcome.kind == OutcomeKind.accepted:
            self.sent.append(envelope)
        return outcome

    def taken(self) -> list[EmailMessage]:
        """The mails since last asked, in the order sent."""
        mails = [message_from_bytes(envelope.message, policy=policy.default) for envelope in self.sent]
        self.sent.clear()
        return [mail for mail in mails if isinstance(mail, EmailMessage)]


@dataclass
class Office:
    """A group with people, seen as its secretary and the operator see it."""

    api: Api
    time: Time
    post: Post
    group: Thing

    def person(self, name: str, *roles: str, **fields: Any) -> Thing:
        """Somebody with an address of their own (unless `email` is said), in the group if roles are."""
        word = name.split(maxsplit=1)[0].casefold()
        made = self.api.post("/persons", {"name": name, "email": f"{word}@example.org", **fields})
        if roles:
            self.api.post("/memberships", group_id=self.group["id"], person_id=made["id"], roles=list(roles))
        return made

    def meeting(self, held_on: str, start_time: str | None = None, **fields: Any) -> Thing:
        body = {"group_id": self.group["id"], "held_on": held_on, "start_time": start_time, **fields}
        return self.api.post("/meetings", body)

    def point(self, task: str, *owners: Thing, meeting: Thing | None = None, **fields: Any) -> Thing:
        """Due at the next meeting unless said; owned by persons, or by what else `owners` say."""
        said = [owner if "version" not in owner else {"person_id": owner["id"]} for owner in owners]
        where = {"meeting_id": meeting["id"]} if meeting else {"group_id": self.group["id"]}
        return self.api.post(
            "/action-points", {"task": task, "due_kind": "next_meeting", "owners": said, **where, **fields}
        )

    def run(self, instant: str) -> dict[str, list[str]]:
        """The task runs at an instant: address -> tasks told, by mail; nobody twice in one run."""
        told: dict[str, list[str]] = {}
        for mail in self.mails(instant):
            address = str(mail["To"].addresses[0].addr_spec)
            assert address not in told, f"{address} was told twice"
            told[address] = self.tasks_in(mail)
        return told

    def mails(self, instant: str) -> list[EmailMessage]:
        """The mails of a run at an instant, but for summaries: those are about no one group."""
        return [mail for mail in self._sent(instant) if mail["List-Id"]]

    def summaries(self, instant: str) -> dict[str, str]:
        """The secretaries' mails of a run at an instant: address -> text."""
        found = [mail for mail in self._sent(instant) if not mail["List-Id"]]
        return {str(mail["To"].addresses[0].addr_spec): text_of(mail) for mail in found}

    def _sent(self, instant: str) -> list[EmailMessage]:
        self.time.is_(instant)
        run.tick(self.time.now, self.post, "test", lambda: self.time.now)
        return self.post.taken()

    def tasks_in(self, mail: EmailMessage) -> list[str]:
        """The group's tasks that stand in a mail's text, in the order they stand there."""
        text = text_of(mail)
        tasks = [
            point["task"] for point in self.api.items(f"/action-points?group_id={self.group['id']}&limit=100")
        ]
        return sorted(
            (task for task in tasks if f". {task}\n" in text), key=lambda task: text.index(f". {task}\n")
        )

    def ledger(self, **narrowed: str) -> list[tuple[str, str, str | None]]:
        """(day, state, address or why), oldest first; of the group unless `kind` is summary."""
        query = "&".join(f"{name}={value}" for name, value in narrowed.items())
        rows = [
            row
            for row in reversed(self.api.items(f"/reminders?limit=100&{query}"))
            if row["group_id"] or narrowed.get("kind") == "summary"
        ]
        return [(row["occasion_on"], row["state"], row["address"] or row["reason"]) for row in rows]


def text_of(mail: EmailMessage) -> str:
    """What a mail says, as plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def at(day: str, wall: str = "08:00") -> str:
    """An instant by the wall clock in Stockholm."""
    return datetime.fromisoformat(f"{day}T{wall}").replace(tzinfo=ZoneInfo("Europe/Stockholm")).isoformat()
