"""The agenda items and decisions of an accepted proposal: those that the meeting has already, or new ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.caller import Caller
from app.agenda import service as agenda
from app.agenda.models import AgendaItem, AgendaItemCreate
from app.decisions import service as decisions
from app.decisions.models import Decision, DecisionCreate
from app.imports.proposed import ProposedDecision, ProposedItem
from app.meetings.models import Meeting
from app.names import key


class AcceptedAgenda:
    """Makes what a meeting took up; `items`: each item with the number that the note gives it."""

    def __init__(self, session: Session, caller: Caller, meeting: Meeting, now: datetime) -> None:
        self.session, self.caller, self.meeting, self.now = session, caller, meeting, now
        self.items: list[tuple[UUID, str | None]] = []

    def take_up(self, proposed: Sequence[ProposedItem]) -> list[UUID]:
        """The items, in order; "3.1" goes under "3"."""
        there = {key(item.title): item for item in self._of(AgendaItem)}
        top: dict[str, UUID] = {}
        for said in proposed:
            item = there.get(key(said.title))
            if item is None:
                item = self._item(said, top.get((said.number or "").rpartition(".")[0]))
            self.items.append((item.id, said.number))
            if said.number and item.parent_id is None:
                top.setdefault(said.number, item.id)
        return [id for id, _ in self.items]

    def decide(self, proposed: Sequence[ProposedDecision]) -> list[UUID]:
        """The decisions, each under its item."""
        there = {key(one.text): one.id for one in self._of(Decision)}
        return [there.get(key(said.text)) or self._decision(said) for said in proposed]

    def numbered(self, number: str | None) -> UUID | None:
        """The item that the note gives a number, if one has it."""
        return next((id for id, own in self.items if own == number), None) if number else None

    def _item(self, said: ProposedItem, parent_id: UUID | None) -> AgendaItem:
        body = AgendaItemCreate(
            meeting_id=self.meeting.id, title=said.title, notes=said.notes or None, parent_id=parent_id
        )
        return agenda.add(self.session, self.caller, body, self.now)

    def _decision(self, said: ProposedDecision) -> UUID:
        item_id = self.numbered(said.agenda_number)
        body = DecisionCreate(meeting_id=self.meeting.id, agenda_item_id=item_id, text=said.text)
        return decisions.add(self.session, self.caller, body, self.now).id

    def _of(self, noun: Any) -> list[Any]:
        return list(self.session.exec(select(noun).where(col(noun.meeting_id) == self.meeting.id)))
