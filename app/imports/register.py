"""A proposal meets the register: names become persons where that is certain, else ranked candidates."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from app.imports import words
from app.imports.circle import Circle, Given, Someone
from app.imports.likeness import SURE, of_bodies, of_persons, of_tasks
from app.imports.proposed import (
    MOST_CANDIDATES,
    Candidate,
    Proposal,
    ProposedAttendance,
    ProposedOwner,
    ProposedPoint,
)
from app.memberships.models import Role
from app.names import key

ABOUT = 0.6  # likeness from which a sentence seems to be about an open point
APART = 0.1  # by how much it has to be likelier than the next one
UNLIKELY = 0.3
LONG_WORD = 5  # letters
DEFINITE = ("", "n", "en", "et")
# What a group calls itself.
OURSELVES = frozenset(
    {"alla", "vi", "ni", "samtliga", "var och en", "ovriga", "gruppen", "we", "all", "everyone"}
)


def met(proposal: Proposal, circle: Circle) -> Proposal:
    """The proposal with what the register says. Its own words stay."""
    attendance = [_attending(row, circle) for row in proposal.attendance]
    listed = {row.person_id for row in attendance if row.person_id}
    day = proposal.meeting.held_on
    points = [point_met(point, circle, day, listed) for point in proposal.action_points]
    return proposal.model_copy(update={"attendance": attendance, "action_points": points})


def point_met(
    point: ProposedPoint, circle: Circle, day: date | None, listed: Iterable[UUID] = ()
) -> ProposedPoint:
    """A point with its owners and, if it seems to be about an open one from before its day, that.

    `listed`: who is in the note's list.
    """
    owners = [_owner(owner, circle, frozenset(listed)) for owner in point.owners]
    about = likeliest(point, [one for one in circle.points if day is None or one.on < day])
    found = {"about_point_id": about and about[0], "about_likeness": about and about[1]}
    return point.model_copy(update={"owners": owners, **found})


def _attending(row: ProposedAttendance, circle: Circle) -> ProposedAttendance:
    persons = _ranked(row.name, circle.persons, of_persons)
    persons = _in_same_place(persons, row.organization)
    organizations = _ranked(row.organization, circle.organizations, of_bodies)
    return row.model_copy(
        update={
            "person_id": _certain(persons),
            "candidates": persons if _certain(persons) is None else [],
            "organization_id": _certain(organizations),
        }
    )


def _owner(owner: ProposedOwner, circle: Circle, listed: frozenset[UUID]) -> ProposedOwner:
    found = {"person": _person, "organization": _organization, "group": _group}.get(owner.kind)
    if owner.kind == "role":
        return owner.model_copy(update={"role": role_named(owner.name)})
    return found(owner, circle, listed) if found else owner


def _person(owner: ProposedOwner, circle: Circle, listed: frozenset[UUID]) -> ProposedOwner:
    ranked = _ranked(owner.name, circle.persons, of_persons)
    certain = _certain(ranked) or _certain_by_list(ranked, listed)
    return owner.model_copy(update={"person_id": certain, "candidates": [] if certain else ranked})


def _organization(owner: ProposedOwner, circle: Circle, _: frozenset[UUID]) -> ProposedOwner:
    ranked = _ranked(owner.name, circle.organizations, of_bodies)
    certain = _certain(ranked)
    return owner.model_copy(update={"organization_id": certain, "candidates": [] if certain else ranked})


def _group(owner: ProposedOwner, circle: Circle, _: frozenset[UUID]) -> ProposedOwner:
    if _ourselves(key(owner.name or ""), circle.own.name):
        return owner.model_copy(update={"group_id": circle.own.id})
    ranked = _ranked(owner.name, [circle.own, *circle.groups], of_bodies)
    return owner.model_copy(update={"group_id": _certain(ranked)})


def _ourselves(said: str, group: str) -> bool:
    """ "alla", "gruppen", or the group by a word of its name: styrelsen, uppdragsgruppen."""
    forms = {word + ending for word in key(group).split() if len(word) >= LONG_WORD for ending in DEFINITE}
    return said in OURSELVES or said in forms


def role_named(name: str | None) -> Role | None:
    """The role that a word is; None for one of the group's own (SAMO, PR)."""
    found = words.meanings("people", "roles").get(key(name or ""))
    return Role(found) if found in set(Role) else None


def _ranked(
    name: str | None, known: Sequence[Someone], likeness: Callable[[str, str], float]
) -> list[Candidate]:
    """The likeliest first; none that is unlikely."""
    if not name:
        return []
    said = [
        (max(likeness(name, called) for called in (one.name, one.other_name) if called), one) for one in known
    ]
    likely = sorted((pair for pair in said if pair[0] > UNLIKELY), key=lambda pair: -pair[0])
    return [
        Candidate(id=one.id, name=one.name, organization=one.organization, likeness=round(how, 2))
        for how, one in likely[:MOST_CANDIDATES]
    ]


def _certain(ranked: Sequence[Candidate]) -> UUID | None:
    """The one whose name it is, when no other has it."""
    sure = [one for one in ranked if one.likeness >= SURE]
    return sure[0].id if len(sure) == 1 else None


def _certain_by_list(ranked: Sequence[Candidate], listed: frozenset[UUID]) -> UUID | None:
    """A first name or initials that fit one of those whom the note lists, and nobody else in the group so well."""
    best = [one for one in ranked if one.likeness == ranked[0].likeness]
    return best[0].id if len(best) == 1 and best[0].id in listed else None


def _in_same_place(ranked: list[Candidate], organization: str | None) -> list[Candidate]:
    """Namesakes told apart by where they work, when the note says it and it is so of one of them."""
    sure = [one for one in ranked if one.likeness >= SURE]
    if len(sure) < 2 or not organization:
        return ranked
    there = [one for one in sure if one.organization and of_bodies(organization, one.organization) >= SURE]
    return there if len(there) == 1 else ranked


def likeliest(
    point: ProposedPoint, known: Sequence[Given], least: float = ABOUT
) -> tuple[UUID, float] | None:
    """The one that it is by far the likeliest to be about, and how likely."""
    said = f"{point.task} {point.source.text}"
    ranked = sorted(((of_tasks(said, one.task), one.id) for one in known), key=lambda pair: -pair[0])[:2]
    if not ranked or ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < APART):
        return None
    return ranked[0][1], round(min(ranked[0][0], 1.0), 2)
