"""A log-in while the person is at the issuer: sealed in a cookie of the browser that began it, and nowhere else."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from app import base64url, sealing, settings
from app.oidc.authorization import Begun

PURPOSE = "log-in"
LONGEST = timedelta(minutes=15)
HOME = "/my-page"
# Our own pages for those who are logged in, and nothing else: no host, no scheme, no other path.
OURS = re.compile(r"/(my-page|meetings/[0-9a-f-]{36}/follow-up)", re.ASCII)


@dataclass(frozen=True)
class Waiting:
    """`to`: the page of ours that the person wanted to see."""

    begun: Begun
    to: str
    until: datetime


def ours(to: str) -> str:
    """The page to go to after the log-in: the one asked for if it is ours, else the first."""
    return to if OURS.fullmatch(to) else HOME


def written(begun: Begun, to: str, now: datetime) -> str:
    """As the cookie has it."""
    said = {**asdict(begun), "to": ours(to), "until": (now + LONGEST).isoformat()}
    sealed = sealing.sealed(json.dumps(said).encode(), settings.keyring(), PURPOSE)
    return base64url.written(sealed)


def read(cookie: str, now: datetime) -> Waiting | None:
    """The log-in that this browser has begun; None for none, or one that was left for too long."""
    opened = sealing.opened(_bytes(cookie), settings.keyring(), PURPOSE)
    if opened is None:
        return None
    said = json.loads(opened)
    to, until = said.pop("to"), datetime.fromisoformat(said.pop("until"))
    return Waiting(Begun(**said), to, until) if now < until else None


def _bytes(cookie: str) -> bytes:
    try:
        return base64url.read(cookie)
    except ValueError:
        return b""
