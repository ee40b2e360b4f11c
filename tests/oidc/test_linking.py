"""An address that the issuer has verified links once, where the operator trusts it to."""

from pathlib import Path

import pytest

from tests.asking import Api
from tests.conftest import NOW
from tests.oidc import setting
from tests.oidc.issuer import Issuer
from tests.oidc.test_tokens import calling

ADDRESS = "lova@example.org"


@pytest.fixture
def trusted(issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Issuer:
    setting.listing(monkeypatch, issuer.file(tmp_path, addresses_trusted=True))
    return issuer


def _token(issuer: Issuer, subject: str = "lova", *, email: str = ADDRESS, verified: object = True) -> str:
    return issuer.access_token(NOW, sub=subject, email=email, email_verified=verified)


def test_a_verified_address_links_once(api: Api, trusted: Issuer) -> None:
    made = api.post("/persons", name="Lova Exempelsson", email=ADDRESS)

    answers = [calling(api, _token(trusted, email="LOVA@example.org")) for _ in range(2)]

    assert [answer.json()["id"] for answer in answers] == [made["id"]] * 2
    (link,) = api.items("/identities")
    assert (link["person_id"], link["linked_by"], link["administrator"]) == (made["id"], "address", False)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_links_nobody(api: Api, trusted: Issuer, verified: object) -> None:
    api.post("/persons", name="Lova Exempelsson", email=ADDRESS)

    assert calling(api, _token(trusted, verified=verified)).status_code == 403
    assert api.items("/identities") == []


def test_an_address_may_change_hands_and_the_link_does_not(api: Api, trusted: Issuer) -> None:
    first = api.post("/persons", name="Lova Exempelsson", email=ADDRESS)
    calling(api, _token(trusted))

    assert calling(api, _token(trusted, "newcomer")).status_code == 403

    api.patch(f"/persons/{first['id']}", email=None)
    second = api.post("/persons", name="Elof Exempelsson", email=ADDRESS)
    assert calling(api, _token(trusted)).json()["id"] == first["id"]
    assert calling(api, _token(trusted, "newcomer")).json()["id"] == second["id"]


def test_somebody_inactive_is_not_linked(api: Api, trusted: Issuer) -> None:
    api.post("/persons", name="Lova Exempelsson", email=ADDRESS, active=False)

    assert calling(api, _token(trusted)).status_code == 403


def test_an_address_that_others_use_links_nobody(api: Api, trusted: Issuer) -> None:
    api.post("/persons", name="Lova Exempelsson", email=ADDRESS)
    group = api.post("/groups", name="Arbetsgruppen")
    other = api.post("/persons", name="Elof Exempelsson")
    body = {
        "group_id": group["id"],
        "person_id": other["id"],
        "roles": ["member"],
        "email": "Lova@example.org",
    }
    api.post("/memberships", body)

    assert calling(api, _token(trusted)).status_code == 403


def test_an_address_that_is_an_offices_too_links_nobody(api: Api, trusted: Issuer) -> None:
    api.post("/persons", name="Lova Exempelsson", email=ADDRESS)
    office = api.post("/organizations", name="Kansliet", kind="office", email="LOVA@example.org")

    assert calling(api, _token(trusted)).status_code == 403

    api.patch(f"/organizations/{office['id']}", email=None)
    assert calling(api, _token(trusted)).status_code == 200


def test_who_leads_by_being_of_an_office_is_linked_by_an_administrator(api: Api, trusted: Issuer) -> None:
    office = api.post("/organizations", name="Kansliet", kind="office")
    unit = api.post("/organizations", name="Sekretariatet", kind="office", parent_id=office["id"])
    made = api.post("/persons", name="Lova Exempelsson", email=ADDRESS, organization_id=unit["id"])
    group = api.post("/groups", name="Arbetsgruppen", office_id=office["id"])

    assert calling(api, _token(trusted)).status_code == 403

    api.patch(f"/groups/{group['id']}", office_id=None)
    assert calling(api, _token(trusted)).json()["id"] == made["id"]
