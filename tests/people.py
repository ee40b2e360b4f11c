"""People of groups, made through the API as an administrator."""

from typing import Any

from tests.asking import Api, Thing


def member_of(
    api: Api, group: Thing, role: str = "member", name: str = "Lova Exempelsson", **fields: Any
) -> Thing:
    """A new person who has the role in the group."""
    person = api.post("/persons", name=name, **fields)
    join(api, group, person, role)
    return person


def join(api: Api, group: Thing, person: Thing, role: str = "member", **fields: Any) -> Thing:
    """The membership by which the person has the role in the group."""
    body = {"group_id": group["id"], "person_id": person["id"], "roles": [role], **fields}
    return api.post("/memberships", body)


def calling(api: Api, group: Thing, role: str = "chair") -> Api:
    """The API as somebody new who has the role in the group."""
    return api.as_(member_of(api, group, role)["id"])
