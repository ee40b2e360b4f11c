"""Names by their form: how many words one has that begins here, and of what kind it is."""

from collections.abc import Sequence
from functools import cache

from app.imports import kinds, lexicon
from app.imports.tokens import Token
from app.imports.verbs import helpers

_NAME_PARTICLES = frozenset(("von", "af", "de", "van", "der", "el", "al"))
_MANY = ("er", "ar", "or", "re", "na")  # "Alla chefer", alone in a column
_EACH = ("varje", "respektive")
Form = tuple[int, str, bool]


@cache
def openers() -> frozenset[str]:
    """What the words for everyone, and the titles of two words, begin with."""
    said = lexicon.phrases("names", "everyone") | lexicon.phrases("names", "roles")
    return frozenset((*_EACH, *(entry[0] for entry in said)))


def everyone(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """ "alla", "var och en"; with the noun behind: "alla föräldrar ska …", "varje kommun utser …"."""
    if tokens[at].low in _EACH:
        is_other = at + 1 < len(tokens) and kinds.of_word(tokens[at + 1].low) in (None, "organization")
        return (2, "group") if is_other and _has_noun(tokens, at, at + 1) else None
    entries = lexicon.by_first("names", "everyone").get(tokens[at].low, ())
    for entry in entries:
        if tuple(token.low for token in tokens[at : at + len(entry)]) == entry:
            return len(entry) + _has_noun(tokens, at, at + len(entry)), "group"
    return None


def title(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """A role of two words: "vice ordförande"."""
    pair = tuple(token.low for token in tokens[at : at + 2])
    return (2, "role") if len(pair) == 2 and pair in lexicon.phrases("names", "roles") else None


def _has_noun(tokens: Sequence[Token], at: int, end: int) -> bool:
    if end >= len(tokens):
        return False
    noun = tokens[end]
    is_noun = noun.text[0].islower() and not lexicon.readings(noun.low) and not kinds.is_no_name(noun)
    if end + 1 == len(tokens):
        return is_noun and tokens[at].low in ("alla", "samtliga") and noun.low.endswith(_MANY)
    if tokens[at].low not in ("alla", "alle", "samtliga", "all", "övriga", *_EACH):
        return False
    verb = lexicon.readings(tokens[end + 1].low)
    helped = tokens[end + 1].low in helpers() or tokens[end + 1].low == "are"
    return is_noun and (kinds.of_word(noun.low) is not None or helped or any(r.is_finite for r in verb))


def by_form(tokens: Sequence[Token], at: int) -> Form:
    """How long the name is, its kind, and whether it is surely one; (0, …) when there is none."""
    run = capitals(tokens, at)
    kind = kinds.of_word(tokens[at].low)
    if run and tokens[at].text.endswith("-"):
        return _parted(tokens, at)
    if run > 1 and (found := _several(tokens, at, run, kind)):
        return found
    if _has_genitive(tokens, at, run):
        return run + 1, "organization", True
    if kind:
        return 1, kind, True
    if run and kinds.is_company(tokens[at].low):
        return 1, "organization", True
    name = kinds.of_name(tokens[at : at + run]) if run else None
    return (run, name, kinds.is_sure(tokens, at, at + run, name)) if name else (0, "", False)


def _several(tokens: Sequence[Token], at: int, run: int, kind: str | None) -> Form | None:
    """ "Region Värmland", "Vårdcentralen Norr", "Arbetslaget Björken", "Ordförande Eva Ek"."""
    if tokens[at].low == "region" or (kind == "organization" and not kinds.is_first_name(tokens[at + 1].low)):
        return run, "organization", True
    if kind == "group" and not kinds.is_first_name(tokens[at + 1].low):
        return run, "group", True
    is_titled = kind == "role" and kinds.of_name(tokens[at + 1 : at + run]) == "person"
    return (run, "person", True) if is_titled else None


def _has_genitive(tokens: Sequence[Token], at: int, run: int) -> bool:
    """ "Falköpings kommun" """
    after = at + run
    if not run or after >= len(tokens) or not tokens[after - 1].low.endswith("s"):
        return False
    return kinds.of_word(tokens[after].low) == "organization"


def _parted(tokens: Sequence[Token], at: int) -> tuple[int, str, bool]:
    """ "Vård- och omsorgskontoret": one name of two parts."""
    kind = kinds.of_word(tokens[at + 2].low) if at + 2 < len(tokens) else None
    return (3, kind, True) if kind else (0, "", False)


def capitals(tokens: Sequence[Token], at: int) -> int:
    """How many words the name has that begins here."""
    end = at
    while end < len(tokens) and (_is_name_part(tokens, at, end) or _is_dot_of_initial(tokens, at, end)):
        end += 1
    while end > at and tokens[end - 1].low in _NAME_PARTICLES:
        end -= 1
    return end - at


def _is_name_part(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[end]
    if (end > at and tokens[end - 1].text.endswith("-")) or _is_code(token.text):
        return False
    if end - at >= 5 or (end > at and token.start > tokens[end - 1].end + 1):
        return False
    if end > at and token.low in _NAME_PARTICLES:
        return end + 1 < len(tokens) and tokens[end + 1].is_capital
    if end > at and len(token.text) == 1 and token.is_capital:
        return True
    if end > at and _is_verb(token):
        return False
    return token.is_word and token.is_capital and not kinds.is_no_name(token)


def _is_dot_of_initial(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Lasse H. ringer", "A. Ek ringer"; at the end of a sentence the dot is that of the sentence."""
    is_last = end + 1 == len(tokens)
    if is_last or end == at or tokens[end].text != "." or tokens[end].start != tokens[end - 1].end:
        return False
    return len(tokens[end - 1].text) == 1 and tokens[end - 1].is_capital


def _is_code(text: str) -> bool:
    """ "ABC-12", "lista.txt": what a system calls its own."""
    return ("-" in text and text[-1].isdecimal()) or "." in text[2:-1]


def _is_verb(token: Token) -> bool:
    """ "Axel Bifogar": a capital too many, no surname."""
    return len(token.low) > 5 and any(reading.tense == "present" for reading in lexicon.readings(token.low))
