"""What the child made of a note -> a proposal that fits: checked anew, as it comes from where files are read."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.bodies import FIRST_DAY, LAST_DAY
from app.imports.problems import FileTooHeavy, NoteNotUnderstood
from app.imports.proposed import LONGEST, MOST_CANDIDATES, Proposal
from app.names import key

# The longest that a text may be where it stands in the proposal; what is longer is cut.
LENGTHS = {
    "group": 200, "place": 300, "name": 200, "title": 300, "organization": 200, "number": 20, "agenda_number": 20,
    "notes": 100_000, "text": 400, "task": 300, "due_text": 300,
}  # fmt: skip
OF_ATTENDANCE, OF_DECISION = {**LENGTHS, "title": 200}, {**LENGTHS, "text": 10_000}
DAYS = ("held_on", "due_date")
LISTS = ("attendance", "agenda_items", "decisions", "action_points", "next_meetings")
NEEDED = {"agenda_items": "title", "decisions": "text", "action_points": "task"}


def proposal_of(said: Any) -> Proposal:
    """Raises FileTooHeavy for more than a proposal can hold, NoteNotUnderstood for what is none."""
    try:
        return Proposal.model_validate(_fitted(said))
    except ValidationError as error:
        if any(fault["type"] == "too_long" for fault in error.errors()):
            raise FileTooHeavy(limit="proposal") from error
        raise NoteNotUnderstood from error
    except (TypeError, AttributeError, KeyError) as error:
        raise NoteNotUnderstood from error


def fingerprint(text: str) -> str:
    """Of a note's words, without regard to line breaks, case and accents."""
    return hashlib.sha256(key(text).encode()).hexdigest()


def _fitted(said: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: [_part(row, _lengths(name)) for row in said[name]] for name in LISTS}
    needed = {name: [row for row in lists[name] if row[field]] for name, field in NEEDED.items()}
    unread = [str(line)[:400] for line in said["unread"]]
    return {**lists, **needed, "meeting": _part(said["meeting"], LENGTHS), "unread": unread}


def _lengths(name: str) -> Mapping[str, int]:
    return {"attendance": OF_ATTENDANCE, "decisions": OF_DECISION}.get(name, LENGTHS)


def _part(row: Mapping[str, Any], lengths: Mapping[str, int]) -> dict[str, Any]:
    return {name: _value(name, value, lengths) for name, value in row.items()}


def _value(name: str, value: Any, lengths: Mapping[str, int]) -> Any:
    if name == "source":
        return {**_part(value, LENGTHS), **{place: min(value[place], LONGEST) for place in ("start", "end")}}
    if name == "owners":
        return [_part(owner, LENGTHS) for owner in value]
    if name == "candidates":
        return value[:MOST_CANDIDATES]
    if name in DAYS:
        return value if value and str(FIRST_DAY) <= value <= str(LAST_DAY) else None
    if name in lengths and isinstance(value, str):
        return _cut(value, lengths[name]) or (None if name != "notes" else "")
    return value


def _cut(text: str, most: int) -> str:
    plain = text.replace("\f", "\n").strip()
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
