"""Another key for the same system, the one before for a while; and when a key was used last."""

import sqlalchemy as sa
from alembic import op

revision = "key_rotation"
down_revision = "removals"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("former_hash", sa.String(64), nullable=True))
    op.add_column("api_keys", sa.Column("former_until", INSTANT, nullable=True))
    op.create_table(
        "api_key_uses",
        sa.Column("api_key_id", ID, nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["api_key_id"], ["api_keys.id"], name=op.f("fk_api_key_uses_api_key_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("api_key_id", name=op.f("pk_api_key_uses")),
    )


def downgrade() -> None:
    op.drop_table("api_key_uses")
    with op.batch_alter_table("api_keys") as batch:
        batch.drop_column("former_until")
        batch.drop_column("former_hash")
