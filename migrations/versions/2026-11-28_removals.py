"""What was removed is kept as an id and an instant; and what became another since an instant is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "removals"
down_revision = "answered_through"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
NOUNS = (
    "action_points", "agenda_items", "api_keys", "attendances", "decisions", "groups", "identities", "imports",
    "meetings", "memberships", "organizations", "persons",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "removals",
        sa.Column("id", ID, nullable=False),
        sa.Column("noun", sa.String(40), nullable=False),
        sa.Column("group_id", ID, nullable=True),
        sa.Column(
            "removed_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removals")),
    )
    op.create_index("ix_removals_noun", "removals", ["noun", "removed_at"])
    for noun in NOUNS:
        op.create_index(f"ix_{noun}_modified_at", noun, ["modified_at"])


def downgrade() -> None:
    for noun in NOUNS:
        op.drop_index(f"ix_{noun}_modified_at", noun)
    op.drop_table("removals")
