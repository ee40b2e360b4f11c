"""A small OpenID provider in this process, on loopback: it signs whatever a test wants it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from joserfc import jwt
from joserfc.jwk import ECKey

from tests.conftest import NOW

CLIENT, AUDIENCE, FRONT_END = "nasta-pages", "https://nasta.example.org/api", "front-end"
SECRET = "a secret that both know"


@cache
def key(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})


class Issuer:
    """`published` are its keys, `asked` counts the questions for them, `codes` what each code is exchanged for."""

    def __init__(self, origin: str) -> None:
        self.issuer = origin
        self.published = [key("first")]
        self.asked = 0
        self.codes: dict[str, str] = {}
        self.exchanged: list[dict[str, str]] = []
        self.metadata: dict[str, Any] = {
            "issuer": origin,
            "authorization_endpoint": f"{origin}/authorize",
            "token_endpoint": f"{origin}/token",
            "jwks_uri": f"{origin}/keys",
            "end_session_endpoint": f"{origin}/end",
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }

    def get(self, path: str) -> Any:
        if path == "/keys":
            self.asked += 1
            return {"keys": [one.as_dict(private=False) for one in self.published]}
        return self.metadata

    def post(self, form: dict[str, str]) -> tuple[int, Any]:
        """The token endpoint: each code once."""
        self.exchanged.append(form)
        token = self.codes.pop(form["code"], None)
        if token is None:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": token}

    def let_in(self, asked: dict[str, str]) -> str:
        """Where a browser that asks goes next: `lova` is logged in without a question."""
        code = f"code-{len(self.exchanged)}"
        self.codes[code] = self.signed(NOW, aud=CLIENT, nonce=asked["nonce"])
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def signed(self, now: datetime, *, kid: str = "first", **claims: Any) -> str:
        """A token of its own; claims that are None are left out."""
        said = {"iss": self.issuer, "sub": "lova", "iat": at(now), "exp": at(now) + 300, **claims}
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": kid}, kept, key(kid))

    def access_token(self, now: datetime, **claims: Any) -> str:
        """One that the front end has got for us."""
        return self.signed(now, **{"aud": AUDIENCE, "azp": FRONT_END, **claims})

    def file(self, folder: Path, **more: Any) -> Path:
        """NASTA_OIDC_FILE with this issuer alone."""
        told: dict[str, Any] = {
            "issuer": self.issuer,
            "title": "Kommunkontot",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "audience": AUDIENCE,
            "front_ends": [FRONT_END],
            "algorithms": ["ES256"],
            **more,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        written = folder / "oidc.toml"
        written.write_text("\n".join(["[[issuers]]", *lines]), encoding="utf-8")
        return written


def at(now: datetime) -> int:
    return int(now.timestamp())


@contextmanager
def running() -> Iterator[Issuer]:
    """The issuer, answering; gone afterwards."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    server.issuer = issuer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield issuer
    server.shutdown()
    thread.join()
    server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/authorize?"):
            self._redirect(self._issuer.let_in(dict(parse_qsl(self.path.partition("?")[2]))))
            return
        self._answer(200, self._issuer.get(self.path))

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        self._answer(*self._issuer.post({**form, "authorization": self.headers.get("Authorization", "")}))

    @property
    def _issuer(self) -> Issuer:
        return self.server.issuer  # type: ignore[attr-defined, no-any-return]

    def _redirect(self, there: str) -> None:
        self.send_response(303)
        self.send_header("Location", there)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, said: Any) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""
