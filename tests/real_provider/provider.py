"""An OpenID provider that others have made, in a process of its own: tests/npm/openid_provider.mjs."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2

from tests import tools
from tests.asking import Thing
from tests.conftest import NOW
from tests.oidc.issuer import AUDIENCE, FRONT_END, Issuer
from tests.real_provider import clients
from tests.real_provider.clients import FRONT, PAGES, SECRETS
from tests.real_provider.visitor import CHALLENGE, VERIFIER, Visitor
from tests.running import PATIENCE


@dataclass(frozen=True)
class Provider:
    """Its clock stands still at NOW; an account is called whatever somebody says when logging in."""

    issuer: str
    client: httpx2.Client

    @property
    def other_tenant(self) -> "Provider":
        """With the same keys and clients, and another name."""
        return replace(self, issuer=self.issuer.replace("127.0.0.1", "localhost"))

    def file(self, folder: Path, **more: Any) -> Path:
        """NASTA_OIDC_FILE with this provider alone; its access tokens are those of RFC 9068."""
        said = {"algorithms": ["RS256"], "client_claim": "client_id", **more}
        return Issuer(self.issuer).file(folder, **said)

    def visitor(self, account: str = "lova", **claims: str) -> Visitor:
        """Somebody with a browser, whose tokens will say these claims besides."""
        return Visitor(self.client, self.issuer, account, claims)

    def rotate(self) -> None:
        """It has another key, and the one before no more."""
        assert self.client.post(f"{self.issuer}/rotation").status_code == httpx2.codes.OK

    def code(self, client: str, **asked: str) -> str:
        """What a client gets when it sends `lova` here."""
        there = FRONT if client not in SECRETS else PAGES
        fixed = {"response_type": "code", "scope": "openid", "redirect_uri": there, "client_id": client}
        proof = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
        return self.visitor().sent("/auth", **fixed, **proof, **asked)["code"]

    def tokens(self, client: str, **asked: str) -> Thing:
        """What a client gets for a log-in of `lova` that it began itself."""
        there = FRONT if client not in SECRETS else PAGES
        form = {"grant_type": "authorization_code", "redirect_uri": there, "code_verifier": VERIFIER}
        form |= {"code": self.code(client, **asked), "client_id": client}
        form |= {"resource": asked["resource"]} if "resource" in asked else {}
        known = httpx2.BasicAuth(client, SECRETS[client]) if client in SECRETS else httpx2.Auth()
        answer = self.client.post(f"{self.issuer}/token", data=form, auth=known)
        assert answer.status_code == httpx2.codes.OK, answer.text
        return dict(answer.json())

    def id_token(self, client: str, nonce: str) -> str:
        return str(self.tokens(client, nonce=nonce)["id_token"])

    def access_token(self, client: str = FRONT_END, audience: str = AUDIENCE) -> str:
        """For an API, got by a front end."""
        return str(self.tokens(client, resource=audience)["access_token"])


@contextmanager
def running(log: Path) -> Iterator[Provider]:
    """The provider, answering; gone afterwards. What it complains of is in the log."""
    tools.package("oidc-provider/package.json")
    script = tools.PACKAGES.parent / "openid_provider.mjs"
    told = {"now": NOW.isoformat(), "audience": AUDIENCE, "clients": clients.registered()}
    command = [tools.program("node", "nodejs"), str(script), json.dumps(told)]
    with (
        log.open("w") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process,
        httpx2.Client(timeout=PATIENCE, trust_env=False) as client,
    ):
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port, log.read_text()
        yield Provider(f"http://127.0.0.1:{port}", client)
        process.terminate()
