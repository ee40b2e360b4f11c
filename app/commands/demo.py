"""demo: a fictional group with a year of meetings."""

import argparse

from sqlmodel import Session, col, select

from app import clock, database, migrating, settings
from app.api_keys import cli as keys
from app.api_keys import service
from app.api_keys.models import ApiKey, ApiKeyCreate
from app.commands import serve
from app.commands.arguments import Commands
from app.demo import story
from app.fitness import UnfitSettings
from app.outbox.mail_url import is_local

KEY = "demo"


def register(commands: Commands) -> None:
    demo = commands.add_parser("demo", help="a fictional group with a year of meetings in it")
    demo.add_argument("--serve", action="store_true", help="then serve it, with the worker")
    demo.set_defaults(run=run)


def run(said: argparse.Namespace) -> None:
    """Makes it, unless it is there. Raises UnfitSettings where its people could get mail."""
    if not is_local(settings.get().mail_url):
        raise UnfitSettings("demo works only with a folder or a loopback server for mail (NASTA_MAIL_URL).")
    migrating.migrate(database.engine())
    with database.transaction() as session:
        if story.is_told(session):
            print("The demo is there already: nothing was made.", flush=True)
        else:
            story.tell(session, clock.now())
            print("The demo is made: a group, its people and a year of meetings.", flush=True)
        key = _key(session) if said.serve and not settings.get().bootstrap_key else None
    if key:
        print(f"\n  Nyckel (gäller till nästa demo) / key (until the next demo): {key}", flush=True)
    if said.serve:
        serve.run(argparse.Namespace(worker=True, at=None))


def _key(session: Session) -> str:
    """An administrator's key; the one that the demo was served with before is no more."""
    mine = col(ApiKey.external_id) == KEY, col(ApiKey.external_owner_id) == keys.OPERATOR.owner_id
    for id in session.exec(select(ApiKey.id).where(*mine)).all():
        service.end(session, keys.OPERATOR, id, "*", clock.now())
    body = ApiKeyCreate(external_id=KEY, name=KEY, administrator=True)
    return service.make(session, keys.OPERATOR, body, clock.now())[1]
