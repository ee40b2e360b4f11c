"""What a request says to prove who calls: an API key, or a token that one of our issuers has signed."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from app import brakes, clock
from app.errors import NotLoggedIn
from app.oidc import tokens
from app.oidc.tokens import BadToken, Proven

log = logging.getLogger(__name__)


def said(headers: Mapping[str, str]) -> str | None:
    """The key or token that was sent; None for none."""
    if key := headers.get("x-api-key"):
        return key
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def proven(headers: Mapping[str, str], now: datetime) -> Proven | None:
    """Whom a token proves; None if none was sent. It may ask the issuer for keys: not in a transaction.

    Raises NotLoggedIn.
    """
    token = said(headers)
    if token is None or not tokens.is_token(token):
        return None
    try:
        return tokens.of_front_end(token, now)
    except BadToken as error:
        log.info("token refused: %s", error)
        raise NotLoggedIn from error


@contextmanager
def guesses_counted(headers: Mapping[str, str], address: str | None) -> Iterator[None]:
    """What proves the caller stands within. Who guesses too often is told so instead. Raises TooManyGuesses."""
    try:
        yield
    except NotLoggedIn as refused:
        if _is_guess(headers, refused):
            brakes.guessed(address, clock.elapsed())
        raise


def _is_guess(headers: Mapping[str, str], refused: NotLoggedIn) -> bool:
    """Whether something was sent that opens nothing, and never did as far as can be seen."""
    return said(headers) is not None and not isinstance(refused.__cause__, tokens.Expired)
