"""A group with a secretary and members, and the note that most tests send."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.imports import fence
from app.imports.notes import read
from app.imports.proposal import as_json
from app.imports.reading import reader
from app.imports.reading.kinds import Kind
from tests.asking import Api, Thing
from tests.people import member_of

NOTE = """Anteckningar Arbetsgruppen 2026-02-23

Tid: 13.00-15.00
Plats: Stadshuset, rum 4

Närvarande
Lova Exempelsson, ordförande, Testinge kommun
Åke Provberg, Testinge kommun
Tova Mallmark, Provköping

Frånvarande
Ida Utkast, Testinge kommun

1. Mötets öppnande
Lova hälsar alla välkomna.

2. Höstens utbildning
Tova redogör för läget. Gruppen beslutar att utbildningen hålls i oktober.
Lova bokar lokal till utbildningen.
Åke mailar inbjudan till skolorna senast den 9 mars.

3. Övriga frågor
Till nästa möte funderar alla på vårens teman.

Nästa möte: 2026-04-17 kl. 13.00-15.00
"""


@dataclass(frozen=True)
class Group:
    """Its id, its people by name, the secretary calling, and what sends a note to it."""

    thing: Thing
    people: dict[str, str]
    secretary: Api

    @property
    def id(self) -> str:
        return str(self.thing["id"])

    def send(self, text: str = NOTE, **said: str) -> Thing:
        return self.secretary.post("/imports", text=text, group_id=self.id, **said)

    def accept(self, note: Thing) -> Thing:
        return self.secretary.act(f"/imports/{note['id']}/acceptance")


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are read in this process: for tests that are about what comes after."""

    def note_of(content: bytes, kind: Kind) -> fence.Note:
        text = reader(kind)(content)
        return fence.Note(text, as_json(read(text)))

    monkeypatch.setattr(fence, "note_of", note_of)


@pytest.fixture
def group(api: Api) -> Group:
    return group_of(api)


def group_of(api: Api) -> Group:
    town = api.post("/organizations", name="Testinge kommun", kind="municipality")
    thing = api.post("/groups", name="Arbetsgruppen", short_name="AG")
    said: dict[str, Callable[[], Thing]] = {
        name: lambda name=name, role=role: member_of(api, thing, role, name, organization_id=town["id"])  # type: ignore[misc]
        for name, role in (
            ("Lova Exempelsson", "chair"),
            ("Åke Provberg", "member"),
            ("Ida Utkast", "secretary"),
        )
    }
    people = {name: made()["id"] for name, made in said.items()}
    return Group(thing, people, api.as_(people["Ida Utkast"]))
