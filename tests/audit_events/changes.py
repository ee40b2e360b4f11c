"""Every PATCH and DELETE of the API as a request that is accepted, each time about something made for it."""

from collections.abc import Callable

from tests.idempotency.posts import ANY, ISSUER, Place, Sent


def _made(place: Place, path: str, **fields: object) -> str:
    return f"{path}/{place.api.post(path, **fields)['id']}"


def _linked(place: Place) -> str:
    link = f"/meetings/{place.meeting()}/follow-up-link"
    place.api.post(link)
    return link


def _letter(place: Place) -> str:
    """The ledger's row of a letter with a link."""
    nudged = place.api.call(
        "POST", f"/action-points/{place.point()}/nudge", {}, Idempotency_Key=f"letter-{place.mark}"
    )
    place.api.post("/reminder-runs")
    return str(nudged.json()["items"][0]["id"])


CHANGES: dict[str, Callable[[Place], tuple[str, Sent]]] = {
    "updateOrganization": lambda at: (
        "PATCH", (_made(at, "/organizations", name=at.mark, kind="office"), {"name": "Ny"}, ANY),
    ),
    "updateGroup": lambda at: ("PATCH", (f"/groups/{at.group}", {"name": "Ny"}, ANY)),
    "updatePerson": lambda at: ("PATCH", (f"/persons/{at.person}", {"title": "Ny"}, ANY)),
    "updateMembership": lambda at: ("PATCH", (f"/memberships/{at.membership}", {"title": "Ny"}, ANY)),
    "updateMeeting": lambda at: ("PATCH", (f"/meetings/{at.meeting()}", {"place": "Ny"}, ANY)),
    "updateAttendance": lambda at: (
        "PATCH",
        (
            f"/meetings/{at.meeting()}/attendance",
            {"rows": [{"person_id": at.person, "response": "accepted"}]},
            ANY,
        ),
    ),
    "updateAgendaItem": lambda at: ("PATCH", (f"/agenda-items/{at.item()}", {"title": "Ny"}, ANY)),
    "removeAgendaItem": lambda at: ("DELETE", (f"/agenda-items/{at.item()}", None, ANY)),
    "updateDecision": lambda at: (
        "PATCH", (_made(at, "/decisions", meeting_id=at.meeting(), text=at.mark), {"text": "Ny"}, ANY),
    ),
    "updateActionPoint": lambda at: ("PATCH", (f"/action-points/{at.point()}", {"task": "Ny"}, ANY)),
    "updateImport": lambda at: ("PATCH", (f"/imports/{at.note()}", {"meeting": {"held_on": "2026-02-03"}}, ANY)),
    "removeImport": lambda at: ("DELETE", (f"/imports/{at.note()}", None, ANY)),
    "updateApiKey": lambda at: ("PATCH", (f"/api-keys/{at.key()}", {"name": "Ny"}, ANY)),
    "endApiKey": lambda at: ("DELETE", (_made(at, "/api-keys", name=at.mark), None, ANY)),
    "endIdentity": lambda at: (
        "DELETE",
        (_made(at, "/identities", person_id=at.person, issuer=ISSUER, subject=at.mark), None, ANY),
    ),
    "endFollowUpLinks": lambda at: ("DELETE", (_linked(at), None, {})),
    "endAnswerLink": lambda at: ("DELETE", (f"/reminders/{_letter(at)}/answer-link", None, {})),
}  # fmt: skip
