"""mail-test: one mail to the operator, by the same way as all others."""

import argparse
from datetime import datetime

from app import clock, settings
from app.commands.arguments import Commands
from app.fitness import UnfitSettings
from app.mail import Letter, compose, mailable
from app.outbox import to_operator
from app.outbox.mail_url import transport_from
from app.outbox.transport import Envelope, OutcomeKind
from app.texts import text


def register(commands: Commands) -> None:
    test = commands.add_parser("mail-test", help="send one mail and say what the mail server answered")
    test.add_argument("address", nargs="?", help="to whom; NASTA_OPERATOR_EMAIL when left out")
    test.set_defaults(run=run)


def run(said: argparse.Namespace) -> int:
    chosen = settings.get()
    address = said.address or chosen.operator_email
    if not address:
        raise UnfitSettings("Say an address, or set NASTA_OPERATOR_EMAIL.")
    envelope = Envelope(
        mailable(chosen.mail_bounce), mailable(address), compose(letter(address, clock.now()))
    )
    outcome = transport_from(chosen.mail_url).transmit(envelope, before_body=lambda: None)
    print(outcome.kind.value, outcome.reply)
    return 0 if outcome.kind == OutcomeKind.accepted else 1


def letter(address: str, now: datetime) -> Letter:
    """That mail gets through."""
    return to_operator.letter(text("mail_test.subject"), [text("mail_test.text")], address, now, "mail-test")
