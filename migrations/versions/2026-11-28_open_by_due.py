"""Open points by the day they are due: what a run of the reminders asks of all groups at once."""

import sqlalchemy as sa
from alembic import op

revision = "open_by_due"
down_revision = "kept_answers"
branch_labels = None
depends_on = None

NOT_CLOSED = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_action_points_open_due",
        "action_points",
        ["due_kind", "due_date"],
        sqlite_where=NOT_CLOSED,
        postgresql_where=NOT_CLOSED,
    )


def downgrade() -> None:
    op.drop_index("ix_action_points_open_due", "action_points")
