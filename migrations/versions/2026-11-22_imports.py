"""Notes that were sent in, and which points their words became."""

import sqlalchemy as sa
from alembic import op

revision = "imports"
down_revision = "delivery_and_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "modified_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=True),
        sa.Column("external_owner_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "status",
            sa.Enum("proposed", "accepted", name="importstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(200), nullable=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("attendance", sa.Text(), nullable=False),
        sa.Column("agenda_items", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("action_points", sa.Text(), nullable=False),
        sa.Column("next_meetings", sa.Text(), nullable=False),
        sa.Column("unread", sa.Text(), nullable=False),
        sa.Column(
            "accepted_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("made", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imports_group_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_imports_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "imported_points",
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("words_hash", sa.String(64), nullable=False),
        sa.Column("point_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_imported_points_group_id")),
        sa.ForeignKeyConstraint(["point_id"], ["action_points.id"], name=op.f("fk_imported_points_point_id")),
        sa.PrimaryKeyConstraint("group_id", "words_hash", name=op.f("pk_imported_points")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index("uq_imports_external_id", ["external_owner_id", "external_id"], unique=True)
        batch_op.create_index("uq_imports_fingerprint", ["group_id", "fingerprint"], unique=True)
        batch_op.create_index(batch_op.f("ix_imports_meeting_id"), ["meeting_id"], unique=False)

    with op.batch_alter_table("imported_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_points_point_id"), ["point_id"], unique=False)


def downgrade() -> None:
    op.drop_table("imported_points")
    op.drop_table("imports")
