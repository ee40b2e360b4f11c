"""The titles of a note: the lines at its top."""

from collections.abc import Sequence

from app.imports import sections, sent, words
from app.imports.blocks import Block
from app.imports.kinds import is_first_name
from app.imports.parts import parts
from app.imports.person_names import is_named_in_full
from app.imports.values import FIELDS
from app.imports.words import key
from app.imports.writer import is_sender

_TOP = 8  # blocks among which they are
_FEW = 4  # words of a greeting
_LONGEST = 600  # letters
_LINE = 80  # letters before a label that may be a title


def titles(made: Sequence[Block]) -> list[str]:
    """The lines until the first label, list or sentence."""
    found: list[str] = []
    for block in made[:_TOP]:
        if _is_of_mail(block.text) or _are_names(block.text):
            continue
        labels = sections.labels(block.text)
        if labels and block.kind != "item":
            found += _before_label(block.text, labels[0])
        if labels or (_is_below_titles(block) and not (found and _is_body(block.text))):
            break
        found += [text for text, _, _ in block.cells] or [block.text]
    return found


def _is_of_mail(text: str) -> bool:
    """From whom it was sent, when, to what address, and a greeting: what it is about is a title."""
    is_head = is_sender(text) or sent.is_stamp(text) or sent.is_address(text)
    return is_head or _greets(text) or _hands_over(text)


def _greets(text: str) -> bool:
    """ "Hej alla!"."""
    said = key(text).strip(" !.,").split()
    return len(said) < _FEW and said[:1] != [] and said[0] in words.table("structure", "greetings")["words"]


def _hands_over(text: str) -> bool:
    """ "Här kommer anteckningarna från träffen.": a sentence that says what follows, and is not its title."""
    said = [word.strip(" .,:;!") for word in key(text[:_LONGEST]).split()]
    kinds = tuple(words.table("structure", "titles")["kind_endings"])
    is_told = said[:1] == ["har"] and text[-1] in ".!:"
    return is_told and any(word.removesuffix("na").removesuffix("et").endswith(kinds) for word in said)


def _are_names(text: str) -> bool:
    """ "Anna Alm, Bo Ek": who was there, and no title."""
    pieces = parts(text) if len(text) < _LONGEST else []
    return len(pieces) > 1 and all(
        is_named_in_full(piece) and is_first_name(key(piece).split()[0]) for piece in pieces
    )


def _before_label(text: str, label: sections.Label) -> list[str]:
    """ "Styrgrupp Lövet Datum: 3/9": a title on the label's own line."""
    return [text[: label.start]] if 0 < label.start < _LINE and label.meaning in FIELDS else []


def _is_body(text: str) -> bool:
    """ "Styrelsen", below whose it is: no list of its members here."""
    return key(text) in words.table("structure", "titles")["kinds_of_groups"]


def _is_below_titles(block: Block) -> bool:
    """A list, a sentence, or the heading of something else than the notes."""
    if block.kind == "item" or block.opens_item or len(block.text) > _LONGEST or block.text[-1] in "!?":
        return True
    begins = sections.section(block.text.split(" ", 1)[0])
    return begins == "present" or sections.section(block.text) not in (None, "notes", "agenda")
