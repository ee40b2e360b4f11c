"""The meetings that an accepted proposal tells of: the one that the note is of, and those still to come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access.caller import Caller
from app.attendance.models import Presence
from app.errors import Problem
from app.groups.models import Group
from app.holding import service as holding
from app.imports.proposed import ProposedMeeting, ProposedNextMeeting
from app.meetings import service as meetings
from app.meetings.models import BOOKED, Meeting, MeetingCreate, MeetingStatus


class ImportIncomplete(Problem):
    """`lacking` names what has to be filled in first."""

    status = 409
    code = "import-incomplete"


class AcceptedMeetings:
    """Makes them in their group, for whoever accepts."""

    def __init__(self, session: Session, caller: Caller, group: Group, now: datetime) -> None:
        self.session, self.caller, self.group, self.now = session, caller, group, now
        self.today = clock.day_in(now, group.time_zone)

    def meeting(self, said: ProposedMeeting) -> Meeting:
        """The one there is, or a new one; held if its day has come."""
        if said.held_on is None:
            raise ImportIncomplete(lacking="meeting.held_on")
        held = said.held_on <= self.today
        if said.meeting_id:
            meeting = meetings.get(self.session, self.caller, said.meeting_id, lock=True)
            if meeting.status in BOOKED and held and meeting.held_on <= self.today:
                meetings.hold(self.session, self.caller, meeting.id, "*", self.now)
                self._hold(meeting)
            return meeting
        status = MeetingStatus.held if held else MeetingStatus.scheduled
        body = self._new_meeting(said, status, said.place)
        meeting = meetings.add(self.session, self.caller, body, self.now)
        if held:
            self._hold(meeting)
        return meeting

    def to_come(self, said: Sequence[ProposedNextMeeting]) -> tuple[list[UUID], list[str]]:
        """Those that are still to come, and the days left out; one that is booked already is that one."""
        made: list[UUID] = []
        left_out: list[str] = []
        for one in said:
            if one.meeting_id:
                made.append(one.meeting_id)
            elif one.held_on and one.held_on >= self.today:
                made.append(self._booked(one).id)
            else:
                left_out.append(str(one.held_on or one.source.text))
        return made, left_out

    def _hold(self, meeting: Meeting) -> None:
        holding.hold(self.session, self.caller, meeting, Presence.unknown, self.now)

    def _booked(self, said: ProposedNextMeeting) -> Meeting:
        body = self._new_meeting(said, MeetingStatus(said.status), None)
        return meetings.add(self.session, self.caller, body, self.now)

    def _new_meeting(
        self, said: ProposedMeeting | ProposedNextMeeting, status: MeetingStatus, place: str | None
    ) -> MeetingCreate:
        """An end before the start was misread: then it is not known."""
        fits = said.start_time and said.end_time and said.start_time <= said.end_time
        fields: dict[str, Any] = {"held_on": said.held_on, "start_time": said.start_time, "status": status}
        return MeetingCreate(
            group_id=self.group.id, place=place or None, end_time=said.end_time if fits else None, **fields
        )
