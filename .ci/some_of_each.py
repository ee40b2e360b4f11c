"""Puts some of each noun into a running service, and their ids into files that schemathesis.toml takes values from;
and the keys of those who ask into key-of-NAME.

Without it few calls would come further than to something that is not there. Usage: some_of_each.py ORIGIN FOLDER
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

SEVERAL, MANY = 6, 40


class Service:
    """The running service, and the ids of what has been put into it, by name of the file they go into."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.made: dict[str, list[str]] = {}
        self.keys: dict[str, str] = {}

    def put(self, path: str, file: str = "", **fields: Any) -> str:
        """The id of what was made."""
        headers = {"X-API-Key": os.environ["NASTA_BOOTSTRAP_KEY"], "Content-Type": "application/json"}
        asked = Request(f"{self.origin}/api/v1{path}", json.dumps(fields).encode(), headers)  # noqa: S310
        with urlopen(asked, timeout=60) as answer:  # noqa: S310
            made = json.load(answer)
        self.made.setdefault(file or path.strip("/"), []).append(made["id"])
        self.keys[fields.get("name", "")] = made.get("key", "")
        id: str = made["id"]
        return id


def fill(service: Service) -> None:
    office = service.put("/organizations", name="Kontoret")
    group = service.put("/groups", "the-group", name="Arbetsgruppen")
    for number in range(SEVERAL):
        service.put("/groups", name=f"Grupp {number}")
        service.put("/organizations", name=f"Enhet {number}")
        service.put("/persons", "newcomers", name=f"Tove Exempelsson {number}")
        service.put("/api-keys", name=f"Nyckel {number}")
        person = service.put("/persons", name=f"Lova Exempelsson {number}", email=f"lova{number}@example.org")
        service.put(
            "/memberships", group_id=group, person_id=person, roles=["member"], on_behalf_of_id=office
        )
        for status, held_on in (("scheduled", f"2190-01-0{number + 1}"), ("held", f"2001-01-0{number + 1}")):
            meeting = service.put("/meetings", group_id=group, held_on=held_on, status=status)
            about(service, meeting, person)
    # What others hang on to is in no path, so that it stays as it is.
    meeting = service.put("/meetings", "the-meeting", group_id=group, held_on="2190-02-01")
    service.put("/agenda-items", "the-item", meeting_id=meeting, title="Ekonomi")
    earlier = service.put("/meetings", "the-past", group_id=group, held_on="2001-02-01", status="held")
    for number in range(MANY):
        service.put("/agenda-items", "parked", meeting_id=earlier, title=f"Fråga {number}", outcome="parked")
    service.made["external-ids"] = [f"ext-{number}" for number in range(100 * MANY)]


def callers(service: Service) -> Iterator[tuple[str, str]]:
    """Who asks, each with a key: a member of the group, one of another, and one of none."""
    yield "administrator", os.environ["NASTA_BOOTSTRAP_KEY"]
    groups = {
        "member": service.made["the-group"][0],
        "neighbour": service.made["groups"][0],
        "outsider": None,
    }
    for name, group in groups.items():
        person = service.put("/persons", "callers", name=f"Tuva Exempelsson, {name}")
        if group:
            service.put("/memberships", "theirs", group_id=group, person_id=person, roles=["member"])
        service.put("/api-keys", "their-keys", name=name, person_id=person)
        yield name, service.keys[name]


def about(service: Service, meeting: str, person: str) -> None:
    """Something on a meeting's agenda, decided and promised."""
    service.put("/agenda-items", meeting_id=meeting, title="Lokaler", outcome="parked")
    service.put("/decisions", meeting_id=meeting, text="Lokalen bokas.")
    owners = [{"kind": "person", "person_id": person}]
    service.put(
        "/action-points", meeting_id=meeting, task="Boka lokal", owners=owners, due_kind="next_meeting"
    )


if __name__ == "__main__":
    asked = Service(sys.argv[1])
    fill(asked)
    for name, key in callers(asked):
        (Path(sys.argv[2]) / f"key-of-{name}").write_text(key, encoding="ascii")
    for file, ids in asked.made.items():
        (Path(sys.argv[2]) / file).write_text("".join(f'"{id}"\n' for id in ids), encoding="ascii")
