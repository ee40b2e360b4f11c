"""policy: print who may do what, as it stands in docs/policy.md."""

import argparse

from app.access.page import page
from app.access.policy import named
from app.commands.arguments import Commands
from app.main import create_app, routes_of


def register(commands: Commands) -> None:
    commands.add_parser("policy", help="print who may do what").set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    print(printed(), end="")


def printed() -> str:
    """The page about every route of the application."""
    return page(
        (method, path, named(route.endpoint))
        for path, route in routes_of(create_app())
        for method in sorted(route.methods or ())
    )
