"""What an issuer says of itself: its addresses (OpenID Connect Discovery 1.0) and its keys (RFC 7517), kept a while."""

import json
import logging
import threading
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, RSAKey
from pydantic import BaseModel, ConfigDict, ValidationError

from app import clock, outward
from app.oidc.issuers import DISCOVERY, Issuer
from app.outward import NotReached

log = logging.getLogger(__name__)

GOOD_FOR = 3600  # seconds; an issuer's key that is taken away is refused after that
AT_MOST_EVERY = 60  # seconds between two questions, whatever tokens name
SHORTEST_RSA = 2048  # bits


class Metadata(BaseModel):
    model_config = ConfigDict(extra="ignore")
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False


class Provider:
    """One issuer as it answers. What it has said is used on while it does not answer."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer
        self._lock = threading.Lock()
        self._asked: float | None = None
        self._said: tuple[Metadata, tuple[Key, ...]] | None = None

    def metadata(self) -> Metadata:
        """Its addresses. Raises NotReached."""
        return self._fresh(GOOD_FOR)[0]

    def key(self, kid: str) -> Key | None:
        """Its key of this name; asked for again, though not often, when it is not known. Raises NotReached."""
        for age in (GOOD_FOR, AT_MOST_EVERY):
            for key in self._fresh(age)[1]:
                if key.kid == kid:
                    return key
        return None

    def _fresh(self, age: int) -> tuple[Metadata, tuple[Key, ...]]:
        """What it has said, at most so many seconds ago."""
        with self._lock:
            now = clock.elapsed()
            if self._asked is None or now - self._asked >= (age if self._said else AT_MOST_EVERY):
                self._asked = now
                self._ask()
            if self._said is None:
                raise NotReached(f"{self.issuer.issuer} has not answered")
            return self._said

    def _ask(self) -> None:
        try:
            metadata = self._metadata()
            self._said = metadata, keys_in(self._json(metadata.jwks_uri))
        except (NotReached, ValidationError) as error:
            log.warning("issuer %s did not say its keys: %s", self.issuer.issuer, error)

    def _metadata(self) -> Metadata:
        where = self.issuer.issuer.rstrip("/") + DISCOVERY
        metadata = Metadata.model_validate(self._json(where))
        if metadata.issuer != self.issuer.issuer:
            raise NotReached(f"it calls itself {metadata.issuer}")
        for url in (metadata.authorization_endpoint, metadata.end_session_endpoint or where):
            if urlsplit(url).scheme != urlsplit(where).scheme:
                raise NotReached("an address that is not https")
        return metadata

    def _json(self, url: str) -> Any:
        answer = outward.get(url, self.issuer.trusted)
        if answer.status != 200:
            raise NotReached(f"{urlsplit(url).hostname} answered {answer.status}")
        try:
            return json.loads(answer.body)
        except ValueError as error:
            raise NotReached(f"{urlsplit(url).hostname} answered no JSON") from error


def keys_in(said: Any) -> tuple[Key, ...]:
    """The keys of a JWK set that may check signatures: public ones, with a name, none too short."""
    keys = said.get("keys") if isinstance(said, dict) else None
    return tuple(key for one in keys or () if isinstance(one, dict) if (key := _usable(one)))


def _usable(said: dict[str, Any]) -> Key | None:
    if said.get("kty") not in {"RSA", "EC", "OKP"} or said.get("use", "sig") != "sig" or "d" in said:
        return None
    if not isinstance(said.get("kid"), str):
        return None
    try:
        key = next(iter(KeySet.import_key_set({"keys": [said]})))
        return None if _is_short(key) else key
    except (JoseError, ValueError, TypeError):
        return None


def _is_short(key: Key) -> bool:
    return isinstance(key, RSAKey) and key.public_key.key_size < SHORTEST_RSA


@cache
def of(issuer: Issuer) -> Provider:
    """The one of this process."""
    return Provider(issuer)
