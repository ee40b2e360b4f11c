"""Tokens of front ends, each in one way wrong: refused; and the right one is the person."""

import base64
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt

from app import brakes, clock, settings
from app.brakes import Counted
from app.oidc import provider
from tests.asking import Api, Thing
from tests.conftest import NOW
from tests.login.browsing import Browser
from tests.oidc import setting
from tests.oidc.issuer import AUDIENCE, CLIENT, FRONT_END, Issuer, at, key


def calling(api: Api, token: str) -> Any:
    return api.client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


def person(api: Api, issuer: Issuer, **fields: Any) -> Thing:
    """A new person who is `lova` to the issuer."""
    made = api.post("/persons", name="Lova Exempelsson")
    link = {"person_id": made["id"], "issuer": issuer.issuer, "subject": "lova", **fields}
    api.post("/identities", **link)
    return made


def test_a_token_is_the_linked_person_with_the_rights_of_a_personal_key(api: Api, issuer: Issuer) -> None:
    made = person(api, issuer)
    group = api.post("/groups", name="Gruppen")
    api.post("/memberships", group_id=group["id"], person_id=made["id"], roles=["secretary"])

    answer = calling(api, issuer.access_token(NOW))

    assert answer.status_code == 200
    assert answer.json() == api.as_(made["id"]).get("/me")
    assert answer.json()["groups"][0]["standing"] == "lead"


def test_an_administrator_is_one_by_the_link(api: Api, issuer: Issuer) -> None:
    person(api, issuer, administrator=True)

    assert calling(api, issuer.access_token(NOW)).json()["administrator"] is True


WRONG: dict[str, dict[str, Any]] = {
    "of another issuer": {"iss": "https://login.example.com"},
    "of no issuer": {"iss": None},
    "for somebody else": {"aud": "https://other.example.org"},
    "an ID token": {"aud": CLIENT},
    "for nobody": {"aud": None},
    "got by another front end": {"azp": "somebody"},
    "got by nobody": {"azp": None},
    "expired": {"exp": at(NOW) - 61},
    "without an end": {"exp": None},
    "without an end that is a number": {"exp": "tomorrow"},
    "not yet good": {"nbf": at(NOW) + 61},
    "from the time to come": {"iat": at(NOW) + 61},
    "without a beginning": {"iat": None},
    "about nobody": {"sub": None},
    "about a number": {"sub": 7},
    "about too much": {"sub": "x" * 256},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_token_is_refused(api: Api, issuer: Issuer, wrong: str) -> None:
    person(api, issuer)

    refused = calling(api, issuer.access_token(NOW, **WRONG[wrong]))

    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/not-logged-in")
    assert calling(api, issuer.access_token(NOW)).status_code == 200


@pytest.mark.parametrize(
    "near", [{"exp": at(NOW) - 59}, {"nbf": at(NOW) + 59}, {"aud": ["https://x.example.org", AUDIENCE]}]
)
def test_clocks_may_differ_a_little_and_others_may_be_meant_too(
    api: Api, issuer: Issuer, near: dict[str, Any]
) -> None:
    person(api, issuer)

    assert calling(api, issuer.access_token(NOW, **near)).status_code == 200


def _written(header: dict[str, Any], claims: dict[str, Any], signature: str) -> str:
    parts = [json.dumps(part).encode() for part in (header, claims)]
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), signature])


def _claims(issuer: Issuer) -> dict[str, Any]:
    whole = {"iss": issuer.issuer, "sub": "lova", "aud": AUDIENCE, "azp": FRONT_END}
    return {**whole, "iat": at(NOW), "exp": at(NOW) + 300}


@pytest.mark.parametrize("alg", ["none", "None", "NONE"])
def test_a_token_that_nobody_has_signed_is_refused(api: Api, issuer: Issuer, alg: str) -> None:
    person(api, issuer)

    unsigned = _written({"alg": alg, "kid": "first"}, _claims(issuer), "")

    assert calling(api, unsigned).status_code == 401


def test_a_public_key_is_no_shared_secret(api: Api, issuer: Issuer) -> None:
    """RFC 8725 2.1: HS256 with what everybody knows."""
    person(api, issuer)
    public = key("first")

    for known in (public.as_pem(private=False), json.dumps(public.as_dict(private=False)).encode()):
        signed = _written({"alg": "HS256", "kid": "first"}, _claims(issuer), "").removesuffix(".")
        digest = hmac.digest(known, signed.encode(), "sha256")
        signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert calling(api, f"{signed}.{signature}").status_code == 401


def test_another_algorithm_than_the_issuers_is_refused(
    api: Api, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(api, issuer)
    setting.listing(monkeypatch, issuer.file(tmp_path, algorithms=["RS256"]))

    assert calling(api, issuer.access_token(NOW)).status_code == 401


def test_one_letter_of_the_signature_or_the_claims_changes_everything(api: Api, issuer: Issuer) -> None:
    person(api, issuer)
    head, claims, signature = issuer.access_token(NOW).split(".")
    others = issuer.access_token(NOW, sub="elof").split(".")[1]

    changed = ("A" if signature[0] != "A" else "B") + signature[1:]

    assert calling(api, f"{head}.{claims}.{changed}").status_code == 401
    assert calling(api, f"{head}.{others}.{signature}").status_code == 401


@pytest.mark.parametrize("token", ["a.b.c", "..", "é.e30.x", "e30.e30.", "W10.W10.W10", f"{'a' * 17000}.b.c"])
def test_what_is_no_token_is_refused(api: Api, issuer: Issuer, token: str) -> None:
    refused = api.client.get("/api/v1/me", headers={b"Authorization": f"Bearer {token}".encode()})

    assert refused.status_code == 401


def test_a_new_key_is_asked_for_once_a_minute_and_an_unknown_one_is_refused(
    api: Api, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(api, issuer)
    elapsed = [1000.0]
    monkeypatch.setattr(clock, "elapsed", lambda: elapsed[0])
    assert calling(api, issuer.access_token(NOW)).status_code == 200
    issuer.published = [key("first"), key("second")]

    statuses = [calling(api, issuer.access_token(NOW, kid="second")).status_code for _ in range(3)]
    assert (statuses, issuer.asked) == ([401] * 3, 1)

    elapsed[0] += provider.AT_MOST_EVERY
    assert calling(api, issuer.access_token(NOW, kid="second")).status_code == 200
    assert calling(api, issuer.access_token(NOW, kid="third")).status_code == 401
    assert issuer.asked == 2


def test_a_key_that_is_taken_away_opens_nothing_after_an_hour(
    api: Api, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(api, issuer)
    elapsed = [1000.0]
    monkeypatch.setattr(clock, "elapsed", lambda: elapsed[0])
    assert calling(api, issuer.access_token(NOW)).status_code == 200
    issuer.published = [key("second")]

    elapsed[0] += provider.GOOD_FOR

    assert calling(api, issuer.access_token(NOW)).status_code == 401


def test_an_issuer_that_calls_itself_something_else_is_not_believed(api: Api, issuer: Issuer) -> None:
    person(api, issuer)
    issuer.metadata["issuer"] = "https://login.example.com"

    assert calling(api, issuer.access_token(NOW)).status_code == 401


def test_a_kid_is_needed(api: Api, issuer: Issuer) -> None:
    person(api, issuer)

    nameless = jwt.encode({"alg": "ES256"}, _claims(issuer), key("first"))

    assert calling(api, nameless).status_code == 401


@pytest.mark.parametrize(("acr", "status"), [(None, 401), ("loa2", 401), ("loa3", 200)])
def test_how_somebody_was_recognised_is_demanded(
    api: Api, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acr: str | None, status: int
) -> None:
    person(api, issuer)
    setting.listing(monkeypatch, issuer.file(tmp_path, acr_values=["loa3", "loa4"]))

    assert calling(api, issuer.access_token(NOW, acr=acr)).status_code == status


def test_nobody_linked_is_told_whom_to_turn_to_and_nothing_else(api: Api, issuer: Issuer) -> None:
    api.post("/persons", name="Lova Exempelsson", email="lova@example.org")

    token = issuer.access_token(NOW, email="lova@example.org", email_verified=True)
    refused = calling(api, token)

    assert refused.status_code == 403
    told = refused.json()
    assert (told["type"], told["issuer"], told["subject"]) == ("/problems/not-linked", issuer.issuer, "lova")
    assert set(told) == {"type", "title", "status", "detail", "instance", "issuer", "subject", "contact"}


def test_who_is_no_longer_active_is_not_let_in(api: Api, issuer: Issuer) -> None:
    made = person(api, issuer)
    api.patch(f"/persons/{made['id']}", active=False)

    assert calling(api, issuer.access_token(NOW)).status_code == 401


def test_a_key_in_its_own_header_goes_before_a_token(api: Api, issuer: Issuer) -> None:
    both = {"X-API-Key": api.key, "Authorization": f"Bearer {issuer.access_token(NOW)}"}

    assert api.client.get("/api/v1/me", headers=both).json()["kind"] == "system"


def test_other_claims_than_the_usual_may_say_who_it_is(
    api: Api, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Entra ID (oid) and ADFS (appid) would have it."""
    made = person(api, issuer)
    setting.listing(monkeypatch, issuer.file(tmp_path, subject_claim="oid", client_claim="appid"))

    token = issuer.access_token(NOW, sub="pairwise", oid="lova", azp=None, appid=FRONT_END)

    assert calling(api, token).json()["id"] == made["id"]


def test_an_issuer_may_have_another_name_in_access_tokens(
    api: Api, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ADFS has; its person is the same in a log-in on our pages."""
    made = person(api, issuer)
    name = "http://adfs.example.org/adfs/services/trust"
    setting.listing(monkeypatch, issuer.file(tmp_path, access_token_issuer=name))

    assert calling(api, issuer.access_token(NOW, iss=name)).json()["id"] == made["id"]
    assert calling(api, issuer.access_token(NOW)).status_code == 401
    assert Browser(api.client).log_in(issuer).status_code == 303
    assert Browser(api.client).log_in(issuer, iss=name).status_code == 400


def test_an_expired_token_is_no_guess(api: Api, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    person(api, issuer)
    monkeypatch.setenv("NASTA_GUESSES_PER_MINUTE", "1")
    settings.get.cache_clear()
    monkeypatch.setattr(brakes, "counted", Counted())
    monkeypatch.setattr(clock, "elapsed", lambda: 0.0)
    expired, forged = issuer.access_token(NOW, exp=at(NOW) - 61), issuer.access_token(NOW, aud="another")

    assert [calling(api, forged).status_code for _ in range(2)] == [401, 429]
    assert [calling(api, expired).status_code for _ in range(3)] == [401, 401, 401]
    assert calling(api, issuer.access_token(NOW)).status_code == 200
