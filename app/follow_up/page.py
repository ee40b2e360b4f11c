"""The follow-up as a page, in words: what a link shows, and whoever is logged in and sees the group."""

import json
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app import texts
from app.access.caller import Caller
from app.follow_up import in_words, service
from app.follow_up.in_words import About, Page
from app.groups.models import Group
from app.meetings.models import Meeting
from app.reminders.words import Words


def shown(session: Session, meeting: Meeting, reader: Caller, language: str | None, now: datetime) -> Page:
    """The follow-up as it is now. In the group's language, unless the reader asks for another that there is."""
    group = session.get_one(Group, meeting.group_id)
    chosen = texts.spoken(language, group.language)
    found = service.of_meeting(session, replace(reader, language=chosen), meeting, now)
    return in_words.page(json.loads(found.body), _about(group, meeting, chosen, now), chosen)


def _about(group: Group, meeting: Meeting, language: str, now: datetime) -> About:
    words = Words(language, meeting.held_on)
    return About(
        group=group.name,
        held_on=meeting.held_on,
        hours=words.hours(meeting.held_on, meeting.start_time, meeting.end_time),
        place=meeting.place,
        status=meeting.status,
        time_zone=group.time_zone,
        read_at=now,
    )
