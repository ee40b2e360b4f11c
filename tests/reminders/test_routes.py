"""The ledger, the runs and the preview over HTTP."""

import re

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.reminders.posting import Office, Post, at

ROW = [
    "id",
    "kind",
    "group_id",
    "meeting_id",
    "occasion_on",
    "recipient",
    "person_id",
    "address",
    "action_point_ids",
    "state",
    "reason",
    "attempts",
    "message_id",
    "last_reply",
    "planned_at",
    "sent_at",
]


@pytest.fixture
def office(api: Api, time: Time) -> Office:
    return Office(api, time, Post(), api.post("/groups", name="Arbetsgruppen", reminders="on"))


@pytest.fixture
def meeting(office: Office) -> Thing:
    return office.meeting("2026-04-17", "14:00", online_url="https://video.example.org/rum")


@pytest.fixture
def ada(office: Office) -> Thing:
    return office.person("Ada Alm", "secretary")


def test_a_row_says_who_was_told_what_and_what_the_server_said(
    office: Office, meeting: Thing, ada: Thing
) -> None:
    point = office.point("A", ada)
    office.run(at("2026-04-10"))

    row = office.api.items(f"/reminders?group_id={office.group['id']}&person_id={ada['id']}&kind=digest")[0]

    assert list(row) == ROW
    assert (row["state"], row["occasion_on"], row["attempts"]) == ("accepted", "2026-04-10", 1)
    assert (row["recipient"], row["person_id"]) == ({"kind": "person", "id": ada["id"]}, ada["id"])
    assert (row["meeting_id"], row["action_point_ids"]) == (meeting["id"], [point["id"]])
    assert (row["last_reply"], row["address"]) == ("250 2.0.0 Ok", "ada@example.org")
    assert office.api.get(f"/reminders/{row['id']}") == row
    assert office.api.items("/reminders?state=failed") == []


def test_only_leads_see_the_ledger(office: Office, meeting: Thing, ada: Thing) -> None:
    office.point("A", ada)
    office.run(at("2026-04-10"))
    row = office.api.items("/reminders")[0]
    member = office.api.as_(office.person("Bo Berg", "member")["id"])
    outsider = office.api.as_(office.person("Vera Utanför")["id"])

    assert len(office.api.as_(ada["id"]).items("/reminders")) == 1
    assert member.items("/reminders") == []
    assert member.refused("GET", f"/reminders?group_id={office.group['id']}")["status"] == 403
    assert member.refused("GET", f"/reminders/{row['id']}")["status"] == 404
    assert outsider.items(f"/reminders?group_id={office.group['id']}") == []
    assert member.refused("GET", f"/meetings/{meeting['id']}/reminder-preview")["status"] == 403
    assert outsider.refused("GET", f"/meetings/{meeting['id']}/reminder-preview")["status"] == 404


def test_the_preview_is_exactly_the_mail_that_comes(office: Office, meeting: Thing, ada: Thing) -> None:
    office.person("Siv Tyst", email=None)
    siv = office.api.items("/persons?q=siv")[0]
    office.point("A", ada)
    office.point("B", siv)

    preview = office.api.get(f"/meetings/{meeting['id']}/reminder-preview")
    sent = office.mails(at("2026-04-10"))

    assert (preview["occasion_on"], preview["remind_at"]) == ("2026-04-10", "2026-04-10T06:00:00Z")
    assert [mail["address"] for mail in preview["mails"]] == ["ada@example.org"]
    body = sent[0].get_body(("plain",))
    assert body is not None
    text = re.sub(r"http://127.0.0.1:8000/(answers|stops)/[A-Za-z0-9_-]{43}", "…", body.get_content())
    assert text.replace("\r\n", "\n").strip() == preview["mails"][0]["text"].strip()
    assert sent[0]["Subject"] == preview["mails"][0]["subject"]
    assert [(one["state"], one["reason"]) for one in preview["not_told"]] == [("unreachable", "no_address")]


def test_previewing_makes_nothing(office: Office, meeting: Thing, ada: Thing) -> None:
    office.point("A", ada)

    office.api.get(f"/meetings/{meeting['id']}/reminder-preview")

    assert office.api.items("/reminders") == []


def test_a_meeting_without_occasions_to_come_has_an_empty_preview(office: Office, ada: Thing) -> None:
    held = office.meeting("2026-02-02", status="held")

    preview = office.api.get(f"/meetings/{held['id']}/reminder-preview")

    assert (preview["occasion_on"], preview["mails"], preview["not_told"]) == (None, [], [])


def test_a_run_by_hand_is_kept_and_tells_nobody_twice(office: Office, meeting: Thing, ada: Thing) -> None:
    office.point("A", ada)
    office.time.is_(at("2026-04-10"))

    first = office.api.post("/reminder-runs")
    second = office.api.post("/reminder-runs")

    assert (first["counts"], second["counts"]) == ({"planned": 1, "accepted": 1}, {})
    assert [run["id"] for run in office.api.items("/reminder-runs")] == [second["id"], first["id"]]
    assert office.api.as_(ada["id"]).refused("POST", "/reminder-runs")["status"] == 403


def test_the_mail_has_the_headers_that_every_mail_has(office: Office, meeting: Thing, ada: Thing) -> None:
    bo = office.person("Bo Berg", "member")
    office.point("A", bo)

    first, second = office.mails(at("2026-04-10"))[0], office.mails(at("2026-04-16"))[0]

    assert first["Auto-Submitted"] == "auto-generated"
    assert first["X-Auto-Response-Suppress"] == "All"
    assert str(first["Reply-To"]) == "Ada Alm <ada@example.org>"
    assert office.group["id"] in first["List-Id"]
    assert first["Content-Language"] == "sv"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert "https://video.example.org/rum" in str(first.get_body(("plain",)))


def test_the_video_link_is_for_those_expected(office: Office, meeting: Thing, ada: Thing) -> None:
    outside = office.person("Vera Utanför")
    office.point("A", outside)

    assert "video.example.org" not in str(office.mails(at("2026-04-10"))[0].get_body(("plain",)))
