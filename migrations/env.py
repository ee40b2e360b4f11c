"""How migrations run: on the connection given, or on the database of NASTA_DATABASE_URL."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, text

from app import database, models


def _plain(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Our own column types written as plain ones: a migration never imports from the application."""
    if kind != "type":
        return False
    name = type(thing).__name__
    written = {
        "Id": "sa.Uuid().with_variant(sa.String(36), 'sqlite')",
        "UtcDateTime": "sa.DateTime(timezone=True).with_variant(sa.String(27), 'sqlite')",
        "LocalTime": "sa.Time().with_variant(sa.String(8), 'sqlite')",
        "Json": "sa.Text()",
        "AutoString": f"sa.String({getattr(thing, 'length', None) or ''})",
        "Enum": f"sa.Enum({', '.join(map(repr, getattr(thing, 'enums', [])))}, name={getattr(thing, 'name', '')!r}, native_enum=False, length=40)",
    }
    return written.get(name, False)


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '5s'"))
    context.configure(
        connection=connection,
        target_metadata=models.metadata,
        render_as_batch=True,
        render_item=_plain,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with database.engine().execution_options(sqlite_begin="IMMEDIATE").begin() as opened:
        _run(opened)
