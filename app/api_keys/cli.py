"""`python -m app keys`: make, list, rotate and end API keys on the machine itself."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlmodel import col

from app import clock, database, texts
from app.access.caller import BOOTSTRAP, Caller
from app.api_keys import service
from app.api_keys.models import ApiKey, ApiKeyCreate, ApiKeyUse, Rotation, Scope
from app.errors import Problem

OPERATOR = Caller("system", BOOTSTRAP, "operator", administrator=True)


def register(subparsers: Any) -> None:
    """Adds the command `keys`; each of its acts sets `run`, a function of the arguments to an exit status."""
    keys = subparsers.add_parser("keys", help="make, list, rotate and end API keys")
    acts = keys.add_subparsers(dest="act", required=True)
    _arguments_of_add(acts.add_parser("add", help="make a key; it is shown once"))
    acts.add_parser("list", help="the keys there are").set_defaults(run=_list)
    rotate = acts.add_parser("rotate", help="another key for the same system or person; it is shown once")
    rotate.add_argument("id", type=UUID)
    rotate.add_argument("--former-until", help="the instant until which the key from before opens too")
    rotate.set_defaults(run=_told(_rotate))
    end = acts.add_parser("end", help="end a key: it opens nothing from here on")
    end.add_argument("id", type=UUID)
    end.set_defaults(run=_told(_end))


def _arguments_of_add(parser: ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="what it is for")
    parser.add_argument("--person", help="id of the person whose key it is; left out: a system's")
    parser.add_argument("--administrator", action="store_true", help="may do everything")
    parser.add_argument(
        "--scope", action="append", choices=[*Scope], help="what a system may do; all if left out"
    )
    parser.add_argument(
        "--group", action="append", default=[], help="id of a group that a system may work in"
    )
    parser.add_argument("--all-groups", action="store_true", help="a system may work in every group")
    parser.add_argument("--expires", help="the instant from which it opens nothing, as 2027-01-01T00:00:00Z")
    parser.set_defaults(run=_told(_add))


def _told(act: Callable[[Namespace], str]) -> Callable[[Namespace], int]:
    """The act's word on standard output and 0, or what hindered it on standard error and 1."""

    def run(arguments: Namespace) -> int:
        try:
            sys.stdout.write(act(arguments) + "\n")
        except (Problem, ValidationError) as error:
            sys.stderr.write(_hindrance(error) + "\n")
            return 1
        return 0

    return run


def _hindrance(error: Problem | ValidationError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'/'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    faults = [
        f"{fault['pointer']}: {texts.text('fault.' + fault['code'])}"
        for fault in error.members.get("errors", ())
    ]
    return "; ".join([texts.text(f"problem.{error.code}"), *faults])


def _add(arguments: Namespace) -> str:
    body = ApiKeyCreate.model_validate(
        {
            "name": arguments.name,
            "person_id": arguments.person,
            "administrator": arguments.administrator,
            "scopes": arguments.scope or [*Scope],
            "group_ids": None if arguments.all_groups else arguments.group,
            "expires_at": arguments.expires,
        }
    )
    with database.transaction() as session:
        _, key = service.make(session, OPERATOR, body, clock.now())
    return key


def _list(_: Namespace) -> int:
    with database.snapshot() as session:
        used = {use.api_key_id: use.used_at for use in session.execute(select(ApiKeyUse)).scalars()}
        for key in session.execute(select(ApiKey).order_by(col(ApiKey.created_at))).scalars():
            sys.stdout.write("\t".join(_columns(key, used.get(key.id))) + "\n")
    return 0


def _columns(key: ApiKey, used_at: datetime | None) -> list[str]:
    whose = f"person {key.person_id}" if key.person_id else "system " + ",".join(key.scopes)
    instants = [instant.isoformat() if instant else "-" for instant in (key.expires_at, used_at)]
    return [str(key.id), key.name, whose, "administrator" if key.administrator else "-", *instants]


def _rotate(arguments: Namespace) -> str:
    body = Rotation.model_validate({"former_until": arguments.former_until})
    with database.transaction() as session:
        return service.rotate(session, OPERATOR, arguments.id, body, "*", clock.now())


def _end(arguments: Namespace) -> str:
    with database.transaction() as session:
        service.end(session, OPERATOR, arguments.id, "*", clock.now())
    return f"{arguments.id}"
