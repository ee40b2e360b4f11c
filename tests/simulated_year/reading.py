"""What a letter of the service says, read as its receiver would: what kind it is, and what stands in it."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

NUMBERED = re.compile(r"^\s*(\d+)\. Sak", re.MULTILINE)
ABOUT = {
    "unheld": r"Mötet \w+ (.+) har passerat\.",
    "unconfirmed": r"Mötet \w+ (.+) är preliminärt\.",
    "unbooked": r"Inget möte är bokat, och (\w+) öppn",
    "no_address": r"(.+) har ingen mejladress här\.",
    "stopped": r"(.+) har valt att inte få mejl från gruppen\.",
    "vacant": r"Ingen är (?:med i )?(.+) just nu\.",
    "left": r"(.+) är inte längre med i gruppen\.",
    "unowned": r"Ingen har tagit ()",
    "cannot": r"(.+) har svarat ”kan inte”\.",
    "too_late": r"Det blev för sent att påminna (.+) före mötet",
    "carried": r"De här punkterna har följt med länge()",
}


def numbers(mail: EmailMessage) -> tuple[int, ...]:
    """Of the points in it."""
    return tuple(sorted(int(found) for found in NUMBERED.findall(_text(mail))))


def matters(mail: EmailMessage) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Of a secretary's mail: what each is about, of whom or when, and the numbers of its points."""
    return tuple(sorted(_matters(mail)))


def _matters(mail: EmailMessage) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    for paragraph in _text(mail).split("\n\n"):
        sentence = " ".join(paragraph.split())
        for about, pattern in ABOUT.items():
            if found := re.match(pattern, sentence):
                listed = sorted(int(number) for number in NUMBERED.findall(paragraph))
                yield about, ", ".join(sorted(found[1].split(", "))), tuple(listed)


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
