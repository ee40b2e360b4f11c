"""Who may do what: the whole policy on one screen (domain 6)."""

from enum import StrEnum, auto

from app.memberships.models import Role


class Standing(StrEnum):
    """What somebody is towards a group, strongest first."""

    administrator = auto()
    lead = auto()
    member = auto()
    observer = auto()


LEADS = frozenset({Role.chair, Role.vice_chair, Role.secretary, Role.coordinator})
MEMBERS = frozenset({Role.member, Role.treasurer, Role.co_opted, Role.user_representative, Role.substitute})


class Act(StrEnum):
    make_groups = auto()
    make_organizations = auto()
    make_keys = auto()
    run_reminders = auto()
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


_ADMINISTRATOR = frozenset({Standing.administrator})
_LEAD = _ADMINISTRATOR | {Standing.lead}
_MEMBER = _LEAD | {Standing.member}
_OBSERVER = _MEMBER | {Standing.observer}

# An owner, in the group or not, sees the point and answers it: action_points/owners.py.
ALLOWED: dict[Act, frozenset[Standing]] = {
    Act.make_groups: _ADMINISTRATOR,
    Act.make_organizations: _ADMINISTRATOR,
    Act.make_keys: _ADMINISTRATOR,
    Act.run_reminders: _ADMINISTRATOR,
    Act.see_group: _OBSERVER,
    Act.make_persons: _LEAD,
    Act.make_memberships: _LEAD,
    Act.make_meetings: _LEAD,
    Act.make_agenda: _LEAD,
    Act.make_attendance: _LEAD,
    Act.make_decisions: _LEAD,
    Act.change_points: _LEAD,
    Act.change_settings: _LEAD,
    Act.see_ledger: _LEAD,
    Act.nudge: _LEAD,
    Act.share_follow_up: _LEAD,
    Act.import_notes: _LEAD,
    Act.add_point: _MEMBER,
    Act.take_point: _MEMBER,
    Act.respond: _MEMBER,
}


def standing_of(roles: frozenset[Role], *, office: bool) -> Standing:
    """What a member with these roles is; people of the group's office lead."""
    if office or roles & LEADS:
        return Standing.lead
    return Standing.member if roles & MEMBERS else Standing.observer
