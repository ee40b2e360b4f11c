"""Who may say who somebody is: the OpenID providers that the operator has listed in NASTA_OIDC_FILE."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    model_validator,
)

from app import settings
from app.fitness import SHORTEST_SECRET, UnfitSettings, is_loopback

# RFC 8725 3.1-3.2: what is signed with a key that only the issuer has. No HS256, no none.
Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"
]


DISCOVERY = "/.well-known/openid-configuration"


def _secure(url: str) -> str:
    """https without query and fragment (OpenID Connect Discovery 1.0 section 3); http on this machine alone."""
    said = urlsplit(url)
    if said.scheme != "https" and not (said.scheme == "http" and is_loopback(said.hostname)):
        raise ValueError("must be https")
    if not said.hostname or said.username or said.query or said.fragment:
        raise ValueError("must be an address without user, query and fragment")
    return url


class Issuer(BaseModel):
    """One OpenID provider. docs/login.md says what each field is for, and what the usual ones need."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)
    issuer: Annotated[str, AfterValidator(_secure)]
    title: str = Field(max_length=100)
    client_id: str
    client_secret: str | None = Field(default=None, min_length=SHORTEST_SECRET, repr=False)
    audience: str | None = None
    access_token_issuer: str | None = None
    front_ends: frozenset[str] = frozenset()
    algorithms: tuple[Algorithm, ...] = Field(default=("RS256",), min_length=1)
    acr_values: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    subject_claim: str = "sub"
    name_claim: str = "name"
    email_claim: str = "email"
    email_verified_claim: str = "email_verified"
    acr_claim: str = "acr"
    client_claim: str = "azp"
    addresses_trusted: StrictBool = False
    hosts: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _possible(self) -> "Issuer":
        if "openid" not in self.scopes:
            raise ValueError("scopes must have openid")
        if bool(self.front_ends) != bool(self.audience):
            raise ValueError("front_ends and audience are said together")
        if self.audience == self.client_id:
            raise ValueError("audience must differ from client_id: an ID token is no access token")
        return self

    @property
    def in_access_tokens(self) -> str:
        """What it calls itself in access tokens (MS-OIDCE 2.2.3.2: ADFS has another name there)."""
        return self.access_token_issuer or self.issuer

    @property
    def trusted(self) -> frozenset[str]:
        """The hosts that we may connect to even inside: its own, and those that the operator has named."""
        return self.hosts | {str(urlsplit(self.issuer).hostname)}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    issuers: tuple[Issuer, ...] = Field(min_length=1, max_length=20)


@cache
def listed() -> tuple[Issuer, ...]:
    """The issuers in the order of the file; none without one. Raises UnfitSettings."""
    file = settings.get().oidc_file
    return read(file) if file else ()


def read(file: Path) -> tuple[Issuer, ...]:
    """The issuers of a file. Raises UnfitSettings for one that is weak, impossible or there twice."""
    try:
        issuers = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).issuers
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = "/".join(str(step) for step in first["loc"])
        raise UnfitSettings(f"NASTA_OIDC_FILE: {where}: {first['msg']}") from None
    except (OSError, ValueError) as error:
        raise UnfitSettings(f"NASTA_OIDC_FILE: {error}") from error
    for names in ({one.issuer for one in issuers}, {one.in_access_tokens for one in issuers}):
        if len(names) != len(issuers):
            raise UnfitSettings("NASTA_OIDC_FILE: an issuer is there twice.")
    return issuers


def named(issuer: str) -> Issuer | None:
    """The listed issuer of this name, character for character; None for any other."""
    return next((one for one in listed() if one.issuer == issuer), None)


def of_access_tokens(issuer: str) -> Issuer | None:
    """The listed issuer that calls itself this in access tokens."""
    return next((one for one in listed() if one.in_access_tokens == issuer), None)
