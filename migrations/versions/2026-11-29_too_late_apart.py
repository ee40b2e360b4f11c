"""What came too late takes no place among a day's digests."""

import sqlalchemy as sa
from alembic import op

revision = "too_late_apart"
down_revision = "indexes_of_planning"
branch_labels = None
depends_on = None

CURRENT = "kind = 'digest' AND NOT superseded"
NOT_TOO_LATE = CURRENT + " AND (own_state IS NULL OR own_state <> 'too_late')"


def upgrade() -> None:
    _again(NOT_TOO_LATE)


def downgrade() -> None:
    """A day may have more by now than it has place for: what came too late makes room."""
    op.execute("UPDATE reminders SET superseded = true WHERE kind = 'digest' AND own_state = 'too_late'")
    _again(CURRENT)


def _again(condition: str) -> None:
    where = sa.text(condition)
    op.drop_index("uq_reminders_day", "reminders")
    op.create_index(
        "uq_reminders_day",
        "reminders",
        ["group_id", "occasion_on", "recipient_kind", "recipient_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
