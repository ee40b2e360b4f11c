"""What was decided: behind the label Beslut, and in sentences that say so."""

from collections.abc import Iterator, Sequence

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.draft import DraftDecision
from app.imports.words import key


def decisions(made: Sequence[Block]) -> tuple[DraftDecision, ...]:
    """Each decision with the item it stands under."""
    return tuple(_decisions(made))


def _decisions(made: Sequence[Block]) -> Iterator[DraftDecision]:
    under = False
    for block in made:
        if block.kind == "heading":
            under = sections.section(block.text) == "decisions" and not block.opens_item
            continue
        labelled = next((one for one in sections.labels(block.text) if one.meaning == "decisions"), None)
        if labelled and block.text[labelled.value :].strip():
            yield _decision(block, labelled.value, labelled.end)
        elif under:
            yield _decision(block, 0, len(block.text))
        else:
            yield from (
                _decision(block, start, end)
                for start, end in _sentences(block.text)
                if _decides(block.text[start:end])
            )


def _decision(block: Block, start: int, end: int) -> DraftDecision:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    return DraftDecision(text.strip(), block.agenda_number, block.source(start, start + len(text.strip())))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand: up to a full stop before a capital."""
    begin, at = 0, text.find(". ")
    while at >= 0:
        if text[at + 2 : at + 3].isupper() and text[max(0, at - 1)].isalpha():
            yield begin, at + 1
            begin = at + 2
        at = text.find(". ", at + 1)
    if begin < len(text):
        yield begin, len(text)


def _decides(sentence: str) -> bool:
    """A verb of deciding, and nobody who only proposes or asks for it."""
    said = [word.strip('.,:;()!?"”') for word in key(sentence).split()]
    known = words.table("structure", "deciding")
    return any(word in known["verbs"] for word in said) and not any(word in known["not_yet"] for word in said)
