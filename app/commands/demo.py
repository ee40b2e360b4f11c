"""demo: a fictional group with a year of meetings."""

import argparse

from app.commands.arguments import Commands


def register(commands: Commands) -> None:
    demo = commands.add_parser("demo", help="a fictional group with a year of meetings in it")
    demo.add_argument("--serve", action="store_true", help="then serve it, with the worker")
    demo.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    raise SystemExit("not yet")
