"""Ids that somebody may not know, by the name of the field or parameter that takes them."""

from collections.abc import Iterator

from tests.access.sweep import oracle
from tests.access.sweep.conftest import Sweep
from tests.access.sweep.register import Asker

KINDS = {
    "person": ("persons",),
    "meeting": ("held",),
    "due_at": ("held",),
    "agenda_item": ("agenda-items",),
    "action_point": ("action-points",),
    "membership": ("memberships",),
    "group": ("groups",),
    "organization": (),  # everybody knows all of them
}


def askers(sweep: Sweep) -> list[Asker]:
    """One of each who stand alike to every group; those who see everything have nothing that is unseen."""
    alike = {
        (tuple(sorted(one.standings.items())), one.scopes, one.owns, one.person_id is None): one
        for one in sweep.register.askers
        if one.key and not one.administrator and len(one.standings) < len(sweep.register.places)
    }
    return list(alike.values())


def of(sweep: Sweep, asker: Asker, field: str) -> Iterator[str]:
    """The things of all groups that a field could name and the asker does not know; of any kind, if its name does
    not say which."""
    said = kinds(field)
    for place in sweep.register.places.values():
        for kind in place.things if said is None else said:
            id = place.things.get(kind)
            if id and not oracle.knows(sweep.register, asker, kind, place.name, id):
                yield id


def kinds(field: str) -> tuple[str, ...] | None:
    """Which things a field names, as its name says it: `due_meeting_id`, `presenter_ids`; None: it does not say."""
    fits = [kind for kind in KINDS if field.removesuffix("s").removesuffix("_id").endswith(kind)]
    return KINDS[fits[0]] if fits else None


def known(sweep: Sweep, field: str) -> str:
    """A thing of the own group that the field may name."""
    said = kinds(field)
    return sweep.register.places["own"].things[said[0]] if said else sweep.register.organization
