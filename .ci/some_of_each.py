"""Puts some of each noun into a running service, and their ids into files that schemathesis.toml takes values from.

Without it few calls would come further than to something that is not there. Usage: some_of_each.py ORIGIN FOLDER
"""

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

SEVERAL = 6


def main(origin: str, folder: Path) -> None:
    made: dict[str, list[str]] = {}

    def put(path: str, **fields: Any) -> str:
        id: str = _ask(f"{origin}/api/v1{path}", fields)["id"]
        made.setdefault(path.strip("/"), []).append(id)
        return id

    offices = [put("/organizations", name=f"Kontor {number}") for number in range(SEVERAL)]
    groups = [put("/groups", name=f"Grupp {number}") for number in range(SEVERAL)]
    for number in range(SEVERAL):
        person = put("/persons", name=f"Lova Exempelsson {number}", email=f"lova{number}@example.org")
        put(
            "/memberships",
            group_id=groups[0],
            person_id=person,
            roles=["member", "chair"],
            on_behalf_of_id=offices[0],
        )
        _fill(put, groups[0], person, number)
        put("/api-keys", name=f"Nyckel {number}")
        put("/persons", name=f"Tove Exempelsson {number}")
    made["the-group"] = groups[:1]
    for noun, ids in made.items():
        (folder / noun).write_text("".join(f'"{id}"\n' for id in ids), encoding="ascii")


def _fill(put: Any, group: str, person: str, number: int) -> None:
    """A meeting to come and one held, each with something on its agenda, decided and promised."""
    for status, held_on in (("scheduled", f"2190-01-0{number + 1}"), ("held", f"2001-01-0{number + 1}")):
        meeting = put("/meetings", group_id=group, held_on=held_on, status=status)
        put("/agenda-items", meeting_id=meeting, title="Lokaler", outcome="parked")
        put("/decisions", meeting_id=meeting, text="Lokalen bokas.")
        owners = [{"kind": "person", "person_id": person}]
        put("/action-points", meeting_id=meeting, task="Boka lokal", owners=owners, due_kind="next_meeting")


def _ask(url: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"X-API-Key": os.environ["NASTA_BOOTSTRAP_KEY"], "Content-Type": "application/json"}
    asked = Request(url, json.dumps(body).encode(), headers)  # noqa: S310  (our own origin)
    with urlopen(asked, timeout=60) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
