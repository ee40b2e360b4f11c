"""Lists: page and limit, sorting by named fields, Link and totals (api-conventions 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

from fastapi import Depends, Query

from app.errors import InvalidRequest
from app.tables import Outgoing

T = TypeVar("T")


class PageOf(Outgoing, Generic[T]):
    """One page of a list."""

    items: list[T]
    page: int
    limit: int
    count: int
    total_records: int
    total_pages: int


class Removed(Outgoing):
    """What is left of a thing that was removed: in lists that are asked with `modified_since`."""

    id: UUID
    deleted: Literal[True]
    modified_at: datetime


@dataclass(frozen=True)
class Page:
    page: int
    limit: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.limit


@dataclass(frozen=True)
class Listed:
    """What a page holds: how many there are in all, and the items as JSON."""

    total: int
    items: list[str]


def _page(
    page: Annotated[int, Query(ge=1, le=1_000_000, description="Page, from 1.")] = 1,
    limit: Annotated[int, Query(ge=1, le=100, description="Items on a page.")] = 20,
) -> Page:
    return Page(page, limit)


PageDep = Annotated[Page, Depends(_page)]


def sorting(
    sort: str | None, allowed: Sequence[str], default: Sequence[str], since: datetime | None = None
) -> list[tuple[str, bool]]:
    """`-due_on,number` as [(name, descending)]; when None the default, or nothing but when it was modified `since`.

    Raises InvalidRequest for another name.
    """
    if sort is None and since:
        return []
    if sort is None:
        return [(name, False) for name in default]
    named = [(part.removeprefix("-"), part.startswith("-")) for part in sort.split(",")]
    if any(name not in allowed for name, _ in named) or len({name for name, _ in named}) != len(named):
        raise InvalidRequest(
            errors=[{"parameter": "sort", "code": "unknown_sort", "allowed": ", ".join(allowed)}]
        )
    return named
