"""What happened, for other systems that keep a copy: /changes."""

import sqlalchemy as sa
from alembic import op

revision = "changes"
down_revision = "open_by_due"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
WAITING = sa.text("position IS NULL")


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False),
        sa.Column("type", sa.String(60), nullable=False),
        sa.Column("noun", sa.String(40), nullable=False),
        sa.Column("thing_id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index("uq_changes_position", "changes", ["position"], unique=True)
    op.create_index(
        "ix_changes_unnumbered", "changes", ["id"], sqlite_where=WAITING, postgresql_where=WAITING
    )


def downgrade() -> None:
    op.drop_table("changes")
