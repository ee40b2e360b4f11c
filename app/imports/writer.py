"""Who wrote the note, when it is a letter: it is signed "Hälsningar Malin", or begins "Från: Malin Ek"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.person_names import is_full_name, is_name
from app.imports.words import key

_HEAD = 6  # blocks of a mail's head
_END = 8  # blocks at the end among which the signature is


def writer(made: Sequence[Block]) -> str | None:
    """The name below the closing words, in full where the head of the mail has it; None when there is none."""
    end = made[-_END:]
    names = (
        below.text.strip(" /.,")
        for above, below in pairwise(end)
        if sections.section(above.text) == "signatures"
    )
    signed, sender = next((name for name in (*names, *_noted_by(end)) if is_name(name)), None), _sender(made)
    is_same = sender and (signed is None or key(sender).split(" ", 1)[0] == key(signed))
    return sender if is_same else signed


def _noted_by(end: Sequence[Block]) -> Iterator[str]:
    """ "Antecknat av Malin Ek", without a colon, and "/Malin" at the end."""
    for block in end:
        act, by, name = block.text.partition(" av ")
        if by and sections.section(f"{act} av") == "signatures":
            yield name.strip(" /.,:")
        elif block.text.startswith("/"):
            yield block.text.strip(" /.,")


def _sender(made: Sequence[Block]) -> str | None:
    """ "Från: Malin Ek <malin@ek.se>" at the head."""
    for block in made[:_HEAD]:
        name = block.text.partition(":")[2].split("<", 1)[0].split("(", 1)[0].strip(' "')
        if is_sender(block.text) and is_full_name(name):
            return name
    return None


def is_sender(text: str) -> bool:
    """It begins "Från:", as the head of a mail does."""
    label, colon, _ = text.partition(":")
    return bool(colon) and key(label).strip(" *") in words.table("people", "writer")["senders"]
