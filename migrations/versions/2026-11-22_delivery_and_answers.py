"""Delivery that survives, links to answer, bounces, pages of follow-up."""

import sqlalchemy as sa
from alembic import op

revision = "delivery_and_answers"
down_revision = "first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "senders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "held_for",
            sa.Enum(
                "operator", "fault", "storm", "clock", "restore", name="heldfor", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("held_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True),
        sa.Column("words", sa.String(1000), nullable=True),
        sa.Column(
            "retry_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column(
            "silent_since", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("alarms", sa.Text(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True),
        sa.Column(
            "released_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("identity", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_senders")),
    )
    op.create_table(
        "answer_links",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column(
            "purpose", sa.Enum("answer", "stop", name="purpose", native_enum=False, length=40), nullable=False
        ),
        sa.Column("delivery_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "revoked_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column(
            "renewed_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_answer_links_delivery_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_answer_links_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_answer_links_token_hash")),
    )
    with op.batch_alter_table("answer_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_links_delivery_id"), ["delivery_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_links_group_id"), ["group_id"], unique=False)

    op.create_table(
        "bounces",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("address_key", sa.String(254), nullable=False),
        sa.Column("status", sa.String(20), nullable=True),
        sa.Column("diagnostic", sa.String(1000), nullable=True),
        sa.Column("report_id", sa.String(255), nullable=True),
        sa.Column("delivery_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column(
            "received_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_bounces_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounces")),
        sa.UniqueConstraint("report_id", name=op.f("uq_bounces_report_id")),
    )
    with op.batch_alter_table("bounces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bounces_address_key"), ["address_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_bounces_delivery_id"), ["delivery_id"], unique=False)

    op.create_table(
        "follow_up_links",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("made_by", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "revoked_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_follow_up_links_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_follow_up_links_token_hash")),
    )
    with op.batch_alter_table("follow_up_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_links_meeting_id"), ["meeting_id"], unique=False)

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("unanswered", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_foreign_key(batch_op.f("fk_deliveries_group_id"), "groups", ["group_id"], ["id"])
        batch_op.drop_index("ix_deliveries_state_next_at")
        batch_op.create_index("ix_deliveries_state_next_at_id", ["state", "next_at", "id"], unique=False)
        batch_op.create_index("ix_deliveries_group_id_sent_at", ["group_id", "sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_planned_at"), ["planned_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_sent_at"), ["sent_at"], unique=False)

    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "email_state",
                sa.Enum("good", "bounced", name="emailstate", native_enum=False, length=40),
                nullable=False,
                server_default="good",
            )
        )

    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "email_state",
                sa.Enum("good", "bounced", name="emailstate", native_enum=False, length=40),
                nullable=False,
                server_default="good",
            )
        )

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "changed_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
            )
        )
        batch_op.create_index("ix_meetings_changed_at", ["changed_at"], unique=False)

    with op.batch_alter_table("closed_occasions", schema=None) as batch_op:
        batch_op.alter_column(
            "group_id", existing_type=sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True
        )

    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("line", sa.String(1000), nullable=True))
        batch_op.add_column(sa.Column("request_key", sa.String(64), nullable=True))
        batch_op.add_column(
            sa.Column("asked_by_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True)
        )
        batch_op.create_index(
            "uq_reminders_change",
            ["meeting_id", "meeting_sequence", "recipient_kind", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'change' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'change' AND NOT superseded"),
        )
        batch_op.create_index(
            "uq_reminders_escalation",
            ["meeting_id", "recipient_kind", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'escalation' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'escalation' AND NOT superseded"),
        )
        batch_op.create_index(
            "uq_reminders_request", ["request_key", "recipient_kind", "recipient_id"], unique=True
        )
        batch_op.create_index("ix_reminders_meeting", ["meeting_id", "recipient_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_reminders_asked_by_id"), "persons", ["asked_by_id"], ["id"]
        )
        batch_op.create_index(
            "uq_reminders_summary",
            ["occasion_on", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'summary' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'summary' AND NOT superseded"),
        )


def downgrade() -> None:
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_reminders_summary",
            sqlite_where=sa.text("kind = 'summary' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'summary' AND NOT superseded"),
        )
        batch_op.drop_constraint(batch_op.f("fk_reminders_asked_by_id"), type_="foreignkey")
        batch_op.drop_index("ix_reminders_meeting")
        batch_op.drop_index("uq_reminders_request")
        batch_op.drop_index(
            "uq_reminders_escalation",
            sqlite_where=sa.text("kind = 'escalation' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'escalation' AND NOT superseded"),
        )
        batch_op.drop_index(
            "uq_reminders_change",
            sqlite_where=sa.text("kind = 'change' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'change' AND NOT superseded"),
        )
        batch_op.drop_column("asked_by_id")
        batch_op.drop_column("request_key")
        batch_op.drop_column("line")
        batch_op.drop_column("told")

    op.execute("DELETE FROM closed_occasions WHERE group_id IS NULL")
    with op.batch_alter_table("closed_occasions", schema=None) as batch_op:
        batch_op.alter_column(
            "group_id", existing_type=sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False
        )

    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.drop_column("email_state")

    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_column("email_state")

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_changed_at")
        batch_op.drop_column("changed_at")

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_sent_at"))
        batch_op.drop_index(batch_op.f("ix_deliveries_planned_at"))
        batch_op.drop_index(batch_op.f("ix_deliveries_address"))
        batch_op.drop_index("ix_deliveries_group_id_sent_at")
        batch_op.drop_index("ix_deliveries_state_next_at_id")
        batch_op.create_index("ix_deliveries_state_next_at", ["state", "next_at"], unique=False)
        batch_op.drop_constraint(batch_op.f("fk_deliveries_group_id"), type_="foreignkey")
        batch_op.drop_column("unanswered")
        batch_op.drop_column("group_id")

    with op.batch_alter_table("follow_up_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_links_meeting_id"))

    op.drop_table("follow_up_links")
    with op.batch_alter_table("bounces", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bounces_delivery_id"))
        batch_op.drop_index(batch_op.f("ix_bounces_address_key"))

    op.drop_table("bounces")
    with op.batch_alter_table("answer_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_links_group_id"))
        batch_op.drop_index(batch_op.f("ix_answer_links_delivery_id"))

    op.drop_table("answer_links")
    op.drop_table("senders")
