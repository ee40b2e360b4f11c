"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("envelope_sender", sa.String(254), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "claimed",
                "transmitting",
                "accepted",
                "uncertain",
                "failed",
                "superseded",
                "expired",
                "held",
                name="deliverystate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(100), nullable=True),
        sa.Column(
            "planned_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "next_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "useful_until", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(100), nullable=True),
        sa.Column(
            "lease_until", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=True),
        sa.Column("message_id", sa.String(255), nullable=True),
        sa.Column(
            "frozen_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("last_reply", sa.String(1000), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliveries_message_id"), ["message_id"], unique=False)
        batch_op.create_index("ix_deliveries_state_next_at", ["state", "next_at"], unique=False)
        batch_op.create_index("ix_deliveries_state_useful_until", ["state", "useful_until"], unique=False)

    op.create_table(
        "organizations",
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
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "name_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "name_order",
            sa.String(length=1800).with_variant(sa.String(length=1800, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "municipality",
                "region",
                "company",
                "association",
                "office",
                "other",
                name="organizationkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["organizations.id"], name=op.f("fk_organizations_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
    )
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organizations_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_name_order"), ["name_order"], unique=False)
        batch_op.create_index(batch_op.f("ix_organizations_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "uq_organizations_external_id", ["external_owner_id", "external_id"], unique=True
        )

    op.create_table(
        "reminder_runs",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_runs")),
    )
    op.create_table(
        "delivery_attempts",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("delivery_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(100), nullable=False),
        sa.Column(
            "started_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("reply", sa.String(1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_delivery_attempts_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempts")),
    )
    with op.batch_alter_table("delivery_attempts", schema=None) as batch_op:
        batch_op.create_index("uq_delivery_attempts_fence", ["delivery_id", "fence"], unique=True)

    op.create_table(
        "groups",
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
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "name_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "name_order",
            sa.String(length=800).with_variant(sa.String(length=800, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("short_name", sa.String(50), nullable=True),
        sa.Column("search_text", sa.String(1000), nullable=False),
        sa.Column("parent_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("office_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("time_zone", sa.String(50), nullable=False),
        sa.Column(
            "language", sa.Enum("sv", "en", name="language", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "default_due",
            sa.Enum("none", "next_meeting", name="defaultdue", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("correction_days", sa.Integer(), nullable=False),
        sa.Column(
            "reminders",
            sa.Enum("off", "preview", "on", name="reminders", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("remind_days_before", sa.Text(), nullable=False),
        sa.Column("remind_at", sa.Time().with_variant(sa.String(8), "sqlite"), nullable=False),
        sa.Column("remind_undated", sa.Boolean(), nullable=False),
        sa.Column("escalate_after", sa.Integer(), nullable=False),
        sa.Column("mail_details", sa.Boolean(), nullable=False),
        sa.Column(
            "reminders_since",
            sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["office_id"], ["organizations.id"], name=op.f("fk_groups_office_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["groups.id"], name=op.f("fk_groups_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groups_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_groups_name_order"), ["name_order"], unique=False)
        batch_op.create_index(batch_op.f("ix_groups_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groups_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("uq_groups_external_id", ["external_owner_id", "external_id"], unique=True)

    op.create_table(
        "persons",
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
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "name_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "name_order",
            sa.String(length=800).with_variant(sa.String(length=800, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("email_key", sa.String(254), nullable=True),
        sa.Column("phone", sa.String(50), nullable=True),
        sa.Column(
            "language", sa.Enum("sv", "en", name="language", native_enum=False, length=40), nullable=False
        ),
        sa.Column("organization_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "email_state",
            sa.Enum("good", "bounced", name="emailstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_persons_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("email_key", name=op.f("uq_persons_email_key")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persons_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_persons_name_order"), ["name_order"], unique=False)
        batch_op.create_index(batch_op.f("ix_persons_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index("uq_persons_external_id", ["external_owner_id", "external_id"], unique=True)

    op.create_table(
        "api_keys",
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
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("all_groups", sa.Boolean(), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_api_keys_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
    )
    with op.batch_alter_table("api_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_keys_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_api_keys_external_id", ["external_owner_id", "external_id"], unique=True)

    op.create_table(
        "closed_occasions",
        sa.Column("about", sa.String(100), nullable=False),
        sa.Column("occasion_on", sa.Date(), nullable=False),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_closed_occasions_group_id")),
        sa.PrimaryKeyConstraint("about", "occasion_on", name=op.f("pk_closed_occasions")),
    )
    with op.batch_alter_table("closed_occasions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closed_occasions_group_id"), ["group_id"], unique=False)

    op.create_table(
        "counters",
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("series", sa.String(40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_counters_group_id")),
        sa.PrimaryKeyConstraint("group_id", "series", name=op.f("pk_counters")),
    )
    op.create_table(
        "introductions",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("owner_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=True),
        sa.Column("sent", sa.Text(), nullable=True),
        sa.Column(
            "name_key",
            sa.String(length=600).with_variant(sa.String(length=600, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "name_order",
            sa.String(length=800).with_variant(sa.String(length=800, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("organization_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_introductions_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_introductions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_introductions_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_introductions_external_id", ["owner_id", "external_id"], unique=True)
        batch_op.create_index("uq_introductions_person", ["owner_id", "person_id"], unique=True)

    op.create_table(
        "meetings",
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
            sa.Enum(
                "proposed",
                "scheduled",
                "held",
                "cancelled",
                name="meetingstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.String(1000), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time().with_variant(sa.String(8), "sqlite"), nullable=True),
        sa.Column("end_time", sa.Time().with_variant(sa.String(8), "sqlite"), nullable=True),
        sa.Column("time_zone", sa.String(50), nullable=False),
        sa.Column("place", sa.String(300), nullable=True),
        sa.Column("online_url", sa.String(2000), nullable=True),
        sa.Column("note", sa.String(10000), nullable=True),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column(
            "starts_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("ends_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "status_before",
            sa.Enum(
                "proposed",
                "scheduled",
                "held",
                "cancelled",
                name="meetingstatus",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "begins_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "order_key",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("day_revision", sa.Integer(), nullable=False),
        sa.Column(
            "day_set_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("attendance_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_meetings_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_group_held", ["group_id", "status", "order_key"], unique=False)
        batch_op.create_index("ix_meetings_group_order", ["group_id", "order_key"], unique=False)
        batch_op.create_index("uq_meetings_external_id", ["external_owner_id", "external_id"], unique=True)

    op.create_table(
        "memberships",
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
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("role_title", sa.String(100), nullable=True),
        sa.Column("role_title_key", sa.String(300), nullable=True),
        sa.Column("on_behalf_of_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_memberships_group_id")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["organizations.id"], name=op.f("fk_memberships_on_behalf_of_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_memberships_person_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["persons.id"], name=op.f("fk_memberships_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index("ix_memberships_group_person", ["group_id", "person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_on_behalf_of_id"), ["on_behalf_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_successor_id"), ["successor_id"], unique=False)
        batch_op.create_index("uq_memberships_external_id", ["external_owner_id", "external_id"], unique=True)

    op.create_table(
        "stops",
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "stopped_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_stops_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_stops_person_id")),
        sa.PrimaryKeyConstraint("person_id", "group_id", name=op.f("pk_stops")),
    )
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stops_group_id"), ["group_id"], unique=False)

    op.create_table(
        "agenda_items",
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
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "information",
                "discussion",
                "decision",
                "follow_up",
                "formality",
                name="agendakind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("notes", sa.String(100000), nullable=True),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "none", "handled", "parked", "referred", name="agendaoutcome", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("parked_until", sa.String(300), nullable=True),
        sa.Column("referred_to_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("continues_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["continues_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_continues_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_parent_id")),
        sa.ForeignKeyConstraint(
            ["referred_to_id"], ["groups.id"], name=op.f("fk_agenda_items_referred_to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_agenda_items_meeting", ["meeting_id", "parent_id", "position"], unique=False
        )
        batch_op.create_index("ix_agenda_items_outcome", ["meeting_id", "outcome"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_items_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_items_referred_to_id"), ["referred_to_id"], unique=False)
        batch_op.create_index("uq_agenda_items_continues", ["continues_id"], unique=True)
        batch_op.create_index(
            "uq_agenda_items_external_id", ["external_owner_id", "external_id"], unique=True
        )

    op.create_table(
        "api_key_groups",
        sa.Column("api_key_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["api_key_id"], ["api_keys.id"], name=op.f("fk_api_key_groups_api_key_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_api_key_groups_group_id")),
        sa.PrimaryKeyConstraint("api_key_id", "group_id", name=op.f("pk_api_key_groups")),
    )
    with op.batch_alter_table("api_key_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_key_groups_group_id"), ["group_id"], unique=False)

    op.create_table(
        "attendances",
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
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("organization_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("roles", sa.Text(), nullable=True),
        sa.Column("role_title", sa.String(100), nullable=True),
        sa.Column("on_behalf_of_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column(
            "response",
            sa.Enum(
                "needs_action",
                "accepted",
                "tentative",
                "declined",
                name="response",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "presence",
            sa.Enum("unknown", "present", "absent", "excused", name="presence", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("substitute_for_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("copied_name", sa.String(200), nullable=True),
        sa.Column(
            "copied_name_order",
            sa.String(length=800).with_variant(sa.String(length=800, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("copied_on_behalf_of", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["organizations.id"], name=op.f("fk_attendances_on_behalf_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_attendances_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_attendances_person_id")),
        sa.ForeignKeyConstraint(
            ["substitute_for_id"], ["persons.id"], name=op.f("fk_attendances_substitute_for_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_on_behalf_of_id"), ["on_behalf_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendances_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendances_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_attendances_substitute_for_id"), ["substitute_for_id"], unique=False
        )
        batch_op.create_index("uq_attendances_external_id", ["external_owner_id", "external_id"], unique=True)
        batch_op.create_index("uq_attendances_organization", ["meeting_id", "organization_id"], unique=True)
        batch_op.create_index("uq_attendances_person", ["meeting_id", "person_id"], unique=True)

    op.create_table(
        "next_meetings",
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_next_meetings_group_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_next_meetings_meeting_id")),
        sa.PrimaryKeyConstraint("group_id", "since", name=op.f("pk_next_meetings")),
    )
    with op.batch_alter_table("next_meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_next_meetings_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "digest",
                "change",
                "nudge",
                "summary",
                "escalation",
                name="reminderkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("meeting_revision", sa.Integer(), nullable=True),
        sa.Column("meeting_sequence", sa.Integer(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("smallest_offset", sa.Integer(), nullable=True),
        sa.Column("occasion_on", sa.Date(), nullable=False),
        sa.Column("recipient_kind", sa.String(20), nullable=False),
        sa.Column("recipient_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("address", sa.String(254), nullable=True),
        sa.Column(
            "own_state",
            sa.Enum(
                "planned",
                "claimed",
                "transmitting",
                "accepted",
                "uncertain",
                "failed",
                "superseded",
                "expired",
                "held",
                "unreachable",
                "answered",
                "stopped",
                "too_late",
                "meeting_proposed",
                "preview",
                name="reminderstate",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(100), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("delivery_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_reminders_delivery_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_reminders_group_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_reminders_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_reminders_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_delivery_id"), ["delivery_id"], unique=False)
        batch_op.create_index("ix_reminders_group", ["group_id", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reminders_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_reminders_day",
            ["group_id", "occasion_on", "recipient_kind", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'digest' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'digest' AND NOT superseded"),
        )
        batch_op.create_index(
            "uq_reminders_meeting",
            ["meeting_id", "meeting_revision", "smallest_offset", "recipient_kind", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'digest' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'digest' AND NOT superseded"),
        )

    op.create_table(
        "action_points",
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
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("agenda_item_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(300), nullable=False),
        sa.Column("details", sa.String(10000), nullable=True),
        sa.Column("search_text", sa.String(12000), nullable=False),
        sa.Column(
            "completion",
            sa.Enum("any", "each", name="completion", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "due_kind",
            sa.Enum(
                "date",
                "next_meeting",
                "meeting",
                "event",
                "none",
                name="duekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("due_meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("due_event", sa.String(300), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "waiting",
                "done",
                "dropped",
                name="pointstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rests_until", sa.Date(), nullable=True),
        sa.Column("report_to_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("first_due_date", sa.Date(), nullable=True),
        sa.Column(
            "due_set_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=True
        ),
        sa.Column("closed_meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("outcome", sa.String(2000), nullable=True),
        sa.Column("closed_by_answer", sa.Boolean(), nullable=False),
        sa.Column("kept_due_on", sa.Date(), nullable=True),
        sa.Column("kept_due_at_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("kept_due_preliminary", sa.Boolean(), nullable=False),
        sa.Column("kept_first_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_action_points_agenda_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_meeting_id"], ["meetings.id"], name=op.f("fk_action_points_closed_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["due_meeting_id"], ["meetings.id"], name=op.f("fk_action_points_due_meeting_id")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_action_points_group_id")),
        sa.ForeignKeyConstraint(
            ["kept_due_at_id"], ["meetings.id"], name=op.f("fk_action_points_kept_due_at_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_action_points_meeting_id")),
        sa.ForeignKeyConstraint(["report_to_id"], ["groups.id"], name=op.f("fk_action_points_report_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_points")),
    )
    with op.batch_alter_table("action_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_points_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_action_points_closed_meeting_id"), ["closed_meeting_id"], unique=False
        )
        batch_op.create_index("ix_action_points_due_meeting", ["due_meeting_id"], unique=False)
        batch_op.create_index("ix_action_points_group_status", ["group_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_points_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_points_report_to_id"), ["report_to_id"], unique=False)
        batch_op.create_index(
            "uq_action_points_external_id", ["external_owner_id", "external_id"], unique=True
        )
        batch_op.create_index("uq_action_points_number", ["group_id", "number"], unique=True)

    op.create_table(
        "agenda_presenters",
        sa.Column("agenda_item_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_items.id"],
            name=op.f("fk_agenda_presenters_agenda_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_agenda_presenters_person_id")),
        sa.PrimaryKeyConstraint("agenda_item_id", "person_id", name=op.f("pk_agenda_presenters")),
    )
    with op.batch_alter_table("agenda_presenters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_presenters_person_id"), ["person_id"], unique=False)

    op.create_table(
        "decisions",
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
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(10000), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_decisions_agenda_item_id")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_decisions_group_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("uq_decisions_external_id", ["external_owner_id", "external_id"], unique=True)
        batch_op.create_index("uq_decisions_number", ["group_id", "year", "sequence"], unique=True)

    op.create_table(
        "action_point_events",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("point_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("comment", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_action_point_events_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"],
            ["action_points.id"],
            name=op.f("fk_action_point_events_point_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_point_events")),
    )
    with op.batch_alter_table("action_point_events", schema=None) as batch_op:
        batch_op.create_index("ix_action_point_events_point", ["point_id", "created_at"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("point_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("organization_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "done",
                "in_progress",
                "waiting",
                "cannot",
                "took",
                name="answerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.String(2000), nullable=True),
        sa.Column("rests_until", sa.Date(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_answers_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answers_person_id")),
        sa.ForeignKeyConstraint(
            ["point_id"], ["action_points.id"], name=op.f("fk_answers_point_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_answers_point", ["point_id", "created_at"], unique=False)

    op.create_table(
        "owners",
        sa.Column("id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite"), nullable=False
        ),
        sa.Column("point_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "role",
                "organization",
                "group",
                "named",
                name="ownerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "part",
            sa.Enum("responsible", "convenor", "participant", name="ownerpart", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "vice_chair",
                "secretary",
                "coordinator",
                "treasurer",
                "member",
                "co_opted",
                "user_representative",
                "substitute",
                "observer",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("role_title", sa.String(100), nullable=True),
        sa.Column("role_title_key", sa.String(400), nullable=True),
        sa.Column("organization_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=True),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column(
            "scope",
            sa.Enum("group", "child_groups", name="ownerscope", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("within_group_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_owners_group_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_owners_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_owners_person_id")),
        sa.ForeignKeyConstraint(
            ["point_id"], ["action_points.id"], name=op.f("fk_owners_point_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["within_group_id"], ["groups.id"], name=op.f("fk_owners_within_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
    )
    with op.batch_alter_table("owners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_owners_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_owners_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_owners_point_id"), ["point_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_owners_within_group_id"), ["within_group_id"], unique=False)

    op.create_table(
        "reminder_points",
        sa.Column("reminder_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("point_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("own_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["point_id"], ["action_points.id"], name=op.f("fk_reminder_points_point_id")),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name=op.f("fk_reminder_points_reminder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reminder_id", "point_id", name=op.f("pk_reminder_points")),
    )
    with op.batch_alter_table("reminder_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_points_point_id"), ["point_id"], unique=False)

    op.create_table(
        "kept_owners",
        sa.Column("owner_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Uuid().with_variant(sa.String(36), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_kept_owners_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_kept_owners_person_id")),
        sa.PrimaryKeyConstraint("owner_id", "person_id", name=op.f("pk_kept_owners")),
    )
    with op.batch_alter_table("kept_owners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_owners_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kept_owners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_owners_person_id"))

    op.drop_table("kept_owners")
    with op.batch_alter_table("reminder_points", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_points_point_id"))

    op.drop_table("reminder_points")
    with op.batch_alter_table("owners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_owners_within_group_id"))
        batch_op.drop_index(batch_op.f("ix_owners_point_id"))
        batch_op.drop_index(batch_op.f("ix_owners_person_id"))
        batch_op.drop_index(batch_op.f("ix_owners_organization_id"))

    op.drop_table("owners")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index("ix_answers_point")
        batch_op.drop_index(batch_op.f("ix_answers_person_id"))
        batch_op.drop_index(batch_op.f("ix_answers_organization_id"))

    op.drop_table("answers")
    with op.batch_alter_table("action_point_events", schema=None) as batch_op:
        batch_op.drop_index("ix_action_point_events_point")

    op.drop_table("action_point_events")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index("uq_decisions_number")
        batch_op.drop_index("uq_decisions_external_id")
        batch_op.drop_index(batch_op.f("ix_decisions_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_decisions_agenda_item_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("agenda_presenters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_presenters_person_id"))

    op.drop_table("agenda_presenters")
    with op.batch_alter_table("action_points", schema=None) as batch_op:
        batch_op.drop_index("uq_action_points_number")
        batch_op.drop_index("uq_action_points_external_id")
        batch_op.drop_index(batch_op.f("ix_action_points_report_to_id"))
        batch_op.drop_index(batch_op.f("ix_action_points_meeting_id"))
        batch_op.drop_index("ix_action_points_group_status")
        batch_op.drop_index("ix_action_points_due_meeting")
        batch_op.drop_index(batch_op.f("ix_action_points_closed_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_action_points_agenda_item_id"))

    op.drop_table("action_points")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_reminders_meeting",
            sqlite_where=sa.text("kind = 'digest' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'digest' AND NOT superseded"),
        )
        batch_op.drop_index(
            "uq_reminders_day",
            sqlite_where=sa.text("kind = 'digest' AND NOT superseded"),
            postgresql_where=sa.text("kind = 'digest' AND NOT superseded"),
        )
        batch_op.drop_index(batch_op.f("ix_reminders_person_id"))
        batch_op.drop_index("ix_reminders_group")
        batch_op.drop_index(batch_op.f("ix_reminders_delivery_id"))

    op.drop_table("reminders")
    with op.batch_alter_table("next_meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_next_meetings_meeting_id"))

    op.drop_table("next_meetings")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index("uq_attendances_person")
        batch_op.drop_index("uq_attendances_organization")
        batch_op.drop_index("uq_attendances_external_id")
        batch_op.drop_index(batch_op.f("ix_attendances_substitute_for_id"))
        batch_op.drop_index(batch_op.f("ix_attendances_person_id"))
        batch_op.drop_index(batch_op.f("ix_attendances_organization_id"))
        batch_op.drop_index(batch_op.f("ix_attendances_on_behalf_of_id"))

    op.drop_table("attendances")
    with op.batch_alter_table("api_key_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_key_groups_group_id"))

    op.drop_table("api_key_groups")
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_index("uq_agenda_items_external_id")
        batch_op.drop_index("uq_agenda_items_continues")
        batch_op.drop_index(batch_op.f("ix_agenda_items_referred_to_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_items_parent_id"))
        batch_op.drop_index("ix_agenda_items_outcome")
        batch_op.drop_index("ix_agenda_items_meeting")

    op.drop_table("agenda_items")
    with op.batch_alter_table("stops", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stops_group_id"))

    op.drop_table("stops")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("uq_memberships_external_id")
        batch_op.drop_index(batch_op.f("ix_memberships_successor_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_on_behalf_of_id"))
        batch_op.drop_index("ix_memberships_group_person")

    op.drop_table("memberships")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("uq_meetings_external_id")
        batch_op.drop_index("ix_meetings_group_order")
        batch_op.drop_index("ix_meetings_group_held")

    op.drop_table("meetings")
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index("uq_introductions_person")
        batch_op.drop_index("uq_introductions_external_id")
        batch_op.drop_index(batch_op.f("ix_introductions_person_id"))

    op.drop_table("introductions")
    op.drop_table("counters")
    with op.batch_alter_table("closed_occasions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closed_occasions_group_id"))

    op.drop_table("closed_occasions")
    with op.batch_alter_table("api_keys", schema=None) as batch_op:
        batch_op.drop_index("uq_api_keys_external_id")
        batch_op.drop_index(batch_op.f("ix_api_keys_person_id"))

    op.drop_table("api_keys")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_index("uq_persons_external_id")
        batch_op.drop_index(batch_op.f("ix_persons_organization_id"))
        batch_op.drop_index(batch_op.f("ix_persons_name_order"))
        batch_op.drop_index(batch_op.f("ix_persons_name_key"))

    op.drop_table("persons")
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_index("uq_groups_external_id")
        batch_op.drop_index(batch_op.f("ix_groups_parent_id"))
        batch_op.drop_index(batch_op.f("ix_groups_office_id"))
        batch_op.drop_index(batch_op.f("ix_groups_name_order"))
        batch_op.drop_index(batch_op.f("ix_groups_name_key"))

    op.drop_table("groups")
    with op.batch_alter_table("delivery_attempts", schema=None) as batch_op:
        batch_op.drop_index("uq_delivery_attempts_fence")

    op.drop_table("delivery_attempts")
    op.drop_table("reminder_runs")
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.drop_index("uq_organizations_external_id")
        batch_op.drop_index(batch_op.f("ix_organizations_parent_id"))
        batch_op.drop_index(batch_op.f("ix_organizations_name_order"))
        batch_op.drop_index(batch_op.f("ix_organizations_name_key"))

    op.drop_table("organizations")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_state_useful_until")
        batch_op.drop_index("ix_deliveries_state_next_at")
        batch_op.drop_index(batch_op.f("ix_deliveries_message_id"))

    op.drop_table("deliveries")
