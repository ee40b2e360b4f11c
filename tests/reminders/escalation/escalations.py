"""The chair's letters to write. `python -m tests.reminders.escalation.escalations` writes the letters down anew."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.action_points.labels import Called
from app.groups.models import Group
from app.meetings.models import Meeting, MeetingStatus
from app.memberships.models import Role
from app.reminders.escalation.words import Escalation, Reported, in_words
from app.reminders.letter import Rendered, from_templates
from app.worklist.items import Item, PointOf, Question
from tests.reminders.digests import HOSTILE, LINKS, written

LETTERS = Path(__file__).parent / "letters"
STAMPS: dict[str, Any] = dict.fromkeys(
    ("created_at", "modified_at", "reminders_since", "day_set_at", "begins_at"),
    datetime(2026, 1, 1, tzinfo=UTC),
)


def group(name: str = "Beredningsgruppen för barn och unga", **fields: Any) -> Group:
    return Group(**{**STAMPS, "id": UUID(int=1), "name": name, "short_name": "BGB", **fields})


def meeting() -> Meeting:
    return Meeting(
        **STAMPS, id=UUID(int=2), group_id=UUID(int=1), held_on=date(2026, 4, 17), status=MeetingStatus.held
    )


def item(number: int, task: str, carried: int, *owners: str) -> Item:
    point = PointOf(UUID(int=100 + number), number, task, carried)
    return Item(Question.carried, UUID(int=1), "carried", point=point, owners=tuple(map(Called, owners)))


def escalation(*items: Item, **changes: Any) -> Escalation:
    told: dict[str, Any] = {
        "group": group(),
        "meeting": meeting(),
        "name": "Majken Glimsjö",
        "role": Role.chair,
        "language": "sv",
        "today": date(2026, 4, 20),
        "items": items,
        "reported": {},
        "parent": None,
        "reply_to_name": "Östen Kvarnbäck",
        "stop": LINKS.stop,
    }
    return Escalation(**told | changes)


MANY = (
    item(3, "Ring skolan", 2, "Östen Kvarnbäck"),
    item(7, "Samla in svaren från alla kommuner och sammanställ dem", 3, "Hillevi Tranmark", "samordnare"),
    item(9, "Hitta en föreläsare", 5),
    item(12, "Skriv rapporten", 2, "Närvårdskontoret"),
)  # fmt: skip
REPORTED = {
    UUID(int=103): Reported("Styrgruppen", to_parent=True),
    UUID(int=112): Reported(None, to_parent=False),
}

ESCALATIONS = {
    "one_point": escalation(MANY[0]),
    "many": escalation(*MANY, parent="Styrgruppen", reported=REPORTED),
    "many_in_english": escalation(
        *MANY,
        parent="Styrgruppen",
        reported=REPORTED,
        language="en",
        role=Role.vice_chair,
        group=group(escalate_after=1),
    ),
    "all_reported": escalation(
        MANY[0],
        parent="Styrgruppen",
        reported={UUID(int=103): REPORTED[UUID(int=103)]},
        reply_to_name=None,
        stop=None,
    ),
    "hostile": escalation(
        item(1, HOSTILE, 2, HOSTILE, HOSTILE),
        group=group(HOSTILE, short_name=HOSTILE),
        name=HOSTILE,
        parent=HOSTILE,
        reply_to_name=HOSTILE,
        reported={UUID(int=101): Reported(HOSTILE, to_parent=False)},
    ),
}


def rendered(name: str) -> Rendered:
    return from_templates("escalation", brief=in_words(ESCALATIONS[name]))


if __name__ == "__main__":
    for name in ESCALATIONS:
        LETTERS.joinpath(f"{name}.txt").write_text(written(rendered(name)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(rendered(name).html, encoding="utf-8", newline="\n")
