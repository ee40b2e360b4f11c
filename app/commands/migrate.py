"""migrate: bring the database up to date."""

import argparse

from app import database, migrating
from app.commands.arguments import Commands


def register(commands: Commands) -> None:
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    migrating.migrate(database.engine())
