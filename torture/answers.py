"""What the mail server answers, turn by turn: decided by the seed, the mail and how often it has been seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

NOBODY = 0.01  # of the recipients do not exist


class Then(Enum):
    goes_on = auto()
    drops = auto()  # the connection
    hangs = auto()  # says and reads nothing more


@dataclass(frozen=True)
class Turn:
    """Octets, `every` so many simulated seconds, and what follows. `kept`: the message is taken in all the same."""

    says: bytes
    then: Then = Then.goes_on
    every: float = 0.0
    kept: bool = False


GOOD: Mapping[str, Turn] = {
    "greeting": Turn(b"220 mail.example.org ESMTP\r\n"),
    "EHLO": Turn(b"250-mail.example.org\r\n250-SIZE 10240000\r\n250 8BITMIME\r\n"),
    "MAIL": Turn(b"250 2.1.0 Ok\r\n"),
    "RCPT": Turn(b"250 2.1.5 Ok\r\n"),
    "DATA": Turn(b"354 End data with <CR><LF>.<CR><LF>\r\n"),
    "body": Turn(b""),
    "message": Turn(b"250 2.0.0 Ok: queued as 7F\r\n", kept=True),
    "QUIT": Turn(b"221 2.0.0 Bye\r\n", Then.drops),
    "unknown": Turn(b"500 5.5.2 What?\r\n"),
}

DROPS, HANGS = Turn(b"", Then.drops), Turn(b"", Then.hangs)
CLOSING = Turn(b"421 4.3.2 Closing\r\n", Then.drops)
NOBODY_HERE = Turn(b"550 5.1.1 No such user\r\n")

# The probability of each.
BAD: Mapping[str, list[tuple[float, Turn]]] = {
    "greeting": [
        (0.01, CLOSING),
        (0.005, DROPS),
        (0.002, HANGS),
        (0.003, Turn(b"450 4.3.0 Not now\r\n")),
        (0.002, Turn(b"220 mail.example.org ESMTP\r\n", every=20)),
        (0.002, Turn(b"\xff\x00 garbage\r\n")),
    ],
    "EHLO": [(0.004, CLOSING), (0.002, DROPS), (0.002, Turn(b"250-a\r\n250-b\r\n", Then.drops))],
    "MAIL": [
        (0.01, Turn(b"451 4.3.0 Later\r\n")),
        (0.003, CLOSING),
        (0.0005, Turn(b"550 5.7.1 Sender refused\r\n")),
    ],
    "RCPT": [(0.03, Turn(b"450 4.2.1 Greylisted\r\n")), (0.003, CLOSING), (0.002, HANGS)],
    "DATA": [(0.005, Turn(b"451 4.3.0 Later\r\n")), (0.002, DROPS), (0.001, Turn(b"554 5.6.0 No\r\n"))],
    "body": [(0.005, DROPS), (0.002, HANGS)],
    "message": [
        (0.01, Turn(b"452 4.3.1 Full\r\n")),
        (0.003, Turn(b"554 5.7.1 Content refused\r\n")),
        (0.005, Turn(b"421 4.3.2 Closing, and not kept\r\n", Then.drops)),
        (0.03, Turn(b"", Then.drops, kept=True)),
        (0.005, Turn(b"", Then.hangs, kept=True)),
        (0.01, Turn(b"250-2.0.0 Ok", Then.drops, kept=True)),
        (0.01, Turn(b"2.0.0 \xe5\xe4\xf6 what is this\r\n", kept=True)),
        (0.02, Turn(b"250-2.0.0 \xff\xfe\x00\r\n250-\r\n250-\xe5\r\n250 Ok\r\n", kept=True)),
        (0.01, Turn(b"250 2.0.0 Ok\r\n", Then.drops, kept=True)),
        (0.005, Turn(b"250 2.0.0 Ok\r\n", every=20, kept=True)),
    ],
}


@dataclass(frozen=True)
class Script:
    seed: int

    def turn(self, step: str, who: str, nth: int) -> Turn:
        """`who`: the connection as long as nobody knows whom it is for, then the recipient; `nth`: from 1."""
        if step == "RCPT" and self.exists_not(who):
            return NOBODY_HERE
        drawn = Random(f"{self.seed} {step} {who} {nth}").random()
        for probability, turn in BAD.get(step, []):
            drawn -= probability
            if drawn < 0:
                return turn
        return GOOD.get(step, GOOD["unknown"])

    def exists_not(self, recipient: str) -> bool:
        return Random(f"{self.seed} {recipient}").random() < NOBODY
