import pytest

from app.imports import fence
from tests.asking import Api, Thing
from tests.imports.conftest import NOTE, Group
from tests.imports.making_docx import docx, p, with_macros
from tests.people import calling

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_note_is_a_proposal_in_the_shape_that_is_promised(group: Group) -> None:
    made = group.send(file_name="februari.txt")

    assert made["status"] == "proposed"
    assert made["file_name"] == "februari.txt"
    assert made["text"].startswith("Anteckningar")
    assert made["meeting"] == {
        "group": "Arbetsgruppen",
        "held_on": "2026-02-23",
        "start_time": "13:00",
        "end_time": "15:00",
        "place": "Stadshuset, rum 4",
        "meeting_id": None,
    }
    assert [row["title"] for row in made["agenda_items"]] == [
        "Mötets öppnande",
        "Höstens utbildning",
        "Övriga frågor",
    ]
    assert made["next_meetings"][0]["held_on"] == "2026-04-17"
    for point in made["action_points"]:
        source = point["source"]
        assert made["text"][source["start"] : source["end"]] == source["text"]


@pytest.mark.usefixtures("read_here")
def test_nothing_is_made_before_it_is_accepted(group: Group) -> None:
    group.send()

    for noun in ("meetings", "action-points", "decisions", "agenda-items"):
        assert group.secretary.items(f"/{noun}?group_id={group.id}") == []


@pytest.mark.usefixtures("read_here")
def test_the_same_note_is_one_import(group: Group) -> None:
    first = group.send()
    again = group.send("  " + NOTE.replace("\n", "\n\n"))

    assert again["id"] == first["id"]
    assert len(group.secretary.items(f"/imports?group_id={group.id}")) == 1


def test_a_file_is_sent_as_it_is(group: Group) -> None:
    content = docx(*[p(line) for line in NOTE.splitlines()])
    url = f"/api/v1/imports?group_id={group.id}&file_name=februari.docx"
    headers = {"X-API-Key": group.secretary.key, "Content-Type": WORD}

    answer = group.secretary.client.post(url, content=content, headers=headers)

    assert answer.status_code == 201, answer.text
    assert answer.json()["meeting"]["held_on"] == "2026-02-23"
    assert answer.headers["location"].endswith(f"/imports/{answer.json()['id']}")


@pytest.mark.parametrize(
    ("content", "kind", "query", "status", "problem"),
    [
        (with_macros(), WORD, "", 422, "file-with-macros"),
        (b"MZ\x90", WORD, "", 415, "unknown-file-kind"),
        (b"Protokoll", "text/plain", "&file_name=protokoll.pdf", 415, "unknown-file-kind"),
        (b"Protokoll", "text/html", "", 415, "unsupported-media-type"),
        (b"", "application/pdf", "", 422, "empty-file"),
        (b"a" * 10_000_001, "text/plain", "", 413, "too-large"),
    ],
)
def test_a_bad_file_is_refused(
    group: Group, content: bytes, kind: str, query: str, status: int, problem: str
) -> None:
    url = f"/api/v1/imports?group_id={group.id}{query}"
    headers = {"X-API-Key": group.secretary.key, "Content-Type": kind}

    answer = group.secretary.client.post(url, content=content, headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}"), answer.text


def test_a_file_needs_a_group(group: Group) -> None:
    headers = {"X-API-Key": group.secretary.key, "Content-Type": "text/plain"}

    answer = group.secretary.client.post("/api/v1/imports", content=b"Protokoll", headers=headers)

    assert answer.json()["errors"][0]["parameter"] == "group_id"


def test_many_at_once_are_asked_to_come_again(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "PATIENCE", 0.0)
    with fence.room(), fence.room():
        answer = group.secretary.call("POST", "/imports", {"text": NOTE, "group_id": group.id})

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")


@pytest.mark.usefixtures("read_here")
def test_only_leads_of_the_group_see_and_send(api: Api, group: Group) -> None:
    note = group.send()
    member = api.as_(group.people["Åke Provberg"])
    outsider = calling(api, api.post("/groups", name="En annan grupp"))
    said = {"text": NOTE, "group_id": group.id}

    assert member.refused("POST", "/imports", said)["status"] == 403
    assert outsider.refused("POST", "/imports", said)["status"] == 422
    for method, path, body in (
        ("GET", f"/imports/{note['id']}", None),
        ("PATCH", f"/imports/{note['id']}", {"attendance": []}),
        ("DELETE", f"/imports/{note['id']}", None),
        ("POST", f"/imports/{note['id']}/acceptance", None),
    ):
        assert member.refused(method, path, body, If_Match="*")["status"] == 403, method
        assert outsider.refused(method, path, body, If_Match="*")["status"] == 404, method
    assert member.refused("GET", f"/imports?group_id={group.id}")["status"] == 403
    assert member.items("/imports") == outsider.items("/imports") == []
    assert outsider.items(f"/imports?group_id={group.id}") == []
    assert [row["id"] for row in group.secretary.items("/imports")] == [note["id"]]


@pytest.mark.usefixtures("read_here")
def test_parts_are_replaced_and_the_meeting_merged(group: Group) -> None:
    note = group.send()
    row = {**note["attendance"][2], "person_id": group.people["Åke Provberg"], "candidates": []}

    changed = group.secretary.patch(f"/imports/{note['id']}", attendance=[row], meeting={"place": None})

    assert changed["attendance"] == [row]
    assert changed["meeting"] == {**note["meeting"], "place": None}
    assert changed["action_points"] == note["action_points"]
    assert changed["version"] == 2


@pytest.mark.usefixtures("read_here")
def test_a_change_needs_the_present_version(group: Group) -> None:
    note = group.send()
    path = f"/imports/{note['id']}"

    assert group.secretary.refused("PATCH", path, {"attendance": []})["status"] == 428
    assert group.secretary.refused("PATCH", path, {"attendance": []}, If_Match='"7"')["status"] == 412
    assert group.secretary.refused("POST", f"{path}/acceptance")["status"] == 428


@pytest.mark.usefixtures("read_here")
def test_what_is_pointed_at_has_to_be_there(api: Api, group: Group) -> None:
    note = group.send()
    elsewhere = api.post("/groups", name="En annan grupp")
    meeting = api.post("/meetings", group_id=elsewhere["id"], held_on="2026-05-04")
    point = api.post("/action-points", meeting_id=meeting["id"], task="Boka lokal")
    stranger = api.post("/persons", name="Okänd Utomstående")
    proposed = note["action_points"][0]
    owner = {"kind": "person", "name": "Okänd", "person_id": stranger["id"]}
    said: list[tuple[Thing, str]] = [
        ({"meeting": {"meeting_id": meeting["id"]}}, "#/meeting/meeting_id"),
        (
            {"action_points": [{**proposed, "about_point_id": point["id"]}]},
            "#/action_points/0/about_point_id",
        ),
        (
            {"action_points": [{**proposed, "action_point_id": point["id"]}]},
            "#/action_points/0/action_point_id",
        ),
        ({"action_points": [{**proposed, "owners": [owner]}]}, "#/action_points/0/owners/0/person_id"),
        ({"attendance": [{"name": "Okänd", "person_id": stranger["id"]}]}, "#/attendance/0/person_id"),
    ]

    for body, pointer in said:
        refused = group.secretary.refused("PATCH", f"/imports/{note['id']}", body, If_Match="*")
        assert [fault["pointer"] for fault in refused["errors"]] == [pointer]


@pytest.mark.usefixtures("read_here")
def test_a_removed_note_is_gone(group: Group) -> None:
    note = group.send()

    assert group.secretary.call("DELETE", f"/imports/{note['id']}", If_Match="*").status_code == 204
    assert group.secretary.refused("GET", f"/imports/{note['id']}")["status"] == 404
    assert group.send()["id"] != note["id"]
