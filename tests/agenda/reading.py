"""Agendas in tests: what a reader sees, as (number, title)."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.access.caller import Caller
from app.agenda import service
from app.meetings.models import Meeting
from tests import make
from tests.conftest import NOW


def agenda(
    session: Session, meeting: Meeting, caller: Caller | None = None, now: datetime = NOW
) -> list[dict[str, Any]]:
    """The items on a meeting's agenda, in order."""
    session.flush()
    return [
        json.loads(item)
        for item in service.of_meeting(session, caller or make.administrator(), meeting.id, now)
    ]


def numbered(session: Session, meeting: Meeting) -> list[tuple[str | None, str]]:
    """Number and title of what stands on a meeting's agenda."""
    return [(item["number"], item["title"]) for item in agenda(session, meeting)]
