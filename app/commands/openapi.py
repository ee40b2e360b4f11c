"""openapi: print the description of the API."""

import argparse
import json
import sys

from app.commands.arguments import Commands
from app.main import create_api


def register(commands: Commands) -> None:
    commands.add_parser("openapi", help="print the description of the API").set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    json.dump(create_api().openapi(), sys.stdout, ensure_ascii=False, indent=1)
