"""Units and principals: "members of an organization" includes its units (domain 1). Asked, never stored."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.organizations.models import Organization
from app.tables import Id


def principals_of(organization: UUID | None) -> Select[Any]:
    """The ids of an organization and of all that it is a unit of."""
    above = select(literal(organization, type_=Id()).label("id")).cte("principals", recursive=True)
    unit = aliased(Organization)
    step = (
        select(col(unit.parent_id))
        .join(above, col(unit.id) == above.c.id)
        .where(col(unit.parent_id).is_not(None))
    )
    return select(above.union(step).c.id)


def units_of(organization: UUID | ColumnElement[Any] | None, outer: tuple[Any, ...] = ()) -> Select[Any]:
    """The ids of an organization and of all its units. A column of `outer` may be given: asked per row."""
    start = literal(organization, type_=Id()) if isinstance(organization, UUID | None) else organization
    below = select(start.label("id")).correlate(*outer).cte("units", recursive=True, nesting=True)
    unit = aliased(Organization)
    return select(below.union(select(col(unit.id)).join(below, col(unit.parent_id) == below.c.id)).c.id)
