"""The commands: python -m app <command>. Each says what it does with --help."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from app.auditing import who
from app.fitness import UnfitSettings

# Each is imported when it is asked for: some take seconds, some need nothing but themselves.
COMMANDS = {
    "serve": "app.commands.serve",
    "worker": "app.commands.work",
    "migrate": "app.commands.migrate",
    "remind": "app.commands.remind",
    "import-notes": "app.commands.import_notes",
    "demo": "app.commands.demo",
    "keys": "app.api_keys.cli",
    "sender": "app.commands.sender",
    "audit": "app.commands.audit",
    "mail-test": "app.commands.mail",
    "bounces": "app.commands.bounces",
    "openapi": "app.commands.openapi",
    "policy": "app.commands.policy",
}
JOBS = {"serve", "worker", "remind"}  # they work by themselves; the others because somebody said so


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands with their options, or one."""
    made = argparse.ArgumentParser(
        prog="python -m app", description="Nästa: what is agreed in a meeting is done by the next."
    )
    commands = made.add_subparsers(required=True, metavar="command")
    for name, module in COMMANDS.items():
        if only in (None, name):
            import_module(module).register(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it went well. What the settings lack is said in a sentence."""
    given = sys.argv[1:] if arguments is None else arguments
    said = parser(given[0] if given and given[0] in COMMANDS else None).parse_args(given)
    who.begin(who.Doing("job" if given[0] in JOBS else "operator", act=given[0]))
    try:
        code: int | None = said.run(said)
    except UnfitSettings as unfit:
        print(unfit, file=sys.stderr)
        return 2
    return code or 0
