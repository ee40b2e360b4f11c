"""A draft as the JSON that domain 8 describes."""

from datetime import date, time
from typing import Any

from app.imports.draft import (
    Candidate,
    Draft,
    DraftAttendance,
    DraftDecision,
    DraftItem,
    DraftMeeting,
    DraftNextMeeting,
    DraftOwner,
    DraftPoint,
    Source,
)

Json = dict[str, Any]


def as_json(draft: Draft) -> Json:
    """The whole proposal; days as 2026-03-02, times as 14:00."""
    return {
        "meeting": _meeting(draft.meeting),
        "attendance": [_attendance(row) for row in draft.attendance],
        "agenda_items": [_item(item) for item in draft.agenda_items],
        "decisions": [_decision(decision) for decision in draft.decisions],
        "action_points": [_point(point) for point in draft.action_points],
        "next_meetings": [_next(following) for following in draft.next_meetings],
        "unread": list(draft.unread),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _time(clock: time | None) -> str | None:
    return clock.isoformat("minutes") if clock else None


def _source(source: Source) -> Json:
    return {"text": source.text, "start": source.start, "end": source.end}


def _candidate(candidate: Candidate) -> Json:
    return {
        "id": str(candidate.id),
        "name": candidate.name,
        "organization": candidate.organization,
        "likeness": candidate.likeness,
    }


def _meeting(meeting: DraftMeeting) -> Json:
    return {
        "group": meeting.group,
        "held_on": _day(meeting.held_on),
        "start_time": _time(meeting.start_time),
        "end_time": _time(meeting.end_time),
        "place": meeting.place,
    }


def _attendance(row: DraftAttendance) -> Json:
    return {
        "name": row.name,
        "title": row.title,
        "organization": row.organization,
        "roles": list(row.roles),
        "presence": row.presence,
        "person_id": str(row.person_id) if row.person_id else None,
        "candidates": [_candidate(candidate) for candidate in row.candidates],
    }


def _item(item: DraftItem) -> Json:
    return {"number": item.number, "title": item.title, "notes": item.notes}


def _decision(decision: DraftDecision) -> Json:
    return {
        "text": decision.text,
        "agenda_number": decision.agenda_number,
        "source": _source(decision.source),
    }


def _owner(owner: DraftOwner) -> Json:
    return {
        "kind": owner.kind,
        "name": owner.name,
        "person_id": str(owner.person_id) if owner.person_id else None,
        "candidates": [_candidate(candidate) for candidate in owner.candidates],
    }


def _point(point: DraftPoint) -> Json:
    return {
        "task": point.task,
        "agenda_number": point.agenda_number,
        "source": _source(point.source),
        "owners": [_owner(owner) for owner in point.owners],
        "due_kind": point.due_kind,
        "due_date": _day(point.due_date),
        "due_text": point.due_text,
        "confidence": point.confidence,
    }


def _next(following: DraftNextMeeting) -> Json:
    return {
        "held_on": _day(following.held_on),
        "start_time": _time(following.start_time),
        "end_time": _time(following.end_time),
        "status": following.status,
        "source": _source(following.source),
    }
