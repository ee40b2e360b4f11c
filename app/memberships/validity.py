"""Was this a member on that day? The one answer. The last day counts; no limit where a day is missing."""

from typing import Any

from sqlalchemy import ColumnElement, and_, cast, or_
from sqlalchemy.types import Text
from sqlmodel import col

from app.memberships.models import Role


def valid_on(membership: Any, day: Any) -> ColumnElement[bool]:
    """True for a membership that holds on a day."""
    begins, ends = col(membership.valid_from), col(membership.valid_to)
    return and_(or_(begins.is_(None), begins <= day), or_(ends.is_(None), ends >= day))


def not_ended(membership: Any, day: Any) -> ColumnElement[bool]:
    """True for a membership that holds on a day or later."""
    ends = col(membership.valid_to)
    return or_(ends.is_(None), ends >= day)


def has_role(membership: Any, role: Any) -> ColumnElement[bool]:
    """True for a membership with this role (a Role or a column of role names)."""
    named = f'"{role.value}"' if isinstance(role, Role) else '"' + role + '"'
    return cast(col(membership.roles), Text).contains(named)
