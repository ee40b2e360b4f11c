"""Whether an ID token is the answer to the log-in that we began (OpenID Connect Core 1.0, 3.1.3.7 and 3.1.3.8)."""

import hashlib
import hmac
from datetime import datetime

from app import base64url
from app.oidc import tokens
from app.oidc.issuers import Issuer
from app.oidc.tokens import BadToken, Proven

HASHES = {"256": "sha256", "384": "sha384", "512": "sha512"}


def proven(issuer: Issuer, token: str, nonce: str, access_token: str | None, now: datetime) -> Proven:
    """Who has logged in. It is for us and for nobody else besides. Raises BadToken."""
    claims = tokens.checked(issuer, token, now, issuer.client_id, issuer.issuer)
    right = {
        "aud": claims["aud"] in (issuer.client_id, [issuer.client_id]),
        "azp": claims.get("azp", issuer.client_id) == issuer.client_id,
        "nonce": hmac.compare_digest(str(claims.get("nonce")).encode("utf-8", "replace"), nonce.encode()),
        "at_hash": "at_hash" not in claims
        or claims["at_hash"] == _half(tokens.algorithm(token), access_token),
    }
    if wrong := [name for name, is_right in right.items() if not is_right]:
        raise BadToken(", ".join(wrong))
    return tokens.proven(issuer, claims)


def _half(algorithm: str, access_token: str | None) -> str | None:
    """The left half of the access token's digest, with the hash of the ID token's algorithm."""
    if access_token is None:
        return None
    digest = hashlib.new(HASHES.get(algorithm[-3:], "sha512"), access_token.encode()).digest()
    return base64url.written(digest[: len(digest) // 2])
