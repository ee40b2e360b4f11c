"""An accepted proposal becomes a meeting with all that belongs to it: one transaction, the other services."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock, nouns
from app.access.caller import Caller
from app.action_points import history
from app.action_points import service as action_points
from app.action_points.models import OPEN, ActionPoint
from app.agenda import service as agenda
from app.agenda.models import AgendaItem, AgendaItemCreate
from app.attendance import service as attendance
from app.attendance.models import AttendanceUpdate, Presence
from app.decisions import service as decisions
from app.decisions.models import Decision, DecisionCreate
from app.errors import Problem
from app.groups.models import Group
from app.holding import service as holding
from app.imports import service
from app.imports.attending import attending
from app.imports.before import before, found_again, words_hash
from app.imports.commitment import body as body_of
from app.imports.models import Import, ImportedPoint, ImportStatus
from app.imports.proposed import (
    Proposal,
    ProposedMeeting,
    ProposedNextMeeting,
    ProposedPoint,
)
from app.meetings import service as meetings
from app.meetings.models import BOOKED, Meeting, MeetingCreate, MeetingStatus
from app.names import key


class ImportIncomplete(Problem):
    """`lacking` names what has to be filled in first."""

    status = 409
    code = "import-incomplete"


def accept(session: Session, caller: Caller, id: UUID, if_match: str | None, now: datetime) -> None:
    """All or nothing. Accepted again, nothing more is made."""
    row = service.get(session, caller, id, lock=True)
    if row.status == ImportStatus.accepted:
        return
    nouns.match(row, if_match)
    group = session.get_one(Group, row.group_id)
    found = found_again(service.proposal_of(row), before(session, row.group_id))
    made = _Acceptance(session, caller, group, _as_reviewed(row, found), now).make()
    fields = {"status": ImportStatus.accepted, "accepted_at": now, "meeting_id": made["meeting_id"]}
    told = {
        name: str(value) if isinstance(value, UUID) else [str(one) for one in value]
        for name, value in made.items()
    }
    nouns.change(session, row, {**fields, "made": told}, caller, now)


def _as_reviewed(row: Import, found: Proposal) -> Proposal:
    """What is found now, but the meetings that somebody chose."""
    chosen = service.proposal_of(row)
    meeting = chosen.meeting if chosen.meeting.meeting_id else found.meeting
    coming = [
        one if one.meeting_id else other
        for one, other in zip(chosen.next_meetings, found.next_meetings, strict=True)
    ]
    return found.model_copy(update={"meeting": meeting, "next_meetings": coming})


class _Acceptance:
    """One acceptance on its way; `made` tells what it has become so far."""

    def __init__(
        self, session: Session, caller: Caller, group: Group, proposal: Proposal, now: datetime
    ) -> None:
        self.session, self.caller, self.group, self.proposal, self.now = session, caller, group, proposal, now
        self.today = clock.day_in(now, group.time_zone)
        self.left_out: list[str] = []
        self.persons: dict[str, UUID] = {}  # those made of names, by the name

    def make(self) -> dict[str, Any]:
        meeting = self._meeting()
        self._attendance(meeting)
        items = self._agenda(meeting)
        found = {
            "agenda_item_ids": [id for id, _ in items],
            "decision_ids": self._decisions(meeting, items),
            **self._points(meeting, items),
            "next_meeting_ids": list(self._next_meetings()),
        }
        return {
            "meeting_id": meeting.id,
            **found,
            "person_ids": list(dict.fromkeys(self.persons.values())),
            "left_out": self.left_out,
        }

    def _meeting(self) -> Meeting:
        """The one there is, or a new one; held if its day has come."""
        said = self.proposal.meeting
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

    def _hold(self, meeting: Meeting) -> None:
        holding.hold(self.session, self.caller, meeting, Presence.unknown, self.now)

    def _attendance(self, meeting: Meeting) -> None:
        found = attending(self.session, self.caller, self.proposal.attendance, self.now)
        self.persons, self.left_out = found.persons, found.left_out
        if found.rows:
            change = AttendanceUpdate(rows=found.rows)
            attendance.update(self.session, self.caller, meeting.id, change, "*", self.now)

    def _agenda(self, meeting: Meeting) -> list[tuple[UUID, str | None]]:
        """The items with the numbers that the note gives them; "3.1" goes under "3"."""
        there = {key(item.title): item for item in _of(self.session, AgendaItem, meeting.id)}
        items: list[tuple[UUID, str | None]] = []
        top: dict[str, UUID] = {}
        for said in self.proposal.agenda_items:
            item = there.get(key(said.title))
            if item is None:
                parent_id = top.get((said.number or "").rpartition(".")[0])
                body = AgendaItemCreate(
                    meeting_id=meeting.id, title=said.title, notes=said.notes or None, parent_id=parent_id
                )
                item = agenda.add(self.session, self.caller, body, self.now)
            items.append((item.id, said.number))
            if said.number and item.parent_id is None:
                top.setdefault(said.number, item.id)
        return items

    def _decisions(self, meeting: Meeting, items: list[tuple[UUID, str | None]]) -> list[UUID]:
        there = {key(one.text): one.id for one in _of(self.session, Decision, meeting.id)}
        made = []
        for said in self.proposal.decisions:
            id = there.get(key(said.text))
            if id is None:
                item_id = _numbered(items, said.agenda_number)
                body = DecisionCreate(meeting_id=meeting.id, agenda_item_id=item_id, text=said.text)
                id = decisions.add(self.session, self.caller, body, self.now).id
            made.append(id)
        return made

    def _points(self, meeting: Meeting, items: list[tuple[UUID, str | None]]) -> dict[str, list[UUID]]:
        made: list[UUID] = []
        followed: list[UUID] = []
        for position, said in enumerate(self.proposal.action_points):
            if said.action_point_id:
                made.append(said.action_point_id)
            elif said.about_point_id and self._follow_up(meeting, said, said.about_point_id):
                followed.append(said.about_point_id)
            else:
                made.append(self._point(meeting, items, said, f"#/action_points/{position}"))
        return {
            "action_point_ids": list(dict.fromkeys(made)),
            "followed_up_ids": list(dict.fromkeys(followed)),
        }

    def _point(
        self, meeting: Meeting, items: list[tuple[UUID, str | None]], said: ProposedPoint, pointer: str
    ) -> UUID:
        owners = [
            owner.model_copy(update={"person_id": owner.person_id or self.persons.get(key(owner.name or ""))})
            for owner in said.owners
        ]
        named = said.model_copy(update={"owners": owners})
        body = body_of(named, meeting.id, _numbered(items, said.agenda_number))
        point = action_points.add(self.session, self.caller, [body], self.now, [pointer])[0]
        self._remember(said, point.id)
        return point.id

    def _follow_up(self, meeting: Meeting, said: ProposedPoint, point_id: UUID) -> bool:
        """In the history of the open point stands what was said of it. False for one that is open no more."""
        point = self.session.get(ActionPoint, point_id)
        if point is None or point.group_id != self.group.id or point.status not in OPEN:
            return False
        actor = history.actor_of(self.caller)
        history.record(
            self.session, point, "noted", actor, self.now, meeting_id=meeting.id, comment=said.source.text
        )
        self._remember(said, point.id)
        return True

    def _remember(self, said: ProposedPoint, point_id: UUID) -> None:
        day = self.proposal.meeting.held_on
        known = ImportedPoint(group_id=self.group.id, words_hash=words_hash(day, said), point_id=point_id)
        self.session.merge(known)
        self.session.flush()

    def _next_meetings(self) -> Iterator[UUID]:
        """Those that are still to come; one that is booked already is that one."""
        for said in self.proposal.next_meetings:
            if said.meeting_id:
                yield said.meeting_id
            elif said.held_on and said.held_on >= self.today:
                yield self._booked(said).id
            else:
                self.left_out.append(str(said.held_on or said.source.text))

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


def _of(session: Session, noun: Any, meeting_id: UUID) -> list[Any]:
    return list(session.exec(select(noun).where(col(noun.meeting_id) == meeting_id)))


def _numbered(items: list[tuple[UUID, str | None]], number: str | None) -> UUID | None:
    return next((id for id, own in items if own == number), None) if number else None
