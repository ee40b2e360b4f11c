"""Who the persons are to the issuers that they log in with."""

import sqlalchemy as sa
from alembic import op

revision = "identities"
down_revision = "changes"
branch_labels = None
depends_on = None

ID = sa.Uuid().with_variant(sa.String(36), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("modified_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=True),
        sa.Column("external_owner_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("linked_by", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_identities_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_index(
        "uq_identities_external_id", "identities", ["external_owner_id", "external_id"], unique=True
    )
    op.create_index("uq_identities_subject", "identities", ["issuer", "subject"], unique=True)
    op.create_index(op.f("ix_identities_person_id"), "identities", ["person_id"])


def downgrade() -> None:
    op.drop_table("identities")
