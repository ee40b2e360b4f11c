"""What a caller is towards groups, and how it is said to statements."""

from uuid import uuid4

import pytest
from sqlalchemy import not_, select
from sqlmodel import Session, col

from app.access.caller import Caller
from app.access.policy import ALLOWED, Act, Standing
from app.api_keys.models import Scope
from app.errors import Refused
from app.groups.models import Group
from app.memberships.models import Role
from app.reading import LED_GROUPS, MY_GROUPS
from tests import make

LEADS = {Role.chair, Role.vice_chair, Role.secretary, Role.coordinator}


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_standing(session: Session, role: Role) -> None:
    group = make.group(session)

    caller = make.caller(make.person(session), (group, role))

    expected = (
        Standing.lead if role in LEADS else Standing.observer if role == Role.observer else Standing.member
    )
    assert caller.standing(group.id) == expected
    assert caller.leads(group.id) == (expected == Standing.lead)
    assert caller.sees(group.id)
    assert not caller.sees(uuid4())


@pytest.mark.parametrize("act", Act)
def test_an_act_is_for_the_standings_of_the_policy(session: Session, act: Act) -> None:
    group, other = make.group(session), make.group(session)

    for standing, role in (
        (Standing.lead, "chair"),
        (Standing.member, "member"),
        (Standing.observer, "observer"),
    ):
        caller = make.caller(make.person(session), (group, role))
        allowed = standing in ALLOWED[act]
        assert (caller.may(act, group.id), caller.may(act), caller.may(act, other.id)) == (
            allowed,
            allowed,
            False,
        )
    assert make.administrator().may(act, uuid4())


def test_whoever_may_not_is_refused_by_the_name_of_the_act() -> None:
    nobody = Caller("system", uuid4(), "s", scopes=frozenset({Scope.read}))

    with pytest.raises(Refused) as refused:
        nobody.require(Act.make_groups)
    assert refused.value.members == {"act": "make_groups"}
    with pytest.raises(Refused):
        nobody.require_scope({Scope.write})
    nobody.require_scope({Scope.read, Scope.write})


@pytest.mark.parametrize(
    ("scopes", "standing", "leads"),
    [({Scope.read, Scope.write}, Standing.lead, True), ({Scope.read}, Standing.observer, False)],
)
def test_a_system_of_all_groups_leads_if_it_may_write(
    scopes: set[Scope], standing: Standing, leads: bool
) -> None:
    system = Caller("system", uuid4(), "s", everywhere=True, scopes=frozenset(scopes))

    assert (system.standing(uuid4()), system.standing(None), system.leads_all) == (standing, standing, leads)
    assert system.sees_all


def test_no_groups_are_no_groups_in_every_statement(session: Session) -> None:
    """SQLAlchemy writes an empty list alike for IN and NOT IN when they share a parameter."""
    group = make.group(session)
    nobody = make.caller(make.person(session))

    for groups in (LED_GROUPS, MY_GROUPS):
        inside = col(Group.id).in_(groups)
        for condition, found in ((inside, []), (not_(inside), [group.id]), (inside | ~inside, [group.id])):
            statement = select(col(Group.id)).where(condition, col(Group.id).in_(groups).is_(False))
            assert list(session.execute(statement, nobody.params(make.MADE)).scalars()) == found
