"""What a run asks of all dated points is answered from an index alone; groups without a parent stand in none."""

import sqlalchemy as sa
from alembic import op

revision = "indexes_of_planning"
down_revision = "key_rotation"
branch_labels = None
depends_on = None

NOT_CLOSED, HAS_PARENT = sa.text("closed_at IS NULL"), sa.text("parent_id IS NOT NULL")
DUE = ["due_kind", "due_date"]


def upgrade() -> None:
    _again("action_points", "ix_action_points_open_due", [*DUE, "group_id", "due_set_at", "id"], NOT_CLOSED)
    _again("groups", "ix_groups_parent_id", ["parent_id"], HAS_PARENT)


def downgrade() -> None:
    _again("action_points", "ix_action_points_open_due", DUE, NOT_CLOSED)
    _again("groups", "ix_groups_parent_id", ["parent_id"], None)


def _again(table: str, index: str, columns: list[str], where: sa.TextClause | None) -> None:
    op.drop_index(index, table)
    op.create_index(index, table, columns, sqlite_where=where, postgresql_where=where)
