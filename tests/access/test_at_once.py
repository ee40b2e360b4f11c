"""What somebody may do changes at once: the next request sees what was changed in another process."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.asking import Api, Thing
from tests.conftest import Time
from tests.login.browsing import Browser
from tests.oidc import setting
from tests.oidc.conftest import answering
from tests.oidc.issuer import Issuer, at
from tests.oidc.test_tokens import calling
from tests.running import Installation

__all__ = ["answering"]

PAST, PRESENT = timedelta(days=-400), timedelta(0)


@dataclass
class Two:
    """This process, which is asked, and `other`, which changes: two on one database, by the same clock."""

    here: Api
    other: Api
    issuer: Issuer
    now: datetime

    def day(self, from_now: timedelta) -> str:
        return (self.now + from_now).date().isoformat()

    def key(self, **fields: Any) -> tuple[Api, str]:
        """A system that calls here, and the path of its key."""
        made = self.here.post("/api-keys", name="Ärendesystemet", **fields)
        return Api(self.here.client, made["key"]), f"/api-keys/{made['id']}"

    def secretary(self) -> tuple[Thing, Thing, Thing]:
        """Group, person, membership."""
        group = self.here.post("/groups", name="Gruppen")
        person = self.here.post("/persons", name="Lova Exempelsson")
        body = {"group_id": group["id"], "person_id": person["id"], "roles": ["secretary"]}
        return group, person, self.here.post("/memberships", **body, valid_from=self.day(PAST))

    def linked(self) -> tuple[Thing, str]:
        """Somebody whom the issuer knows as `lova`, and the path of that link."""
        person = self.here.post("/persons", name="Lova Exempelsson")
        link = {"person_id": person["id"], "issuer": self.issuer.issuer, "subject": "lova"}
        return person, f"/identities/{self.here.post('/identities', **link)['id']}"

    def browser(self) -> Browser:
        """Hers, logged in."""
        browser = Browser(self.here.client)
        answer = browser.log_in(self.issuer, iat=at(self.now), exp=at(self.now) + 300)
        assert answer.status_code == 303, answer.text
        return browser


@pytest.fixture
def two(
    api: Api, answering: Issuer, time: Time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Two]:
    now = datetime.now(UTC)
    time.is_(now.isoformat())
    answering.__init__(answering.issuer)  # type: ignore[misc]
    setting.listing(monkeypatch, answering.file(tmp_path))
    settings = {name: value for name, value in os.environ.items() if name.startswith("NASTA_")}
    with Installation(settings, tmp_path).serving() as other:
        yield Two(api, other, answering, now)
    setting.forget()


def _status(caller: Api, method: str, path: str, body: Any = None) -> int:
    return int(caller.call(method, path, body, If_Match="*").status_code)


def _ended(api: Api, path: str) -> None:
    assert api.call("DELETE", path, If_Match="*").status_code == 204


# Each asks, changes in the other process, and asks again: the two statuses.
Change = Callable[[Two], tuple[Callable[[], int], Callable[[], object]]]


def _key_ended(two: Two) -> Any:
    caller, path = two.key()
    return lambda: _status(caller, "GET", "/me"), lambda: _ended(two.other, path)


def _key_rotated(two: Two) -> Any:
    caller, path = two.key()
    return lambda: _status(caller, "GET", "/me"), lambda: two.other.act(f"{path}/rotation")


def _scopes_narrowed(two: Two) -> Any:
    caller, path = two.key(group_ids=None)
    return (
        lambda: _status(caller, "POST", "/persons", {"name": "Elof Exempelsson"}),
        lambda: two.other.patch(path, scopes=["read"]),
    )


def _groups_narrowed(two: Two) -> Any:
    group = two.here.post("/groups", name="Gruppen")
    caller, path = two.key(group_ids=[group["id"]])
    return lambda: _status(caller, "GET", f"/groups/{group['id']}"), lambda: two.other.patch(
        path, group_ids=[]
    )


def _administrator_no_more(two: Two) -> Any:
    caller, path = two.key(administrator=True)
    return lambda: _status(caller, "GET", "/api-keys"), lambda: two.other.patch(path, administrator=False)


def _membership_ended(two: Two) -> Any:
    group, person, membership = two.secretary()
    caller, yesterday = two.here.as_(person["id"]), two.day(timedelta(days=-1))
    return (
        lambda: _status(caller, "GET", f"/groups/{group['id']}"),
        lambda: two.other.patch(f"/memberships/{membership['id']}", valid_to=yesterday),
    )


def _role_lost(two: Two) -> Any:
    group, person, membership = two.secretary()
    caller = two.here.as_(person["id"])
    return (
        lambda: _status(caller, "PATCH", f"/groups/{group['id']}", {"name": "Ny"}),
        lambda: two.other.patch(f"/memberships/{membership['id']}", roles=["member"]),
    )


def _out_of_the_office(two: Two) -> Any:
    office = two.here.post("/organizations", name="Kontoret", kind="office")
    group = two.here.post("/groups", name="Gruppen", office_id=office["id"])
    person = two.here.post("/persons", name="Siv Exempelsson", organization_id=office["id"])
    caller = two.here.as_(person["id"])
    return (
        lambda: _status(caller, "GET", f"/groups/{group['id']}"),
        lambda: two.other.patch(f"/persons/{person['id']}", organization_id=None),
    )


def _person_inactive(two: Two) -> Any:
    _, person, _ = two.secretary()
    caller = two.here.as_(person["id"])
    return (
        lambda: _status(caller, "GET", "/me"),
        lambda: two.other.patch(f"/persons/{person['id']}", active=False),
    )


def _link_ended(two: Two) -> Any:
    _, path = two.linked()
    token = two.issuer.access_token(two.now)
    return lambda: calling(two.here, token).status_code, lambda: _ended(two.other, path)


def _session_with_link_ended(two: Two) -> Any:
    _, path = two.linked()
    browser = two.browser()
    return lambda: browser.get("/my-page").status_code, lambda: _ended(two.other, path)


def _logged_out(two: Two) -> Any:
    two.linked()
    browser = two.browser()
    there = Browser(two.other.client, dict(browser.cookies))
    form = there.get("/my-page").text.partition('name="form" value="')[2].partition('"')[0]

    def leave() -> None:
        assert there.post("/logout", {"form": form}, Sec_Fetch_Site="same-origin").status_code == 303

    return lambda: browser.get("/my-page").status_code, leave


CHANGES: dict[str, tuple[Change, int]] = {
    "a key ended": (_key_ended, 401),
    "a key rotated": (_key_rotated, 401),
    "its scopes narrowed": (_scopes_narrowed, 403),
    "its groups narrowed": (_groups_narrowed, 404),
    "an administrator no more": (_administrator_no_more, 403),
    "a membership ended": (_membership_ended, 404),
    "a role lost": (_role_lost, 403),
    "out of the office": (_out_of_the_office, 404),
    "a person inactive": (_person_inactive, 401),
    "a link ended": (_link_ended, 403),
    "a session whose link ended": (_session_with_link_ended, 303),
    "logged out": (_logged_out, 303),
}


def test_the_next_request_sees_what_another_process_has_changed(two: Two) -> None:
    seen = {}
    for name, (prepare, _) in CHANGES.items():
        ask, change = prepare(two)
        before = ask() in {200, 201}
        change()
        seen[name] = (before, ask())

    assert seen == {name: (True, status) for name, (_, status) in CHANGES.items()}


def test_a_key_that_another_process_lets_expire_opens_nothing_from_then(two: Two, time: Time) -> None:
    caller, path = two.key()
    then = two.now + timedelta(days=1)
    two.other.patch(path, expires_at=then.isoformat())
    assert _status(caller, "GET", "/me") == 200

    time.is_(then.isoformat())
    assert _status(caller, "GET", "/me") == 401
