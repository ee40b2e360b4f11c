"""The action points of an accepted proposal: new ones, or a word in the history of those that are open already."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from app.access.caller import Caller
from app.action_points import history
from app.action_points import service as action_points
from app.action_points.models import OPEN, ActionPoint
from app.imports.accepted_agenda import AcceptedAgenda
from app.imports.before import words_hash
from app.imports.commitment import body as body_of
from app.imports.models import ImportedPoint
from app.imports.proposed import ProposedPoint
from app.meetings.models import Meeting
from app.names import key


class AcceptedPoints:
    """Makes them of a meeting. `persons`: those made of names, by the name; `day`: when the note says it met."""

    def __init__(
        self,
        session: Session,
        caller: Caller,
        meeting: Meeting,
        agenda: AcceptedAgenda,
        persons: Mapping[str, UUID],
        day: date | None,
        now: datetime,
    ) -> None:
        self.session, self.caller, self.meeting, self.agenda = session, caller, meeting, agenda
        self.persons, self.day, self.now = persons, day, now

    def make(self, proposed: Sequence[ProposedPoint]) -> dict[str, list[UUID]]:
        """What they became: points made, now or before, and points followed up; each once."""
        made: list[UUID] = []
        followed: list[UUID] = []
        for position, said in enumerate(proposed):
            if said.action_point_id:
                made.append(said.action_point_id)
            elif said.about_point_id and self._follow_up(said, said.about_point_id):
                followed.append(said.about_point_id)
            else:
                made.append(self._point(said, f"#/action_points/{position}"))
        return {
            "action_point_ids": list(dict.fromkeys(made)),
            "followed_up_ids": list(dict.fromkeys(followed)),
        }

    def _point(self, said: ProposedPoint, pointer: str) -> UUID:
        owners = [
            owner.model_copy(update={"person_id": owner.person_id or self.persons.get(key(owner.name or ""))})
            for owner in said.owners
        ]
        named = said.model_copy(update={"owners": owners})
        body = body_of(named, self.meeting.id, self.agenda.numbered(said.agenda_number))
        point = action_points.add(self.session, self.caller, [body], self.now, [pointer])[0]
        self._remember(said, point.id)
        return point.id

    def _follow_up(self, said: ProposedPoint, point_id: UUID) -> bool:
        """In the history of the open point stands what was said of it. False for one that is open no more."""
        point = self.session.get(ActionPoint, point_id)
        if point is None or point.group_id != self.meeting.group_id or point.status not in OPEN:
            return False
        actor = history.actor_of(self.caller)
        history.record(
            self.session,
            point,
            "noted",
            actor,
            self.now,
            meeting_id=self.meeting.id,
            comment=said.source.text,
        )
        self._remember(said, point.id)
        return True

    def _remember(self, said: ProposedPoint, point_id: UUID) -> None:
        known = ImportedPoint(
            group_id=self.meeting.group_id, words_hash=words_hash(self.day, said), point_id=point_id
        )
        self.session.merge(known)
        self.session.flush()
