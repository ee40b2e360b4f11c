"""The audit: a table that is only added to, whoever asks."""

import sqlalchemy as sa
from alembic import op

revision = "audit_events"
down_revision = "identities"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
REFUSAL = "audit_events is insert-only"


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", ID, nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("actor_kind", sa.String(20), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("act", sa.String(100), nullable=False),
        sa.Column("from_address", sa.String(45), nullable=True),
        sa.Column("object_id", ID, nullable=True),
        sa.Column("group_id", ID, nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(8), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_events_number")),
    )
    for name in ("actor", "object", "group"):
        op.create_index(f"ix_audit_events_{name}", "audit_events", [f"{name}_id", "number"])
    if op.get_bind().dialect.name == "postgresql":
        _only_added_to_on_postgresql()
    else:
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_events_no_{act} BEFORE {act.upper()} ON audit_events"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _only_added_to_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_events_insert_only() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_events_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_events_insert_only()"
    )


def downgrade() -> None:
    op.drop_table("audit_events")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_events_insert_only()")
