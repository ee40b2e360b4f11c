"""The commands: python -m app <command>. Each says what it does with --help."""

import argparse
import sys
from collections.abc import Sequence

from app.api_keys import cli as keys
from app.commands import bounces, demo, mail, migrate, openapi, remind, serve, work
from app.settings import UnfitSettings

COMMANDS = (serve, work, migrate, remind, demo, keys, mail, bounces, openapi)


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    made = argparse.ArgumentParser(
        prog="python -m app", description="Nästa: what is agreed in a meeting is done by the next."
    )
    commands = made.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.register(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it went well. What the settings lack is said in a sentence."""
    said = parser().parse_args(arguments)
    try:
        code: int | None = said.run(said)
    except UnfitSettings as unfit:
        print(unfit, file=sys.stderr)
        return 2
    return code or 0
