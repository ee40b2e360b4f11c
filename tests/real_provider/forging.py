"""A token of the provider's, made into another by somebody who has none of its private keys."""

import base64
import hmac
import json

from tests.asking import Thing


def part(token: str, number: int) -> Thing:
    """0: the header, 1: the claims."""
    return dict(json.loads(base64.urlsafe_b64decode(token.split(".")[number] + "==")))


def unsigned(token: str) -> str:
    return f"{_written({**part(token, 0), 'alg': 'none'}, part(token, 1))}."


def hashed(token: str, known: bytes) -> str:
    """The algorithm switched to HS256 (RFC 8725 2.1), with something that is no secret of the provider's."""
    said = _written({**part(token, 0), "alg": "HS256"}, part(token, 1))
    return f"{said}.{_text(hmac.digest(known, said.encode(), 'sha256'))}"


def with_kid(token: str, kid: str) -> str:
    rest = token.partition(".")[2]
    return f"{_written({**part(token, 0), 'kid': kid})}.{rest}"


def about(token: str, subject: str) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{_written({**part(token, 1), 'sub': subject})}.{signature}"


def _written(*parts: Thing) -> str:
    return ".".join(_text(json.dumps(one).encode()) for one in parts)


def _text(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).decode().rstrip("=")
