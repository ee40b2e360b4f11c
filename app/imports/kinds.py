"""What kind of owner a word is, by its ending and form: role, group, organization, person."""

from collections.abc import Sequence
from functools import cache, lru_cache

from app.imports import lexicon
from app.imports.tokens import Token
from app.imports.words import key

_SHORTEST_COMPOUND = 2
_DEFINITE = ("an", "en", "et", "na")
_SMALL_WORDS = (
    ("names", "not_actors"),
    ("names", "pronouns"),
    ("names", "vague"),
    ("names", "prepositions"),
    ("commitments", "determiners"),
    ("commitments", "fillers"),
    ("commitments", "subordinators"),
)


@cache
def _whole() -> dict[str, str]:
    lists = (("organization", "organizations"), ("group", "groups"), ("role", "roles"))
    return {word: kind for kind, name in lists for word in lexicon.words("names", name)}


@cache
def _endings() -> dict[str, str]:
    lists = (
        ("organization", "organization_endings"),
        ("role", "role_endings"),
        ("group", "group_endings"),
    )
    return {word: kind for kind, name in lists for word in lexicon.words("names", name)}


@lru_cache(maxsize=10_000)
def of_word(low: str) -> str | None:
    """The kind by the longest ending that fits: "närvårdskontoret" is an organization."""
    if low in _whole():
        return _whole()[low]
    if low.endswith(_other_endings()):
        return None
    for start in range(max(len(low) - 24, 0), len(low) - 1):
        kind = _endings().get(low[start:])
        if kind and (start == 0 or start >= _SHORTEST_COMPOUND):
            return kind
    return None


@cache
def _other_endings() -> tuple[str, ...]:
    return tuple(lexicon.words("names", "other_endings"))


def is_company(low: str) -> bool:
    """ "Ekbybostäder", "Norrbyfastigheter", with a capital: a company's own name."""
    ends = tuple(lexicon.words("names", "company_endings"))
    return low.endswith(ends) and low not in ends


def is_general(low: str) -> bool:
    """ "kommunen", "företaget": a kind of organization, and no certain one."""
    is_ours = low in lexicon.words("names", "own_offices")
    return low in lexicon.words("names", "organization_endings") and not is_ours


def is_no_name(token: Token) -> bool:
    """A capital that names nobody: the first word of a sentence, a program, a month."""
    return _is_small(token.low.split(":")[0])


@lru_cache(maxsize=10_000)
def _is_small(low: str) -> bool:
    return not is_first_name(low) and any(low in lexicon.words(*path) for path in _SMALL_WORDS)


@lru_cache(maxsize=20_000)
def is_first_name(low: str) -> bool:
    names = _first_names()
    return low in names or ("-" in low and all(part in names for part in low.split("-")))


@cache
def _first_names() -> frozenset[str]:
    """As written, and as they are compared, without accents, where that is no other word: "soren", but not "par"."""
    written = lexicon.words("names", "first_names")
    return written | ({key(name) for name in written} - lexicon.words("names", "other_without_accents"))


def of_name(tokens: Sequence[Token]) -> str | None:
    """The kind of a name in capitals."""
    first = tokens[0]
    if is_first_name(first.low):
        return "person"
    if any(of_word(token.low) == "organization" for token in tokens[-1:]):
        return "organization"
    if len(tokens) == 1 and are_initials(first.text):
        return "person"
    if is_acronym(first.text) or any(letter.isupper() for letter in first.text[1:].replace("-", "")[1:]):
        return "organization"
    if len(tokens) == 1 and (is_genitive(first.low) or lexicon.readings(first.low) or is_common(first.low)):
        return None
    return "person"


def is_definite(word: str) -> bool:
    """ "kartan", "taket", "listorna": by its ending a thing that is known."""
    return word.endswith(_DEFINITE)


@lru_cache(maxsize=20_000)
def is_common(low: str) -> bool:
    """An ending that words have and names seldom: "återkoppling", "specifikationen"."""
    return len(low) > 4 and low.endswith(_common_endings())


@cache
def _common_endings() -> tuple[str, ...]:
    return tuple(lexicon.words("names", "common_endings"))


def is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 8 and text.isalpha() and text.isupper()


def are_initials(text: str) -> bool:
    """ "MM", "M.M.": two capitals that are no office's."""
    text = without_dots(text)
    return len(text) == 2 and is_acronym(text) and of_word(text.lower()) is None


def without_dots(text: str) -> str:
    """ "M.M.", "U-B" as "MM", "UB" """
    parts = text.split("-")
    return (
        "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text.replace(".", "")
    )


def is_genitive(low: str) -> bool:
    return low.endswith("s") and is_first_name(low[:-1])


def is_sure(tokens: Sequence[Token], start: int, end: int, kind: str) -> bool:
    """Whether it can hardly be another thing: a capital at the beginning of a sentence says little."""
    if is_first_name(tokens[start].low) or (kind == "organization" and of_word(tokens[end - 1].low)):
        return True
    begins = start == 0 or not (tokens[start - 1].is_word or tokens[start - 1].text == ",")
    return not begins or (kind == "person" and end - start > 1)
