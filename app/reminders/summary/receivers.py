"""Who is told what a secretary has to see to: each group's secretary, else chair, else coordinator (domain 4)."""

from collections.abc import Iterable, Mapping
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


def everybody(session: Session, now: datetime) -> list[Receiver]:
    """All, over all groups whose reminders are not off."""
    held = turned_to.of_groups(session, SECRETARIES, now)
    return list(_receivers(_groups(session), held).values())


def person(session: Session, person_id: UUID, now: datetime) -> Receiver | None:
    """The same for one; None if nothing comes to them."""
    theirs = select(col(Membership.group_id)).where(Membership.person_id == person_id)
    group_ids = set(session.exec(theirs))
    held = turned_to.of_groups(session, SECRETARIES, now, group_ids)
    return _receivers(_groups(session, group_ids), held).get(Recipient("person", person_id))


def _groups(session: Session, ids: Iterable[UUID] | None = None) -> list[Group]:
    wanted = select(Group).where(Group.reminders != Reminders.off)
    if ids is not None:
        wanted = wanted.where(col(Group.id).in_(list(ids)))
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
