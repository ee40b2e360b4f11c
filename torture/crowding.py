"""The mails to be: groups whose meeting is a week away, each of whose members owes it something."""

from sqlalchemy import Engine, text

from app import database
from app.meetings import since
from tests import crowd

MEMBERS = 20
POINTS = 3  # the last of them is everybody's


def fill(engine: Engine, groups: range, members: int = MEMBERS) -> set[str]:
    """The addresses that are to get a mail each when these groups' occasion comes."""
    made = crowd.fill(engine, groups, POINTS, members)
    with database.transaction() as session:
        for group_id in made:
            since.settle(session, group_id, crowd.MADE)
        session.execute(text("UPDATE groups SET reminders = 'on'"))
    return {f"p{person}@g{group}.example.org" for group in groups for person in range(members)}


def analyze(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
