"""Who may do what: the whole policy on one screen (domain 6). docs/policy.md is printed from it.

Each route names its line with `@line(…)`, which lays nothing upon it: the services ask, in the order of
api-conventions 3. What depends on the state of a thing, and on single fields: facets.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, TypeVar

from app.api_keys.models import Scope
from app.memberships.models import Role


class Standing(StrEnum):
    """What somebody is towards a group, strongest first."""

    administrator = auto()
    lead = auto()
    member = auto()
    observer = auto()


class Beside(StrEnum):
    """What gives a right besides a standing in the group itself."""

    near = auto()
    owner = auto()
    oneself = auto()
    caller = auto()
    anybody = auto()


Who = Standing | Beside
LEADS = frozenset({Role.chair, Role.vice_chair, Role.secretary, Role.coordinator})
MEMBERS = frozenset({Role.member, Role.treasurer, Role.co_opted, Role.user_representative, Role.substitute})


class Act(StrEnum):
    """What a standing in a group allows, or being an administrator."""

    make_groups = auto()
    make_organizations = auto()
    make_keys = auto()
    run_reminders = auto()
    see_audit = auto()
    see_group = auto()
    make_persons = auto()
    make_memberships = auto()
    make_meetings = auto()
    make_agenda = auto()
    make_attendance = auto()
    make_decisions = auto()
    change_points = auto()
    change_settings = auto()
    see_ledger = auto()
    nudge = auto()
    share_follow_up = auto()
    import_notes = auto()
    add_point = auto()
    take_point = auto()
    respond = auto()


class Reach(StrEnum):
    """What more than a standing opens, or less than one."""

    see_groups = auto()
    see_meetings = auto()
    see_points = auto()
    answer_points = auto()
    see_persons = auto()
    change_persons = auto()
    see_organizations = auto()
    see_oneself = auto()
    see_worklist = auto()
    see_changes = auto()
    see_condition = auto()
    read_openly = auto()
    follow_link = auto()
    log_in = auto()
    see_pages = auto()


@dataclass(frozen=True)
class Line:
    """Who may; and one of which scopes a system's key needs for it: with that it counts as a lead in its groups."""

    who: frozenset[Who]
    scopes: frozenset[Scope]


_READ, _WRITE, _REMIND = (frozenset({scope}) for scope in (Scope.read, Scope.write, Scope.remind))
_ADMINISTRATOR: frozenset[Who] = frozenset({Standing.administrator})
_LEAD: frozenset[Who] = _ADMINISTRATOR | {Standing.lead}
_MEMBER: frozenset[Who] = _LEAD | {Standing.member}
_OBSERVER: frozenset[Who] = _MEMBER | {Standing.observer}
_CALLER: frozenset[Who] = _OBSERVER | {Beside.near, Beside.owner, Beside.oneself, Beside.caller}
_ANYBODY: frozenset[Who] = _CALLER | {Beside.anybody}

LINES: dict[Act | Reach, Line] = {
    Act.make_groups: Line(_ADMINISTRATOR, _WRITE),
    Act.make_organizations: Line(_ADMINISTRATOR, _WRITE),
    Act.make_keys: Line(_ADMINISTRATOR, _WRITE),
    Act.run_reminders: Line(_ADMINISTRATOR, _REMIND),
    Act.see_audit: Line(_ADMINISTRATOR, _READ),
    Act.see_group: Line(_OBSERVER, _READ),
    Act.make_persons: Line(_LEAD, _WRITE),
    Act.make_memberships: Line(_LEAD, _WRITE),
    Act.make_meetings: Line(_LEAD, _WRITE),
    Act.make_agenda: Line(_LEAD, _WRITE),
    Act.make_attendance: Line(_LEAD, _WRITE),
    Act.make_decisions: Line(_LEAD, _WRITE),
    Act.change_points: Line(_LEAD, _WRITE),
    Act.change_settings: Line(_LEAD, _WRITE),
    Act.see_ledger: Line(_LEAD, _REMIND | _WRITE),
    Act.nudge: Line(_LEAD, _REMIND),
    Act.share_follow_up: Line(_LEAD, _WRITE),
    Act.import_notes: Line(_LEAD, _WRITE),
    Act.add_point: Line(_MEMBER, _WRITE),
    Act.take_point: Line(_MEMBER, _WRITE),
    Act.respond: Line(_MEMBER, _WRITE),
    Reach.see_groups: Line(_OBSERVER | {Beside.near}, _READ),
    Reach.see_meetings: Line(_OBSERVER | {Beside.near}, _READ),
    Reach.see_points: Line(_OBSERVER | {Beside.owner}, _READ),
    Reach.answer_points: Line(_LEAD | {Beside.owner}, _WRITE),
    Reach.see_persons: Line(_OBSERVER | {Beside.oneself}, _READ),
    Reach.change_persons: Line(_LEAD | {Beside.oneself}, _WRITE),
    Reach.see_organizations: Line(_CALLER, _READ),
    Reach.see_oneself: Line(_CALLER, _READ),
    Reach.see_worklist: Line(frozenset({Beside.oneself}), _READ),
    Reach.see_changes: Line(_CALLER, _READ),
    Reach.see_condition: Line(_ADMINISTRATOR, _READ),
    Reach.read_openly: Line(_ANYBODY, _READ),
    Reach.follow_link: Line(_ANYBODY, _WRITE),
    Reach.log_in: Line(_ANYBODY, _WRITE),
    Reach.see_pages: Line(frozenset({Beside.oneself}), _READ),
}
ALLOWED: Mapping[Act, frozenset[Who]] = {act: LINES[act].who for act in Act}


@dataclass(frozen=True)
class Named:
    """What a route says of itself: it does one of `acts` with a thing that `known` says who knows.

    Who does not know it is answered as if it were not there (404); who knows it and may not, is refused (403).
    """

    acts: tuple[Act | Reach, ...]
    known: Act | Reach


class RouteWithoutLine(Exception):
    """A route says nothing of who may call it: the application does not start."""


E = TypeVar("E", bound=Callable[..., Any])


def line(*acts: Act | Reach, known: Act | Reach = Act.see_group) -> Callable[[E], E]:
    """Which line of the policy a route stands under, and which one says who knows the thing it is about."""

    def name(endpoint: E) -> E:
        endpoint.__dict__["line"] = Named(acts, known)
        return endpoint

    return name


def named(endpoint: Any) -> Named:
    """The line that a route names. Raises RouteWithoutLine."""
    said: Named | None = getattr(endpoint, "line", None)
    if said is None:
        raise RouteWithoutLine(endpoint)
    return said


def standing_of(roles: frozenset[Role], *, office: bool) -> Standing:
    """What a member with these roles is; people of the group's office lead."""
    if office or roles & LEADS:
        return Standing.lead
    return Standing.member if roles & MEMBERS else Standing.observer
