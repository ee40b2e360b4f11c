"""Test data by name, straight into the database: what the test is about is said, the rest is filled in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from app import names
from app.groups.models import Group
from app.memberships.models import Membership, Role
from app.organizations.models import Organization
from app.persons.models import Person
from app.tables import Noun

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def _keys(name: str) -> dict[str, str]:
    return {"name": name, "name_key": names.key(name), "name_order": names.order(name)}


def _kept(session: Session, row: N) -> N:
    session.add(row)
    session.flush()
    return row
