"""mail-test: one mail to the operator, by the same way as all others."""

import argparse

from app import clock, settings
from app.commands.arguments import Commands
from app.fitness import UnfitSettings
from app.mail import Address, Letter, compose, email_domain, mailable, message_id
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
    envelope = Envelope(mailable(chosen.mail_bounce), mailable(address), _letter(chosen, address))
    outcome = transport_from(chosen.mail_url).transmit(envelope, before_body=lambda: None)
    print(outcome.kind.value, outcome.reply)
    return 0 if outcome.kind == OutcomeKind.accepted else 1


def _letter(chosen: settings.Settings, address: str) -> bytes:
    now, words = clock.now(), text("mail_test.text")
    letter = Letter(
        sender=Address("Nästa", chosen.mail_from),
        recipient=Address("", address),
        subject=text("mail_test.subject"),
        text=words,
        html=f'<!doctype html><html lang="sv"><title>Nästa</title><h1>Nästa</h1><p>{words}</p></html>',
        language="sv",
        message_id=message_id(f"mail-test {now.isoformat()}", email_domain(chosen.mail_from)),
        date=now,
    )
    return compose(letter)
