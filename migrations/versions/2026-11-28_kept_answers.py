"""What a request with an Idempotency-Key was answered is kept for every POST, no longer by the nudge for itself."""

import sqlalchemy as sa
from alembic import op

revision = "kept_answers"
down_revision = "cannot_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_answers",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column(
            "kept_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answers")),
    )
    op.create_index(op.f("ix_kept_answers_kept_at"), "kept_answers", ["kept_at"])
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("uq_reminders_request")
        batch_op.drop_column("request_key")


def downgrade() -> None:
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_key", sa.String(64), nullable=True))
        batch_op.create_index(
            "uq_reminders_request", ["request_key", "recipient_kind", "recipient_id"], unique=True
        )
    op.drop_table("kept_answers")
