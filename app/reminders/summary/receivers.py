"""Who is told what a secretary has to see to: each group's secretary, else chair, else coordinator (domain 4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.groups.models import Group, Reminders
from app.memberships import turned_to
from app.memberships.models import Membership, Role
from app.memberships.turned_to import SECRETARIES, Holder
from app.reminders.owing import Recipient


@dataclass
class Receiver:
    """A person with the groups whose matters come to them; or, with `why`, a group in which nobody can be told."""

    recipient: Recipient
    name: str = ""
    language: str = ""
    why: str | None = None
    groups: list[Group] = field(default_factory=list)
    held: dict[UUID, Holder] = field(default_factory=dict)

    @property
    def person_id(self) -> UUID | None:
        return self.recipient.id if self.recipient.kind == "person" else None

    def instead_in(self, group: Group) -> Role | None:
        """As what they are told of this group, where they are not its secretary."""
        rank = self.held[group.id].rank
        return SECRETARIES[rank] if rank else None

    def address(self, groups: Iterable[Group]) -> str | None:
        """Where one mail about these groups goes: their address in them, if it is the same; else their own."""
        held = [self.held[group.id] for group in groups]
        addresses = {(each.address or "").casefold() for each in held}
        own = next((each.own for each in held if each.own), None)
        return own if own and len(addresses) > 1 else next((each.address for each in held), None)


def everybody(session: Session, now: datetime) -> list[Recipient]:
    """To whom anything comes in any group whose reminders are not off; where it comes to nobody, the group."""
    held = turned_to.of_groups(session, SECRETARIES, now)
    groups = select(Group.id).where(Group.reminders != Reminders.off)
    in_order = session.exec(groups.order_by(col(Group.name_order), col(Group.id)))
    return list(dict.fromkeys(each for id in in_order for each in _recipients(id, held.get(id, []))))


def _recipients(group_id: UUID, held: Iterable[Holder]) -> list[Recipient]:
    persons = [Recipient("person", holder.person_id) for holder in turned_to.first(held)]
    return persons or [Recipient("group", group_id)]


def these(session: Session, recipients: Collection[Recipient], now: datetime) -> list[Receiver]:
    """What is known of these, in their order; one to whom nothing comes any more is left out."""
    persons = [each.id for each in recipients if each.kind == "person"]
    theirs = select(col(Membership.group_id)).where(col(Membership.person_id).in_(persons))
    group_ids = {*session.exec(theirs), *(each.id for each in recipients if each.kind == "group")}
    held = turned_to.of_groups(session, SECRETARIES, now, group_ids)
    found = _receivers(_groups(session, group_ids), held)
    return [found[each] for each in recipients if each in found]


def person(session: Session, person_id: UUID, now: datetime) -> Receiver | None:
    """One; None if nothing comes to them."""
    return next(iter(these(session, [Recipient("person", person_id)], now)), None)


def _groups(session: Session, ids: Collection[UUID]) -> list[Group]:
    wanted = select(Group).where(col(Group.id).in_(ids), Group.reminders != Reminders.off)
    return list(session.exec(wanted.order_by(col(Group.name_order), col(Group.id))))


def _receivers(groups: Iterable[Group], held: Mapping[UUID, list[Holder]]) -> dict[Recipient, Receiver]:
    found: dict[Recipient, Receiver] = {}
    for group in groups:
        those = held.get(group.id, [])
        for holder in turned_to.first(those):
            recipient = Recipient("person", holder.person_id)
            kept = found.setdefault(recipient, Receiver(recipient, holder.name, holder.language))
            kept.groups.append(group)
            kept.held[group.id] = holder
        if not turned_to.first(those):
            nobody = Recipient("group", group.id)
            found[nobody] = Receiver(nobody, why=turned_to.why_nobody(those), groups=[group])
    return found
