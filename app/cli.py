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
    "log-ins": "app.login.cli",
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


def main(arguments: Sequence[str]) -> int:
    """Runs one command; 0 when it went well. What the settings lack is said in a sentence."""
    return done(asked(arguments))


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The command with its options; whatever it is made of has been imported."""
    said = parser(arguments[0] if arguments and arguments[0] in COMMANDS else None).parse_args(arguments)
    who.begin(who.Doing("job" if arguments[0] in JOBS else "operator", act=arguments[0]))
    return said


def done(said: argparse.Namespace) -> int:
    """0 when it went well."""
    try:
        code: int | None = said.run(said)
    except UnfitSettings as unfit:
        print(unfit, file=sys.stderr)
        return 2
    return code or 0
