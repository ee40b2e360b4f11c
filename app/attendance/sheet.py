"""A meeting's attendance list while it is being changed: rows put in, changed, taken away, copied."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app import nouns
from app.access.caller import Caller
from app.attendance.listing import COPIED, everybody
from app.attendance.models import Attendance, AttendanceRole, Presence
from app.errors import Problem
from app.meetings.models import Meeting, MeetingStatus
from app.organizations.models import Organization

Who = tuple[UUID | None, UUID | None]  # a person, or an organization of which nobody is named
MOST_GUESTS = 1000


class AttendanceFull(Problem):
    """The list has as many who are no members as it can hold."""

    status = 409
    code = "attendance-full"


class Sheet:
    """The list of a meeting whose group is locked. Nothing counts before `close`."""

    def __init__(self, session: Session, caller: Caller, meeting: Meeting, now: datetime) -> None:
        self.session, self.caller, self.meeting, self._now = session, caller, meeting, now
        kept = select(Attendance).where(col(Attendance.meeting_id) == meeting.id).order_by(col(Attendance.id))
        self._rows = {who_of(row): row for row in session.execute(kept).scalars()}
        found = everybody(session, meeting.id)
        self._members = {who_of(one): one.member_roles for one in found if one.member_roles is not None}
        self._changed = False

    @property
    def is_held(self) -> bool:
        return self.meeting.status == MeetingStatus.held

    @property
    def listed(self) -> list[Who]:
        """Everybody with a row, and the members as long as they are asked."""
        return [*self._rows] + [who for who in self._members if who not in self._rows and not self.is_held]

    def lists(self, who: Who) -> bool:
        return who in self._rows or (who in self._members and not self.is_held)

    def knows(self, who: Who) -> bool:
        """On the list, or a member that day."""
        return who in self._rows or who in self._members

    def put(self, who: Who, said: Mapping[str, Any]) -> None:
        """What was said of one; who was not on the list is now."""
        if row := self._rows.get(who):
            self._change(row, {**said, **self._copied(who, said)} if row.copied else said)
        elif said or not self.lists(who):
            self._add(who, said)

    def take_away(self, who: Who) -> None:
        """Who is no member leaves the list; a member's row is as if nobody had touched it."""
        if row := self._rows.pop(who, None):
            self.session.delete(row)
            self.session.flush()
            self._changed = True
            if self.is_held and who in self._members:
                self._add(who, {})

    def add_members(self, presence: Presence) -> None:
        """Every member that day gets a row."""
        for who in self._members:
            if who not in self._rows:
                self._add(who, {"presence": presence})

    def copy(self) -> None:
        """Every row gets what it is asked to be, and stays so; those that were copied before have."""
        for one in everybody(self.session, self.meeting.id):
            row = self._rows.get(who_of(one))
            if row and not row.copied:
                row.sqlmodel_update({name: getattr(one, name) for name in COPIED} | {"copied": True})
                self._changed = True

    def mark_unknown(self, presence: Presence) -> None:
        """The presence of those about whom nobody has said any."""
        for row in self._rows.values():
            if row.presence == Presence.unknown:
                self._change(row, {"presence": presence})

    def close(self) -> None:
        """Counts the list's version up, if anything became another. Raises AttendanceFull."""
        if len(self._rows.keys() - self._members.keys()) > MOST_GUESTS:
            raise AttendanceFull(most=MOST_GUESTS)
        if self._changed:
            self.meeting.attendance_version += 1
        self.session.flush()

    def _add(self, who: Who, said: Mapping[str, Any]) -> None:
        row = Attendance(
            meeting_id=self.meeting.id,
            person_id=who[0],
            organization_id=who[1],
            created_at=self._now,
            modified_at=self._now,
            external_owner_id=self.caller.owner_id,
        )
        row.sqlmodel_update(dict(said))
        self._rows[who] = nouns.save(self.session, row)
        self._changed = True

    def _change(self, row: Attendance, said: Mapping[str, Any]) -> None:
        before = row.version
        nouns.change(self.session, row, said, self.caller, self._now)
        self._changed |= row.version != before

    def _copied(self, who: Who, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a row that is kept as it was needs besides what was said."""
        copied: dict[str, Any] = {}
        if "roles" in said and said["roles"] is None:
            copied["roles"] = self._members.get(who, [AttendanceRole.guest])
        if "on_behalf_of_id" in said:
            named = said["on_behalf_of_id"] and self.session.get_one(Organization, said["on_behalf_of_id"])
            copied["copied_on_behalf_of"] = named and named.name
        return copied


def who_of(row: Any) -> Who:
    return row.person_id, row.organization_id
