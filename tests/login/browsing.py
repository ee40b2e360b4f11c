"""Somebody's browser on the pages, without the screen: it keeps cookies as browsers do, and follows no redirect."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi.testclient import TestClient

from tests.conftest import NOW
from tests.oidc.issuer import CLIENT, Issuer

SESSION, WAITING = "__Host-nasta", "__Host-nasta-login"


@dataclass
class Browser:
    client: TestClient
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Any:
        return self._sent("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Any:
        return self._sent("POST", path, form, headers)

    def begin(self, to: str = "", issuer: int = 1) -> dict[str, str]:
        """A log-in begun: what the issuer is asked."""
        answer = self.get(f"/login/start?{urlencode({'issuer': issuer, 'to': to})}")
        assert answer.status_code == 303, answer.text
        asked = parse_qs(urlsplit(answer.headers["location"]).query, strict_parsing=True)
        return {name: value for name, (value,) in asked.items()}

    def back(self, **said: str | None) -> Any:
        """From the issuer."""
        return self.get(f"/login/return?{urlencode({k: v for k, v in said.items() if v is not None})}")

    def log_in(self, issuer: Issuer, to: str = "", **claims: Any) -> Any:
        """The whole way, and what the last page answers. The ID token says what it should, but for `claims`."""
        asked = self.begin(to)
        issuer.codes["code"] = id_token(issuer, asked, **claims)
        return self.back(code="code", state=asked["state"])

    def _sent(self, method: str, path: str, form: dict[str, str] | None, headers: dict[str, str]) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            named["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.client.request(method, path, data=form, headers=named, follow_redirects=False)
        for line in answer.headers.get_list("set-cookie"):
            self._keep(line)
        return answer

    def _keep(self, line: str) -> None:
        for name, cookie in SimpleCookie(line).items():
            assert name.startswith("__Host-")
            told = cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]
            assert told == (True, True, "lax", "/", "")
            if cookie["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.value


def id_token(issuer: Issuer, asked: dict[str, str], **claims: Any) -> str:
    """What a good issuer says of `lova` after this question, but for `claims`."""
    kid = claims.pop("kid", "first")
    return issuer.signed(NOW, **{"kid": kid, "aud": CLIENT, "nonce": asked["nonce"], **claims})
