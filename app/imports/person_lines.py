"""Which blocks go on with a list of people."""

from app.imports import lexicon, ticked, words
from app.imports.blocks import Block
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.end_of_list import one_list
from app.imports.kinds import is_first_name
from app.imports.listed import in_text
from app.imports.listed_in_cells import in_row
from app.imports.person_names import is_full_name
from app.imports.words import key

_LONGEST = 1000  # letters
_SENTENCE = 12  # words from which on a line without commas is a sentence
_BETWEEN = 6  # words between two commas of a list
_FEW = 2  # words that tell something


def is_person_line(block: Block) -> bool:
    """It names somebody, and is no sentence."""
    if block.kind == "heading" or block.opens_item or len(block.text) > _LONGEST:
        return False
    if block.kind == "row":
        return not heads_tasks(block) and any(said.name for said in in_row(block))
    if _is_topic(block.text):
        return False
    if block.kind == "paragraph" and _is_one_word(block.text):
        return is_organization(_unmarked(block.text))
    return not _is_sentence(block.text) and any(
        said.name or is_organization(said.organization or "")
        for said in in_text(one_list(_unmarked(block.text)))
    )


def heads_tasks(block: Block) -> bool:
    """ "Nr   Ärende   Ansv.   Klart": the first row of a table of something else."""
    labels = [
        label for name in ("owner", "due", "task") for label in lexicon.phrases("commitments", "labels", name)
    ]
    heads = [tuple(text.lower().split()) in labels for text, _, _ in block.cells]
    return sum(heads) > 1


def _unmarked(text: str) -> str:
    """Neither ticked nor struck out."""
    return ticked.parted(text.replace("~~", ""))[0]


def _is_one_word(text: str) -> bool:
    """One that is no first name."""
    bare = _unmarked(text)
    return len(bare.split()) == 1 and not is_first_name(key(bare).strip(" .,"))


def _is_sentence(text: str) -> bool:
    """Many words, and few commas between them."""
    count = _count_outside_brackets(text)
    if _tells_role(text):
        return True
    return count > _SENTENCE and (text.count(",") + text.count(";")) * _BETWEEN < count


def _tells_role(text: str) -> bool:
    """ "Mötesordförande var Vera, Isak skrev"."""
    first, verb, *_ = (*text.split(), "", "")
    return verb in words.table("structure", "sections_extra")["verbs"] and role_of(first) is not None


def _count_outside_brackets(text: str) -> int:
    """How many words there are: "Eva Lind (enhetschef på Norrby), Ali Berg (rehab)" has four."""
    depth = count = 0
    for word in text.split():
        count += not depth and word[0] != "("
        depth = max(0, depth + word.count("(") - word.count(")"))
    return count


def _is_topic(text: str) -> bool:
    """ "Båtar: alla är hemma": what is told of something, and nobody."""
    before, colon, behind = text.partition(": ")
    is_somebody = is_first_name(key(before).split(" ", 1)[0]) or is_full_name(before)
    if not colon or is_somebody or len(behind.split()) < _FEW or is_title(behind):
        return False
    return not any(said.name or said.roles for said in in_text(behind))
