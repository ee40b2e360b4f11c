"""Links between persons and what issuers call them: made and ended by administrators, never changed."""

import pytest

from tests.asking import Api, Thing
from tests.conftest import NOW
from tests.oidc.conftest import answering, issuer  # noqa: F401
from tests.oidc.issuer import Issuer
from tests.oidc.test_tokens import calling


@pytest.fixture
def link(api: Api, issuer: Issuer) -> Thing:  # noqa: F811
    made = api.post("/persons", name="Lova Exempelsson")
    return api.post("/identities", person_id=made["id"], issuer=issuer.issuer, subject="lova")


def test_it_is_listed_shown_and_ended(api: Api, issuer: Issuer, link: Thing) -> None:  # noqa: F811
    assert api.items(f"/identities?person_id={link['person_id']}") == [link]
    assert api.get(f"/identities/{link['id']}") == link
    assert calling(api, issuer.access_token(NOW)).status_code == 200

    assert api.call("DELETE", f"/identities/{link['id']}", If_Match="*").status_code == 204

    assert calling(api, issuer.access_token(NOW)).status_code == 403
    assert api.refused("GET", f"/identities/{link['id']}")["status"] == 404


def test_nobody_is_linked_again_silently(api: Api, link: Thing) -> None:
    other = api.post("/persons", name="Elof Exempelsson")
    body = {"person_id": other["id"], "issuer": link["issuer"], "subject": link["subject"]}

    refused = api.refused("POST", "/identities", body)

    assert (refused["type"], refused["id"]) == ("/problems/identity-taken", link["id"])
    assert api.items("/identities") == [link]


def test_only_listed_issuers_and_active_persons_are_linked(api: Api, link: Thing) -> None:
    gone = api.post("/persons", name="Elof Exempelsson", active=False)
    body = {"person_id": gone["id"], "issuer": link["issuer"], "subject": "elof"}

    for wrong, pointer in (({}, "#/person_id"), ({"issuer": "https://login.example.com"}, "#/issuer")):
        refused = api.refused("POST", "/identities", {**body, **wrong})
        assert (refused["status"], refused["errors"][0]["pointer"]) == (422, pointer)


def test_only_administrators_see_and_make_them(api: Api, link: Thing) -> None:
    somebody = api.as_(link["person_id"])

    for method, path in (("GET", ""), ("GET", f"/{link['id']}"), ("DELETE", f"/{link['id']}")):
        assert somebody.refused(method, f"/identities{path}")["status"] == 403
    body = {name: link[name] for name in ("person_id", "issuer", "subject")}
    assert somebody.refused("POST", "/identities", body)["status"] == 403
