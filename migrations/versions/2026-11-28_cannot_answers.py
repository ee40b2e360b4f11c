"""The answers "cannot" are found among all others by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "cannot_answers"
down_revision = "imports"
branch_labels = None
depends_on = None

CANNOT = sa.text("answer = 'cannot'")


def upgrade() -> None:
    op.create_index(
        "ix_answers_cannot", "answers", ["point_id"], sqlite_where=CANNOT, postgresql_where=CANNOT
    )


def downgrade() -> None:
    op.drop_index("ix_answers_cannot", "answers")
