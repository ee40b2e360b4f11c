"""Who reads /changes beside many who write, and is killed on the way, ends with exactly what the database holds."""

from itertools import pairwise

import pytest
from sqlalchemy import text

from app import database
from tests.concurrency.conftest import READERS, Crowd

pytestmark = pytest.mark.xdist_group("concurrency")  # one installation is enough
readers = pytest.mark.parametrize("reader", range(READERS))


def _there(crowd: Crowd) -> list[str]:
    """The ids of all changes that the database holds, in their order."""
    engine = database.build(crowd.nasta.settings["NASTA_DATABASE_URL"])
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id FROM changes ORDER BY position")).scalars().all()
    engine.dispose()
    return [str(row).replace("-", "") for row in rows]


def _versions(crowd: Crowd, reader: int, noun: str) -> dict[str, int]:
    """What the reader's copy has of a noun: the version it heard of last."""
    return {
        change["thing_id"]: change["version"]
        for change in crowd.copies[reader].changes
        if change["noun"] == noun
    }


@readers
def test_nothing_was_missed_and_nothing_told_twice(crowd: Crowd, reader: int) -> None:
    taken_in = [change["id"].replace("-", "") for change in crowd.copies[reader].changes]

    print(f"\nreader {reader}: {len(taken_in)} changes, killed {crowd.killed[reader]} times")  # noqa: T201
    assert taken_in == _there(crowd)


@readers
def test_it_was_killed_on_the_way(crowd: Crowd, reader: int) -> None:
    assert crowd.killed[reader] > 0


@readers
@pytest.mark.parametrize(
    ("noun", "path"),
    [
        ("action_point", "action-points"),
        ("agenda_item", "agenda-items"),
        ("decision", "decisions"),
        ("membership", "memberships"),
    ],
)
def test_the_copy_is_what_the_lists_say(crowd: Crowd, reader: int, noun: str, path: str) -> None:
    listed = {thing["id"]: thing["version"] for thing in crowd.of_group(path)}

    assert _versions(crowd, reader, noun) == listed


@readers
def test_versions_of_a_thing_came_in_their_order(crowd: Crowd, reader: int) -> None:
    heard: dict[str, list[int]] = {}
    for change in crowd.copies[reader].changes:
        if change["noun"] == "action_point":
            heard.setdefault(change["thing_id"], []).append(change["version"])

    assert all(earlier <= later for one in heard.values() for earlier, later in pairwise(one))
