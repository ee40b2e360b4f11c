"""What other features need of a group: its row within reach, its lock, its numbers."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app import database
from app.errors import NotFound, Problem, Unknown
from app.groups import service
from app.groups.models import Group, GroupUpdate
from tests import make


def test_numbers_of_a_series_follow_each_other(session: Session) -> None:
    group, other = make.group(session), make.group(session)

    assert service.next_number(session, group.id, "action_point") == 1
    assert service.next_number(session, group.id, "action_point", 3) == 2
    assert service.next_number(session, group.id, "action_point") == 5
    assert service.next_number(session, group.id, "decision:2026") == 1
    assert service.next_number(session, other.id, "action_point") == 1


def test_a_number_that_is_rolled_back_is_given_again(engine: Engine, session: Session) -> None:
    group = make.group(session)
    session.commit()

    service.next_number(session, group.id, "action_point")
    session.rollback()

    assert service.next_number(session, group.id, "action_point") == 1


def test_nobody_gets_the_same_number_at_the_same_time(session: Session) -> None:
    group = make.group(session)
    session.commit()

    def take(count: int) -> list[int]:
        with database.transaction() as own:
            first = service.next_number(own, group.id, "action_point", count)
        return list(range(first, first + count))

    with ThreadPoolExecutor(8) as pool:
        taken = [number for numbers in pool.map(take, [1, 2, 3] * 8) for number in numbers]

    assert sorted(taken) == list(range(1, 49))


def test_a_group_is_had_by_those_who_see_it(session: Session) -> None:
    group, other = make.group(session), make.group(session)
    member = make.caller(make.person(session), (group, "observer"))

    assert service.get(session, member, group.id) is group
    assert service.known(session, member, group.id, "#/group_id") is group
    for id in (other.id, uuid4()):
        with pytest.raises(NotFound):
            service.get(session, member, id)
        with pytest.raises(Unknown):
            service.known(session, member, id, "#/group_id")


def test_one_that_is_not_there_is_not_had_by_those_who_see_everything(session: Session) -> None:
    with pytest.raises(NotFound):
        service.get(session, make.administrator(), uuid4(), lock=True)
    with pytest.raises(Unknown):
        service.known(session, make.administrator(), uuid4(), "#/group_id")


def test_two_changes_at_once_close_no_circle(session: Session) -> None:
    first, last = make.group(session, "first"), make.group(session, "last")
    middle = make.group(session, "middle", parent_id=first.id)
    session.commit()

    def put(group_id: UUID, parent_id: UUID) -> bool:
        change = GroupUpdate(parent_id=parent_id)
        try:
            with database.transaction() as own:
                service.update(own, make.administrator(), group_id, change, "*", make.MADE)
        except (Problem, DBAPIError):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(put, (first.id, last.id), (last.id, middle.id)))

    assert sum(done) == 1


def test_a_change_waits_for_whoever_holds_the_group(session: Session) -> None:
    group = make.group(session)
    session.commit()

    def take() -> None:
        with database.transaction() as own:
            name = service.lock(own, group.id).name
            own.get_one(Group, group.id).name = name + "x"

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: take(), range(12)))

    session.refresh(group)
    assert group.name == "Arbetsgruppen" + "x" * 12
