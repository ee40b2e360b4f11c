"""A group with a meeting on 17 April that Ada and Bo have been told of, what is done to it, and who then hears."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from app.outbox.transport import Outcome, OutcomeKind
from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

ADA, BO = "ada@example.org", "bo@example.org"
URL = "https://video.example.org/m/81"
LATER = Outcome(OutcomeKind.temporary, "451 4.3.0 Later")


@dataclass
class Moving(Office):
    ada: Thing
    bo: Thing
    meeting_id: str

    def change(self, instant: str, **fields: Any) -> None:
        self.time.is_(instant)
        self.api.patch(f"/meetings/{self.meeting_id}", **fields)

    def act(self, instant: str, act: str, **fields: Any) -> None:
        self.time.is_(instant)
        self.api.act(f"/meetings/{self.meeting_id}/{act}", **fields)

    def told(self, instant: str) -> dict[str, str]:
        """The mails of a run: address -> subject."""
        return {address_of(mail): str(mail["Subject"]) for mail in self.mails(instant)}

    def changes(self) -> list[tuple[str, str | None, str | None]]:
        """(state, reason, address) of the ledger's rows about changes, oldest first."""
        rows = self.api.items("/reminders?kind=change&limit=100")
        return [(row["state"], row["reason"], row["address"]) for row in reversed(rows)]


def address_of(mail: EmailMessage) -> str:
    return str(mail["To"].addresses[0].addr_spec)


def body_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def calendar_of(mail: EmailMessage) -> str | None:
    """The calendar part, unfolded."""
    found = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return found[0].get_content().replace("\r\n", "\n").replace("\n ", "") if found else None


def moving(api: Api, time: Time, **said: Any) -> Moving:
    """Told on 10 April of 17 April 14-16 at Rådhuset, with a link, unless `said` otherwise."""
    office = Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))
    ada, bo = office.person("Ada Alm", "secretary"), office.person("Bo Berg", "member")
    where: Thing = {"start_time": "14:00", "end_time": "16:00", "place": "Rådhuset", "online_url": URL}
    booked = office.meeting("2026-04-17", **(where | said))
    office.point("A", ada)
    office.point("B", bo)
    made = Moving(api, time, office.post, office.group, ada, bo, booked["id"])
    assert set(made.told(at("2026-04-10"))) == {ADA, BO}
    return made
