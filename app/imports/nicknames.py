"""People called by a word in small letters: "Med: Hedda, plonk", where the note goes on "plonk ordnar …"."""

from collections.abc import Iterator, Sequence

from app.imports import lexicon, words
from app.imports.asides import is_aside
from app.imports.blocks import Block
from app.imports.by_and import one_by_one
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets, trimmed
from app.imports.people_list import PeopleList
from app.imports.presence import presence_of
from app.imports.sentences import sentences_in
from app.imports.words import key

_LONGEST = 20  # letters


def nicknames(groups: Sequence[PeopleList], made: Sequence[Block]) -> dict[str, int]:
    """Each nickname -> the place of the list that it stands in."""
    possible = {name: at for at, group in enumerate(groups) for name in _candidates(group)}
    doing = set(_doing(made)) if possible else set[str]()
    return {name: at for name, at in possible.items() if name in doing or _is_odd(name)}


def _candidates(group: PeopleList) -> list[str]:
    """What stands between commas where a name could: one word in small letters that is no role, job or office."""
    nameless = [one.organization or "" for one in group.entries if one.name is None]
    pieces = (piece for text in (*group.texts, *nameless) for piece in one_by_one(text))
    names = (before_brackets(piece.split(" från ", 1)[0]) for piece in pieces)
    found = [name for name in names if _may_be(name)]
    return [] if found and _has_surnames(group) else found


def _has_surnames(group: PeopleList) -> bool:
    """ "Eva Lind, ekonomi, Ali Ek, drift": what stands behind a surname is what they are."""
    names = (one.name.split() for one in group.people() if one.name)
    return any(len(name) > 1 and len(name[-1]) > 1 for name in names)


def _may_be(name: str) -> bool:
    begins = name[:1].islower() or (name[:1].isdecimal() and any(map(str.isalpha, name)))
    is_word = begins and " " not in name and len(name) <= _LONGEST
    if not is_word or not name.replace("_", "").replace("-", "").isalnum() or is_first_name(name):
        return False
    known = role_of(name) or is_title(name) or is_organization(name) or is_aside(name) or presence_of(name)
    return not known and key(name) not in words.table("people", "not_names")["words"]


def _is_odd(name: str) -> bool:
    """ "odin_s", "mlk": no word of any language."""
    return "_" in name or (
        len(name) > 2 and not any(letter in "aeiouyåäö" for letter in name) and name.isalpha()
    )


def _doing(made: Sequence[Block]) -> Iterator[str]:
    """The words that have a verb right behind them, or a colon at the beginning of a sentence."""
    for block in made:
        for sentence in sentences_in(block.text):
            for at, word in enumerate(sentence.words[1:]):
                if _does(word) or (word == ":" and at == 0):
                    yield trimmed(sentence.tokens[at].text)


def _does(word: str) -> bool:
    """A verb of what somebody does: no "är", no "stängs", which things are too."""
    being = lexicon.words("commitments", "being")
    return word not in being and any(r.is_finite and not r.passive for r in lexicon.readings(word))
