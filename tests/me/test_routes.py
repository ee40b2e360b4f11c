"""Who the caller is, over HTTP."""

from app.access.policy import Act
from tests.asking import Api
from tests.people import join

MEMBERS = ["see_group", "add_point", "take_point", "respond"]


def test_a_person_is_told_its_roles_and_acts_today(api: Api) -> None:
    mine, watched, past = (api.post("/groups", name=name) for name in ("Ärenden", "Zon", "Förr"))
    person = api.post("/persons", name="Lova Exempelsson")
    join(api, mine, person, roles=["member", "substitute"])
    join(api, watched, person, "observer")
    join(api, past, person, "chair", valid_to="2026-03-01")

    me = api.as_(person["id"]).get("/me")

    groups = me.pop("groups")
    assert me == {
        "kind": "person",
        "id": person["id"],
        "name": "Lova Exempelsson",
        "administrator": False,
        "scopes": ["read", "write", "remind"],
        "all_groups": False,
    }
    assert groups == [
        {
            "id": watched["id"],
            "name": "Zon",
            "short_name": None,
            "roles": ["observer"],
            "standing": "observer",
            "acts": ["see_group"],
        },
        {
            "id": mine["id"],
            "name": "Ärenden",
            "short_name": None,
            "roles": ["member", "substitute"],
            "standing": "member",
            "acts": MEMBERS,
        },
    ]


def test_a_lead_is_told_what_a_lead_may(api: Api) -> None:
    office = api.post("/organizations", name="Kontoret", kind="office")
    api.post("/groups", name="Gruppen", short_name="G", office_id=office["id"])
    person = api.post("/persons", name="Ada A", organization_id=office["id"])

    (mine,) = api.as_(person["id"]).get("/me")["groups"]

    assert (mine["short_name"], mine["roles"], mine["standing"]) == ("G", [], "lead")
    assert set(MEMBERS) < set(mine["acts"]) < {act.value for act in Act}
    assert "make_groups" not in mine["acts"]


def test_a_system_is_told_its_scopes_and_groups(api: Api) -> None:
    group = api.post("/groups", name="Gruppen")
    made = api.post("/api-keys", name="Ärendesystemet", scopes=["read"], group_ids=[group["id"]])

    me = Api(api.client, made["key"]).get("/me")

    assert (me["kind"], me["id"], me["name"], me["scopes"]) == (
        "system",
        made["id"],
        "Ärendesystemet",
        ["read"],
    )
    assert [(mine["id"], mine["standing"]) for mine in me["groups"]] == [(group["id"], "observer")]


def test_an_administrator_is_told_so(api: Api) -> None:
    me = api.get("/me")

    assert (me["kind"], me["administrator"], me["all_groups"], me["groups"]) == ("system", True, True, [])


def test_nobody_is_told_nothing(api: Api) -> None:
    assert api.client.get("/api/v1/me").status_code == 401
