"""A log-in at an issuer: the authorization code with PKCE (RFC 6749, 7636, 9207, 9700; OpenID Connect Core 1.0)."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode

from app import base64url, outward
from app.oidc import id_tokens, provider
from app.oidc.issuers import Issuer
from app.oidc.provider import Metadata
from app.oidc.tokens import BadToken, Proven
from app.outward import NotReached


class NotLetIn(Exception):
    """The issuer's answer proves nothing. `why` is a word of ours for the audit: what, of what was looked at."""

    def __init__(self, why: str, said: object = "") -> None:
        super().__init__(f"{why}: {said}" if said else why)
        self.why = why


@dataclass(frozen=True)
class Begun:
    """What only we and the browser know of a log-in until the issuer has answered."""

    issuer: str
    state: str
    nonce: str
    verifier: str


def begin(issuer: Issuer, redirect_uri: str) -> tuple[Begun, str]:
    """A new log-in, and the address at the issuer that the browser goes to. Raises NotReached."""
    begun = Begun(issuer.issuer, *(secrets.token_urlsafe(32) for _ in range(3)))
    endpoint = provider.of(issuer).metadata().authorization_endpoint
    asked = {
        "response_type": "code",
        "client_id": issuer.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(issuer.scopes),
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": _challenge(begun.verifier),
        "code_challenge_method": "S256",
        **({"acr_values": " ".join(issuer.acr_values)} if issuer.acr_values else {}),
    }
    return begun, _asking(endpoint, asked)


def finish(issuer: Issuer, begun: Begun, said: Mapping[str, str], redirect_uri: str, now: datetime) -> Proven:
    """Who has logged in, by what the browser brings back. Raises NotLetIn, NotReached."""
    metadata = provider.of(issuer).metadata()
    _check(issuer, metadata, begun, said)
    answer = _exchanged(issuer, metadata, begun, said["code"], redirect_uri)
    token, access_token = answer.get("id_token"), answer.get("access_token")
    if not isinstance(token, str):
        raise NotLetIn("id_token", "none")
    try:
        heard = access_token if isinstance(access_token, str) else None
        return id_tokens.proven(issuer, token, begun.nonce, heard, now)
    except BadToken as error:
        raise NotLetIn("id_token", error) from error


def end_address(issuer: Issuer, back_to: str) -> str | None:
    """Where one logs out of the issuer itself; None if it has no such place, or does not answer."""
    try:
        endpoint = provider.of(issuer).metadata().end_session_endpoint
    except NotReached:
        return None
    asked = {"client_id": issuer.client_id, "post_logout_redirect_uri": back_to}
    return endpoint and _asking(endpoint, asked)


def _asking(endpoint: str, asked: Mapping[str, str]) -> str:
    """An endpoint may have a query of its own, which is kept (RFC 6749 3.1)."""
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"


def _check(issuer: Issuer, metadata: Metadata, begun: Begun, said: Mapping[str, str]) -> None:
    """It answers what this browser asked, and it is this issuer's answer (RFC 9207 2.4). Raises NotLetIn."""
    if not hmac.compare_digest(said.get("state", "").encode(), begun.state.encode()):
        raise NotLetIn("state")
    needed = metadata.authorization_response_iss_parameter_supported
    if said.get("iss", None if needed else issuer.issuer) != issuer.issuer:
        raise NotLetIn("iss")
    if "error" in said:
        raise NotLetIn("denied", ascii(said["error"][:100]))
    if "code" not in said:
        raise NotLetIn("code", "none")


def _exchanged(
    issuer: Issuer, metadata: Metadata, begun: Begun, code: str, redirect_uri: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": begun.verifier,
    }
    more, headers = _ourselves(issuer, metadata)
    answer = outward.post(metadata.token_endpoint, {**form, **more}, headers, issuer.trusted)
    if answer.status != 200:
        raise NotLetIn("code", f"{answer.status} {answer.body[:200]!a}")
    try:
        said = json.loads(answer.body)
    except ValueError as error:
        raise NotReached("the token endpoint answered no JSON") from error
    return said if isinstance(said, dict) else {}


def _ourselves(issuer: Issuer, metadata: Metadata) -> tuple[dict[str, str], dict[str, str]]:
    """How we prove who we are (RFC 6749 2.3.1): fields of the form, and headers."""
    secret = issuer.client_secret
    if secret is None:
        return {"client_id": issuer.client_id}, {}
    if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
        both = f"{quote_plus(issuer.client_id)}:{quote_plus(secret)}"
        return {}, {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
    return {"client_id": issuer.client_id, "client_secret": secret}, {}


def _challenge(verifier: str) -> str:
    return base64url.written(hashlib.sha256(verifier.encode()).digest())
