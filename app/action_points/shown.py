"""What a reader of a point is shown of other groups: their people and meetings only as far as it sees them (domain 6).

Every shape, list and filter asks here.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_

from app.groups.nearness import near, seen
from app.reading import ME


def person(via_group_id: Any, person_id: Any) -> ColumnElement[bool]:
    """True for oneself, and for who answers through a group whose inside the reader sees. No group: the point's own."""
    return or_(via_group_id.is_(None), seen(via_group_id), person_id == ME)


def meeting(group_id: Any) -> ColumnElement[bool]:
    """True for a meeting of a group that the reader sees, or knows as near one that it leads."""
    return or_(seen(group_id), near(group_id))
