"""Somebody's browser at the provider."""

import base64
import hashlib
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx2

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@dataclass
class Visitor:
    """Logs in there as `account`; turns back without one. Keeps cookies whatever day it is outside."""

    client: httpx2.Client
    issuer: str
    account: str
    claims: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)

    def sent(self, path: str, **query: str) -> dict[str, str]:
        """Sent to the provider by somebody: what the browser brings back to them."""
        answer = self.shown(f"{path}?{urlencode(query)}" if query else path)
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))

    def shown(self, path: str) -> Any:
        """The provider's last answer, after the log-in: a page, or the way to somewhere else."""
        there = urljoin(self.issuer, path)
        while there.startswith(self.issuer):
            answer = self._asked(there)
            there = urljoin(self.issuer, answer.headers.get("location", "none:"))
        return answer

    def _asked(self, there: str) -> Any:
        form = {"account": self.account, **self.claims} if "/interaction/" in there else None
        kept = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        answer = self.client.request("POST" if form else "GET", there, data=form, headers=kept)
        for line in answer.headers.get_list("set-cookie"):
            self.cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        return answer
