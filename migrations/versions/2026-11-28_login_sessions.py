"""Who is logged in, with which browser."""

import sqlalchemy as sa
from alembic import op

revision = "login_sessions"
down_revision = "audit_events"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "login_sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("identity_id", ID, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["identities.id"],
            name=op.f("fk_login_sessions_identity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_sessions_token_hash")),
        sa.UniqueConstraint("state_hash", name=op.f("uq_login_sessions_state_hash")),
    )
    op.create_index(op.f("ix_login_sessions_identity_id"), "login_sessions", ["identity_id"])
    op.create_index(op.f("ix_login_sessions_seen_at"), "login_sessions", ["seen_at"])


def downgrade() -> None:
    op.drop_table("login_sessions")
