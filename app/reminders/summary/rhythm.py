"""When each question is asked of the secretary: what is new, and what it is time to ask again. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.worklist.items import Item

Asked = Mapping[str, date]  # the key of each matter that still stands -> the day it was last asked


@dataclass(frozen=True)
class Matter:
    """Something to ask or tell, once; and again from `renewed_on` on, or after each `every`."""

    item: Item
    renewed_on: date | None = None
    every: timedelta | None = None


def is_due(matter: Matter, asked: Asked, today: date) -> bool:
    """Whether it is new, or its time has come again."""
    last = asked.get(matter.item.key)
    if last is None:
        return True
    renewed = matter.renewed_on is not None and last < matter.renewed_on <= today
    return renewed or (matter.every is not None and last + matter.every <= today)


def due(matters: Iterable[Matter], asked: Asked, today: date) -> list[Item]:
    return [matter.item for matter in matters if is_due(matter, asked, today)]


def remembered(matters: Iterable[Matter], asked: Asked, today: date) -> dict[str, date]:
    """What has been asked, and when, after today's mail: of what stands. What comes back later is new."""
    return {
        matter.item.key: today if is_due(matter, asked, today) else asked[matter.item.key]
        for matter in matters
    }
