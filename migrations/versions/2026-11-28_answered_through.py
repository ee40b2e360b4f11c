"""Through which other group somebody answers for a point is kept: with answers, history and closed points."""

import sqlalchemy as sa
from alembic import op

revision = "answered_through"
down_revision = "login_sessions"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
TABLES = ("kept_owners", "answers", "action_point_events")

# What was kept before does not say it: a group next to the point's, of which they are or were a member, for those
# who were never one of the point's own and are not named as its owner.
NEXT_TO_IT = """
    SELECT min(CAST(m.group_id AS text)) FROM memberships m JOIN groups g ON g.id = m.group_id
    WHERE m.person_id = {person} AND (
        g.parent_id = (SELECT p.group_id FROM action_points p WHERE p.id = {point})
        OR g.id = (SELECT own.parent_id FROM action_points p JOIN groups own ON own.id = p.group_id
                   WHERE p.id = {point}))
    AND NOT EXISTS (SELECT 1 FROM memberships o JOIN action_points p ON p.group_id = o.group_id
                    WHERE p.id = {point} AND o.person_id = {person})
    AND NOT EXISTS (SELECT 1 FROM owners w WHERE w.point_id = {point} AND w.person_id = {person})
"""
POINT_OF_OWNER = "(SELECT w.point_id FROM owners w WHERE w.id = kept_owners.owner_id)"
OF_THE_ANSWER = """
    SELECT min(CAST(a.via_group_id AS text)) FROM answers a
    WHERE a.point_id = action_point_events.point_id AND a.created_at = action_point_events.created_at
"""


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("via_group_id", ID, nullable=True))
    _fill("kept_owners", NEXT_TO_IT.format(person="kept_owners.person_id", point=POINT_OF_OWNER))
    _fill("answers", NEXT_TO_IT.format(person="answers.person_id", point="answers.point_id"))
    _fill("action_point_events", OF_THE_ANSWER)


def _fill(table: str, found: str) -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    id = f"CAST(({found}) AS uuid)" if on_postgresql else f"({found})"
    op.execute(f"UPDATE {table} SET via_group_id = {id}")  # noqa: S608 - all of it stands above


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "via_group_id")
