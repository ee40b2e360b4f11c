"""Whether a token is what it says: signed by a listed issuer, for us, now (RFC 7519, 8725; OpenID Core 3.1.3.7)."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from app import base64url
from app.oidc import issuers, provider
from app.oidc.issuers import Issuer
from app.outward import NotReached

log = logging.getLogger(__name__)

LEEWAY = 60  # seconds that the issuer's clock may differ
LONGEST = 16_000  # characters
Claims = dict[str, Any]


class BadToken(Exception):
    """It proves nothing. The message says why, for the log: no one else is told."""


class Expired(BadToken):
    """It was good once, as nobody can guess."""


@dataclass(frozen=True)
class Proven:
    """Who somebody is to an issuer. `address` only if the issuer has verified it and the operator trusts it to."""

    issuer: str
    subject: str
    name: str | None
    address: str | None


def is_token(said: str) -> bool:
    """True for what has the form of a signed token, which no API key has."""
    return said.count(".") == 2


def of_front_end(token: str, now: datetime) -> Proven:
    """Whom an access token that a listed front end got for us is about. Raises BadToken."""
    issuer = issuers.of_access_tokens(_said_issuer(token))
    if issuer is None or issuer.audience is None:
        raise BadToken("no listed issuer with an audience")
    claims = checked(issuer, token, now, issuer.audience, issuer.in_access_tokens)
    if claims.get(issuer.client_claim) not in issuer.front_ends:
        raise BadToken(f"{issuer.client_claim}: no listed front end")
    return proven(issuer, claims)


def proven(issuer: Issuer, claims: Claims) -> Proven:
    """What the claims say, in the words that the operator has told. Raises BadToken without a subject."""
    subject, address = claims.get(issuer.subject_claim), claims.get(issuer.email_claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise BadToken(issuer.subject_claim)
    verified = issuer.addresses_trusted and claims.get(issuer.email_verified_claim) is True
    name = claims.get(issuer.name_claim)
    return Proven(
        issuer.issuer,
        subject,
        name if isinstance(name, str) else None,
        address if verified and isinstance(address, str) else None,
    )


def checked(issuer: Issuer, token: str, now: datetime, audience: str, name: str) -> Claims:
    """The claims of a token that this issuer has signed, by this name, for the audience, and that is good now."""
    try:
        key = provider.of(issuer).key(_kid(token))
        if key is None:
            raise BadToken("kid: no such key")
        claims = jwt.decode(token, key, list(issuer.algorithms)).claims
        _registry(issuer, now, audience, name).validate(claims)
    except NotReached as error:
        raise BadToken(str(error)) from error
    except ExpiredTokenError as error:
        raise Expired(str(error)) from error
    except (JoseError, ValueError, TypeError) as error:
        raise BadToken(f"{type(error).__name__}: {error}") from error
    return claims


def _registry(issuer: Issuer, now: datetime, audience: str, name: str) -> JWTClaimsRegistry:
    needed: dict[str, Any] = {
        "iss": {"essential": True, "value": name},
        "aud": {"essential": True, "value": audience},
        **{name: {"essential": True} for name in ("exp", "iat", issuer.subject_claim)},
    }
    if issuer.acr_values:
        needed[issuer.acr_claim] = {"essential": True, "values": list(issuer.acr_values)}
    return JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY, **needed)


def algorithm(token: str) -> str:
    """What a token that has been checked is signed with."""
    return str(_part(token, 0)["alg"])


def _kid(token: str) -> str:
    kid = _part(token, 0).get("kid")
    if not isinstance(kid, str):
        raise BadToken("kid: none said")
    return kid


def _said_issuer(token: str) -> str:
    """Not believed: it only says whose keys to look among."""
    return str(_part(token, 1).get("iss"))


def _part(token: str, number: int) -> Claims:
    if len(token) > LONGEST or not is_token(token):
        raise BadToken("form")
    part = token.split(".")[number]
    try:
        said = json.loads(base64url.read(part))
    except (ValueError, RecursionError) as error:
        raise BadToken("form") from error
    if not isinstance(said, dict):
        raise BadToken("form")
    return said
