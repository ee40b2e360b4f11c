"""migrate: bring the database up to date."""

import argparse

from app import database, migrating
from app.commands.arguments import Commands


def register(commands: Commands) -> None:
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.add_argument(
        "--grant",
        metavar="ROLE",
        help="on PostgreSQL: let this role run the service, and change no table's form",
    )
    migrate.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
    if said.grant:
        migrating.grant(database.engine(), said.grant)
