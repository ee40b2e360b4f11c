"""The chain: each event's hash is over its canonical JSON, which holds the hash of the one before."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, inspect, select

from app import settings
from app.auditing.models import AuditEvent
from app.keyring import Secret

LOCK = 0x6E61737461  # the chain's, on PostgreSQL
FIRST = "0" * 64
COLUMNS: Any = inspect(AuditEvent).selectable.c
Event = Mapping[str, Any]


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why: gap, broken_link, changed, unknown_key, other_than_anchor, missing."""

    number: int
    why: str


def append(connection: Connection, values: dict[str, Any]) -> None:
    """One more, last in its transaction: until that ends nobody else appends, so numbers are in order of commit.

    On SQLite whoever writes is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    number, previous = newest(connection)
    secret = settings.keyring().first
    event = {**values, "number": number + 1, "previous": previous, "key_id": secret.id}
    connection.execute(insert(AuditEvent).values(**event, hash=hashed(event, secret)))


def hashed(event: Event, secret: Secret) -> str:
    """HMAC-SHA256 over the event without its hash: who can write in the database alone cannot make one."""
    key = hmac.new(secret.key, b"audit chain", hashlib.sha256).digest()
    said = {name: _word(value) for name, value in event.items() if name != "hash"}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def events(connection: Connection) -> Iterator[Event]:
    """All there are, in order, a thousand at a time."""
    wanted = select(*COLUMNS).order_by(COLUMNS.number)
    rows = connection.execute(wanted, execution_options={"yield_per": 1000})
    return (dict(row) for row in rows.mappings())


def breaks(found: Iterable[Event], anchors: Mapping[int, str]) -> Iterator[Break]:
    """Every place where it does not hold. The first event may be a later one than 1 if an anchor says so."""
    secrets = settings.keyring().by_id()
    number, previous = 0, FIRST
    for event in found:
        here = event["number"]
        if number == 0 and here > 1 and here - 1 in anchors:
            number, previous = here - 1, anchors[here - 1]
        yield from _faults(event, number, previous, secrets)
        if anchors.get(here, event["hash"]) != event["hash"]:
            yield Break(here, "other_than_anchor")
        number, previous = here, event["hash"]
    yield from (Break(each, "missing") for each in sorted(anchors) if each > number)


def _faults(event: Event, number: int, previous: str, secrets: Mapping[str, Secret]) -> Iterator[Break]:
    here = event["number"]
    if here != number + 1:
        yield Break(number + 1, "gap")
    elif event["previous"] != previous:
        yield Break(here, "broken_link")
    secret = secrets.get(event["key_id"])
    if secret is None:
        yield Break(here, "unknown_key")
    elif not hmac.compare_digest(hashed(event, secret), event["hash"]):
        yield Break(here, "changed")


def _word(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def newest(connection: Connection) -> tuple[int, str]:
    """The last event's number and hash: an anchor, to be kept elsewhere. (0, zeros) when there is none."""
    last = select(COLUMNS.number, COLUMNS.hash).order_by(COLUMNS.number.desc()).limit(1)
    found = connection.execute(last).first()
    return (found.number, found.hash) if found else (0, FIRST)
