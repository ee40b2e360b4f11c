"""Groups over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.groups.models import Group
from tests import bad_input
from tests.asking import Api
from tests.conftest import Time
from tests.people import calling

BAD: dict[str, tuple[Any, ...]] = {
    "name": (None, "", "  ", "x" * 201, *bad_input.NO_TEXT),
    "short_name": ("", "x" * 51, *bad_input.NO_TEXT),
    "email": bad_input.NO_ADDRESS,
    "parent_id": bad_input.NO_ID,
    "office_id": bad_input.NO_ID,
    "time_zone": (None, "", "Europe/Nowhere", "../etc/passwd", 5),
    "language": (None, "de", "", 5),
    "default_due": (None, "date", 5),
    "correction_days": (-1, 366, *bad_input.NO_NUMBER),
    "reminders": (None, "maybe", True),
    "remind_days_before": (None, 7, "7", [-1], [366], ["7"], [1.5], [True], [None], [7, 7], list(range(11))),
    "remind_at": (None, 8, "8", "25:00", "08:00Z", "08:00:00.5", "24:00"),
    "remind_undated": bad_input.NO_TRUTH,
    "escalate_after": (0, 101, *bad_input.NO_NUMBER),
    "mail_details": bad_input.NO_TRUTH,
    "external_id": ("", "x" * 201, *bad_input.NO_TEXT),
    "version": (7,),
    "reminders_since": ("2026-03-02T09:00:00Z",),
}


def test_a_group_is_made_with_what_is_agreed_for_all(api: Api) -> None:
    made = api.post("/groups", name="Beredningsgruppen Björkedal")

    assert made == {
        "id": made["id"],
        "version": 1,
        "external_id": None,
        "created_at": "2026-03-02T09:00:00Z",
        "modified_at": "2026-03-02T09:00:00Z",
        "name": "Beredningsgruppen Björkedal",
        "short_name": None,
        "parent_id": None,
        "office_id": None,
        "email": None,
        "time_zone": "Europe/Stockholm",
        "language": "sv",
        "default_due": "none",
        "correction_days": 7,
        "reminders": "preview",
        "remind_days_before": [7, 1],
        "remind_at": "08:00:00",
        "remind_undated": True,
        "escalate_after": 2,
        "mail_details": False,
    }
    assert api.get(f"/groups/{made['id']}") == made


def test_a_new_group_says_where_it_is_and_which_version(api: Api) -> None:
    answer = api.call("POST", "/groups", {"name": "BGB"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"http://127.0.0.1:8000/api/v1/groups/{answer.json()['id']}"
    assert answer.headers["ETag"].startswith('"1-')
    known = api.call("GET", f"/groups/{answer.json()['id']}", If_None_Match=answer.headers["ETag"])
    assert known.status_code == 304


def test_every_field_can_be_said_and_changed(api: Api) -> None:
    parent = api.post("/groups", name="Länsstyrgruppen")
    office = api.post("/organizations", name="Närvårdskontoret", kind="office")
    said = {
        "name": "Gruppen",
        "short_name": "G",
        "parent_id": parent["id"],
        "office_id": office["id"],
        "email": "gruppen@example.org",
        "time_zone": "Europe/Helsinki",
        "language": "en",
        "default_due": "next_meeting",
        "correction_days": 0,
        "reminders": "on",
        "remind_days_before": [0, 365],
        "remind_at": "07:30:00",
        "remind_undated": False,
        "escalate_after": 100,
        "mail_details": True,
        "external_id": "g-1",
    }

    made = api.post("/groups", said)
    emptied = {"short_name": None, "parent_id": None, "office_id": None, "email": None, "external_id": None}
    changed = api.patch(f"/groups/{made['id']}", **emptied, name="Gruppen igen", remind_days_before=[])

    assert {name: made[name] for name in said} == said
    assert {name: changed[name] for name in emptied} == emptied
    assert (changed["name"], changed["remind_days_before"], changed["version"]) == ("Gruppen igen", [], 2)


def test_what_no_field_takes_is_refused_at_the_field(api: Api) -> None:
    made = api.post("/groups", name="Gruppen")

    bad_input.check(api, "POST", "/groups", {"name": "Annan"}, BAD)
    bad_input.check(api, "PATCH", f"/groups/{made['id']}", {}, BAD)

    assert api.items("/groups") == [made]


def test_a_name_that_grows_when_folded_is_kept(api: Api) -> None:
    made = api.post("/groups", name="ﬄ" * 200, short_name="ﬄ" * 50)

    assert [found["id"] for found in api.items("/groups?q=ffl")] == [made["id"]]


def test_the_parent_and_the_office_must_be_there(api: Api) -> None:
    made = api.post("/groups", name="Gruppen")

    for field in ("parent_id", "office_id"):
        for method, path, body in (
            ("POST", "/groups", {"name": "Annan"}),
            ("PATCH", f"/groups/{made['id']}", {}),
        ):
            problem = api.refused(method, path, {**body, field: str(uuid4())}, If_Match="*")
            assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"#/{field}")


def test_a_group_does_not_report_to_itself_or_to_one_below(api: Api) -> None:
    top = api.post("/groups", name="Länsstyrgruppen")
    middle = api.post("/groups", name="Närvårdsgruppen", parent_id=top["id"])
    bottom = api.post("/groups", name="Arbetsgruppen", parent_id=middle["id"])

    for parent in (top, middle, bottom):
        problem = api.refused("PATCH", f"/groups/{top['id']}", {"parent_id": parent["id"]}, If_Match="*")
        assert problem["errors"][0]["pointer"] == "#/parent_id"
    assert api.get(f"/groups/{top['id']}")["parent_id"] is None


def test_only_administrators_make_groups(api: Api) -> None:
    lead = calling(api, api.post("/groups", name="Gruppen"))

    assert lead.refused("POST", "/groups", {"name": "Egen"})["status"] == 403


def test_a_lead_changes_the_settings_and_a_member_does_not(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    lead, member = calling(api, group), calling(api, group, "member")

    assert lead.patch(f"/groups/{group['id']}", reminders="on")["reminders"] == "on"
    assert (
        member.refused("PATCH", f"/groups/{group['id']}", {"reminders": "off"}, If_Match="*")["status"] == 403
    )


def test_where_a_group_belongs_is_changed_by_administrators_only(api: Api) -> None:
    parent = api.post("/groups", name="Länsstyrgruppen")
    office = api.post("/organizations", name="Närvårdskontoret", kind="office")
    group = api.post("/groups", name="Gruppen", parent_id=parent["id"])
    lead = calling(api, group)

    for change in ({"parent_id": None}, {"office_id": office["id"]}):
        assert lead.refused("PATCH", f"/groups/{group['id']}", change, If_Match="*")["status"] == 403
    unchanged = lead.patch(f"/groups/{group['id']}", parent_id=parent["id"], office_id=None, name="Gruppen 2")
    assert (unchanged["parent_id"], unchanged["name"]) == (parent["id"], "Gruppen 2")


def test_a_change_is_about_the_present_version(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    path = f"/groups/{group['id']}"

    assert api.refused("PATCH", path, {"name": "A"})["status"] == 428
    api.patch(path, name="B")
    stale = api.refused("PATCH", path, {"name": "C"}, If_Match='"1"')
    assert (stale["status"], stale["version"]) == (412, 2)
    assert api.get(path)["name"] == "B"


def test_a_change_of_nothing_is_no_new_version(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")

    assert api.patch(f"/groups/{group['id']}", name="Gruppen", remind_at="08:00") == group


def test_an_external_id_belongs_to_one_group(api: Api) -> None:
    first = api.post("/groups", name="Första", external_id="7")
    second = api.post("/groups", name="Andra")

    for method, path in (("POST", "/groups"), ("PATCH", f"/groups/{second['id']}")):
        taken = api.refused(method, path, {"name": "Tredje", "external_id": "7"}, If_Match="*")
        assert (taken["status"], taken["id"], taken["version"]) == (409, first["id"], 1)
    assert [found["id"] for found in api.items("/groups?external_id=7")] == [first["id"]]


def test_outsiders_cannot_tell_a_group_from_none(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    outsider = calling(api, api.post("/groups", name="Annan"))

    for method, body in (("GET", None), ("PATCH", {"name": "X"})):
        unseen, absent = (
            outsider.refused(method, f"/groups/{id}", body, If_Match="*") for id in (group["id"], uuid4())
        )
        assert unseen["status"] == 404
        assert unseen | {"instance": ""} == absent | {"instance": ""}
    assert api.get(f"/groups/{group['id']}") == group


def test_the_list_holds_what_the_caller_sees_and_counts_that(api: Api) -> None:
    mine, other = api.post("/groups", name="Min"), api.post("/groups", name="Annan")
    member = calling(api, mine, "observer")

    assert [group["name"] for group in api.items("/groups")] == ["Annan", "Min"]
    listed = member.get("/groups")
    assert ([group["name"] for group in listed["items"]], listed["total_records"]) == (["Min"], 1)
    assert member.items(f"/groups?q={other['name']}") == []


def test_a_lead_sees_the_names_above_and_below(api: Api) -> None:
    top = api.post("/groups", name="Topp", external_id="t", email="topp@example.org")
    above = api.post("/groups", name="Över", short_name="Ö", parent_id=top["id"], external_id="o")
    mine = api.post("/groups", name="Min", parent_id=above["id"])
    below = api.post("/groups", name="Under", parent_id=mine["id"])
    api.post("/groups", name="Syskon", parent_id=above["id"])
    api.post("/groups", name="Underst", parent_id=below["id"])
    lead = calling(api, mine)

    assert lead.items("/groups") == [
        mine,
        {"id": below["id"], "name": "Under", "short_name": None, "parent_id": mine["id"]},
        {"id": above["id"], "name": "Över", "short_name": "Ö", "parent_id": None},
    ]
    assert lead.get(f"/groups/{above['id']}") == lead.items("/groups")[2]
    assert lead.refused("PATCH", f"/groups/{above['id']}", {"name": "X"}, If_Match="*")["status"] == 403
    assert lead.refused("GET", f"/groups/{top['id']}")["status"] == 404


def test_a_member_sees_no_names_above_and_below(api: Api) -> None:
    above = api.post("/groups", name="Över")
    mine = api.post("/groups", name="Min", parent_id=above["id"])
    member = calling(api, mine, "member")

    assert member.items("/groups") == [mine]
    assert member.refused("GET", f"/groups/{above['id']}")["status"] == 404


def test_what_is_not_shown_of_a_near_group_does_not_find_it(api: Api) -> None:
    office = api.post("/organizations", name="Kontoret", kind="office")
    top = api.post("/groups", name="Topp")
    above = api.post(
        "/groups", name="Över", parent_id=top["id"], external_id="o", office_id=office["id"], short_name="ÖV"
    )
    mine = api.post("/groups", name="Min", parent_id=above["id"])
    lead = calling(api, mine)

    for query in ("external_id=o", f"organization_id={office['id']}", f"parent_id={top['id']}"):
        assert [group["id"] for group in api.items(f"/groups?{query}")] == [above["id"]]
        assert lead.items(f"/groups?{query}") == []
    assert [group["id"] for group in lead.items("/groups?q=öv")] == [above["id"]]
    assert [group["id"] for group in lead.items(f"/groups?parent_id={above['id']}")] == [mine["id"]]


def test_people_of_the_office_lead(api: Api) -> None:
    office = api.post("/organizations", name="Kontoret", kind="office")
    unit = api.post("/organizations", name="Enheten", parent_id=office["id"])
    group = api.post("/groups", name="Gruppen", office_id=office["id"])
    person = api.post("/persons", name="Tuva Påhittad", organization_id=unit["id"])

    changed = api.as_(person["id"]).patch(f"/groups/{group['id']}", escalate_after=3)

    assert changed["escalate_after"] == 3


def test_groups_are_sorted_as_in_swedish_and_by_what_is_said(api: Api, time: Time) -> None:
    for minute, name in enumerate(("Örebro", "Ånge", "arboga")):
        time.is_(f"2026-03-02T09:0{minute}:00+00:00")
        api.post("/groups", name=name)

    assert [group["name"] for group in api.items("/groups")] == ["arboga", "Ånge", "Örebro"]
    assert [group["name"] for group in api.items("/groups?sort=-created_at")] == ["arboga", "Ånge", "Örebro"]
    assert api.refused("GET", "/groups?sort=email")["errors"][0]["parameter"] == "sort"


@pytest.mark.parametrize(
    "query", ["parent_id=x", "organization_id=5", "q=" + "x" * 201, "page=0", "limit=101", "other=1", "q=%00"]
)
def test_a_filter_that_cannot_be_read_is_refused_by_name(api: Api, query: str) -> None:
    problem = api.refused("GET", f"/groups?{query}")

    assert problem["status"] == 422
    assert problem["errors"][0]["parameter"] == query.partition("=")[0]


def test_an_id_that_is_none_is_refused(api: Api) -> None:
    assert api.refused("GET", "/groups/x")["errors"][0]["parameter"] == "id"


@pytest.mark.parametrize(
    ("change", "follows"),
    [
        ({"reminders": "on"}, True),
        ({"reminders": "off"}, False),
        ({"reminders": "preview"}, False),
        ({"remind_days_before": [3]}, False),
        ({"remind_at": "09:00"}, False),
        ({"name": "Annat", "remind_undated": False}, False),
    ],
)
def test_reminders_are_reckoned_from_when_they_were_turned_on(
    api: Api, time: Time, session: Session, change: dict[str, Any], follows: bool
) -> None:
    group = api.post("/groups", name="Gruppen")
    time.is_("2026-03-03T09:00:00+00:00")

    api.patch(f"/groups/{group['id']}", **change)

    since = session.get_one(Group, UUID(group["id"])).reminders_since
    assert since.isoformat() == ("2026-03-03T09:00:00+00:00" if follows else "2026-03-02T09:00:00+00:00")
