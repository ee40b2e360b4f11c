"""Every POST of the API as a request that is accepted, each time about something made for it."""

from collections.abc import Callable
from typing import Any

from tests.asking import Api, Thing

Sent = tuple[str, Any, dict[str, str]]  # path, body, headers
NOTE = "Närvarande: Elof Tallbo\n\nElof Tallbo bokar lokalen till nästa möte.\n"
ANY = {"If-Match": "*"}
ISSUER = "https://login.example.org"
ISSUERS = (
    f'[[issuers]]\nissuer = "{ISSUER}"\ntitle = "Kommunen"\nclient_id = "nasta"\n'  # the file of the service
)


class Place:
    """A group of its own for a request to be about."""

    def __init__(self, api: Api, mark: str) -> None:
        self.api, self.mark = api, mark
        self.group = api.post("/groups", name=f"Grupp {mark}", reminders="on")["id"]
        self.person = api.post("/persons", name=f"Elof {mark}", email=f"elof.{mark}@example.org")["id"]
        self.membership = api.post(
            "/memberships", group_id=self.group, person_id=self.person, roles=["secretary"]
        )["id"]

    def meeting(self, day: str = "2026-05-04") -> str:
        return str(self.api.post("/meetings", group_id=self.group, held_on=day)["id"])

    def point(self) -> str:
        owners = [{"person_id": self.person}]
        made: Thing = self.api.post("/action-points", group_id=self.group, task="Ring", owners=owners)
        return str(made["id"])

    def item(self) -> str:
        return str(self.api.post("/agenda-items", meeting_id=self.meeting(), title="Lokaler")["id"])

    def key(self) -> str:
        return str(self.api.post("/api-keys", name=f"Nyckel {self.mark}")["id"])

    def note(self) -> str:
        note = self.api.post("/imports", group_id=self.group, text=NOTE + self.mark)
        changed = self.api.patch(f"/imports/{note['id']}", meeting={"held_on": "2026-02-02"})
        return str(changed["id"])


def _closed(place: Place) -> str:
    point = place.point()
    place.api.act(f"/action-points/{point}/closing")
    return point


def _cancelled(place: Place) -> str:
    meeting = place.meeting()
    place.api.act(f"/meetings/{meeting}/cancellation")
    return meeting


def _successor(place: Place) -> dict[str, str]:
    return {"person_id": place.api.post("/persons", name=f"Siv {place.mark}")["id"], "from": "2026-06-01"}


def _with_nothing_due(place: Place) -> str:
    place.api.post("/reminder-runs")
    return "/reminder-runs"


POSTS: dict[str, Callable[[Place], Sent]] = {
    "addOrganization": lambda at: ("/organizations", {"name": at.mark, "kind": "office"}, {}),
    "addGroup": lambda at: ("/groups", {"name": at.mark}, {}),
    "addPerson": lambda at: ("/persons", {"name": at.mark}, {}),
    "addMembership": lambda at: (
        "/memberships",
        {"group_id": at.group, "person_id": at.api.post("/persons", name=at.mark)["id"], "roles": ["member"]},
        {},
    ),
    "succeedMembership": lambda at: (f"/memberships/{at.membership}/succession", _successor(at), ANY),
    "addIdentity": lambda at: (
        "/identities",
        {"person_id": at.person, "issuer": ISSUER, "subject": at.mark},
        {},
    ),
    "addApiKey": lambda at: ("/api-keys", {"name": at.mark}, {}),
    "rotateApiKey": lambda at: (f"/api-keys/{at.key()}/rotation", None, ANY),
    "addMeeting": lambda at: ("/meetings", {"group_id": at.group, "held_on": "2026-04-17"}, {}),
    "holdMeeting": lambda at: (f"/meetings/{at.meeting('2026-02-02')}/holding", {}, ANY),
    "cancelMeeting": lambda at: (f"/meetings/{at.meeting()}/cancellation", {"reason": "Sjukdom"}, ANY),
    "reopenMeeting": lambda at: (f"/meetings/{_cancelled(at)}/reopening", {}, ANY),
    "addFollowUpLink": lambda at: (f"/meetings/{at.meeting()}/follow-up-link", None, {}),
    "addAgendaItem": lambda at: ("/agenda-items", {"meeting_id": at.meeting(), "title": at.mark}, {}),
    "parkAgendaItem": lambda at: (f"/agenda-items/{at.item()}/parking", {"until": "Chefen är med"}, ANY),
    "addDecision": lambda at: ("/decisions", {"meeting_id": at.meeting(), "text": at.mark}, {}),
    "addActionPoints": lambda at: ("/action-points", [{"group_id": at.group, "task": at.mark}] * 2, {}),
    "closeActionPoint": lambda at: (f"/action-points/{at.point()}/closing", {"outcome": "Klart"}, ANY),
    "reopenActionPoint": lambda at: (f"/action-points/{_closed(at)}/reopening", {"reason": "Nej"}, ANY),
    "addAnswer": lambda at: (
        f"/action-points/{at.point()}/answers",
        {"person_id": at.person, "answer": "in_progress"},
        {},
    ),
    "nudgeOwners": lambda at: (f"/action-points/{at.point()}/nudge", {"line": at.mark}, {}),
    "runReminders": lambda at: (_with_nothing_due(at), None, {}),
    "addImport": lambda at: ("/imports", {"group_id": at.group, "text": NOTE + at.mark}, {}),
    "acceptImport": lambda at: (f"/imports/{at.note()}/acceptance", None, ANY),
}
