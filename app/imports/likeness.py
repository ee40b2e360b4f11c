"""How likely two writings mean the same: persons, bodies, tasks. 1: the same but for case and accents. Pure."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.names import key

SURE = 0.95
FIRST_NAME, SURNAME, INITIALS = 0.6, 0.5, 0.45
PART_OF_NAME, OTHER_ORDER, OTHER_SPELLING, SLIP = 0.9, 0.97, 0.93, 0.85
LONG_ENOUGH = 5  # letters: a slip in a shorter name makes another name
SHORTEST = 3
FORMS = (
    "arna", "erna", "orna", "ande", "ende", "ades", "aren", "ens", "ets", "ade", "are", "ar", "er", "or", "en", "et",
    "an", "ad", "as", "at", "na", "a", "e", "n", "t", "s",
)  # fmt: skip
SPELLINGS = (
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "k"), ("qv", "kv"), ("qu", "kv"), ("gh", "g"),
    ("hj", "j"), ("w", "v"), ("c", "k"), ("z", "s"), ("x", "ks"),
)  # fmt: skip
ENDINGS = (("ie", "i"), ("y", "i"), ("ee", "i"), ("ey", "i"))
COMMON = frozenset({
    "alla", "allt", "andra", "att", "bli", "blir", "de", "dem", "den", "denna", "det", "detta", "efter",
    "eller", "en", "enligt", "ett", "finns", "fler", "for", "fran", "gor", "gora", "ha", "har", "hur",
    "in", "inom", "inte", "kan", "kommer", "man", "med", "mellan", "men", "mer", "mot", "mote", "motet",
    "nar", "nasta", "nu", "och", "om", "over", "pa", "sa", "samt", "sig", "sin", "sina", "ska", "skall",
    "som", "ta", "tar", "tas", "till", "under", "upp", "ut", "vad", "var", "vara", "vi", "vid", "vill",
})  # fmt: skip


def of_persons(said: str, name: str) -> float:
    """A name in a note and a person's: accents, spelling, order, a part of it, a first name, initials."""
    ours, theirs = _words(said), _words(name)
    if not ours or not theirs:
        return 0.0
    if sorted(ours) == sorted(theirs):
        return 1.0 if ours == theirs else OTHER_ORDER
    return _of_initials(said, theirs) or _of_part(ours, theirs) or _of_spellings(ours, theirs)


def of_bodies(said: str, name: str) -> float:
    """An organization or a group: its name, or its name with or without "kommun" and the like."""
    ours, theirs = key(said), key(name)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    short, long = sorted((ours.split(), theirs.split()), key=len)
    if set(short) < set(long):
        return PART_OF_NAME * len("".join(short)) / len("".join(long))
    return OTHER_SPELLING if _near("".join(short), "".join(long)) else 0.0


def of_tasks(said: str, task: str) -> float:
    """What share of the words that matter two sentences have in common, long words counting for more."""
    ours, theirs = _stems(said), _stems(task)
    common = ours & theirs
    if len(common) < 2:
        return 0.0
    return _weight(common) / min(_weight(ours), _weight(theirs)) * (len(common) / (len(common) + 0.5))


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(key(name.replace("-", " ").replace(",", " ").replace(".", " ")).split())


def _of_part(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """One of them has some words of the other, and no more."""
    if len(ours) == 1:
        return _of_one(ours[0], theirs)
    if set(ours) < set(theirs) or set(theirs) < set(ours):
        return PART_OF_NAME if min(len(ours), len(theirs)) > 1 else FIRST_NAME
    return 0.0


def _of_one(word: str, name: Sequence[str]) -> float:
    """A first name alone, or a surname."""
    if word in name:
        return FIRST_NAME if word == name[0] else SURNAME
    if _same_sound(word, name[0]):
        return FIRST_NAME * OTHER_SPELLING
    return SURNAME * OTHER_SPELLING if any(_same_sound(word, other) for other in name[1:]) else 0.0


def _of_initials(said: str, name: Sequence[str]) -> float:
    """ "AL", "A.L", "AnLi": capitals that begin the first and the last name."""
    letters = [letter for letter in said if letter.isalpha()]
    capitals = [key(letter) for letter in letters if letter.isupper()]
    if len(name) < 2 or not 2 <= len(capitals) <= 4 or len(letters) > 2 * len(capitals):
        return 0.0
    initials = [word[0] for word in name]
    return INITIALS if capitals in ([initials[0], initials[-1]], initials) else 0.0


def _of_spellings(ours: Sequence[str], theirs: Sequence[str]) -> float:
    if len(ours) != len(theirs):
        return 0.0
    each = [_of_words(one, other) for one, other in zip(ours, theirs, strict=True)]
    return min(each) if min(each) > 0 else 0.0


def _of_words(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if _same_sound(one, other):
        return OTHER_SPELLING
    return SLIP if _near(one, other) else 0.0


def _same_sound(one: str, other: str) -> bool:
    return _sound(one) == _sound(other)


@lru_cache(maxsize=10_000)
def _sound(word: str) -> str:
    """Jennie = Jenny, Christoffer = Kristofer, Wikström = Vikstrom."""
    for written, heard in SPELLINGS:
        word = word.replace(written, heard)
    for written, heard in ENDINGS:
        if word.endswith(written):
            word = word.removesuffix(written) + heard
            break
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _near(one: str, other: str) -> bool:
    """One letter more, less, another, or two that have changed places; in words that are long enough."""
    short, long = sorted((one, other), key=len)
    if len(short) < LONG_ENOUGH or len(long) - len(short) > 1:
        return False
    first = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    swapped = short[:first] + short[first + 1 : first + 2] + short[first : first + 1] + short[first + 2 :]
    return short[first + 1 :] == long[first + 1 :] or swapped == long


@lru_cache(maxsize=10_000)
def _stems(text: str) -> frozenset[str]:
    """The words that say what it is about, without their endings: bokar, bokad, boka."""
    words = "".join(letter if letter.isalnum() else " " for letter in key(text)).split()
    return frozenset(_stem(word) for word in words if len(word) >= SHORTEST and word not in COMMON)


def _stem(word: str) -> str:
    ending = next((form for form in FORMS if word.endswith(form) and len(word) - len(form) >= SHORTEST), "")
    return word.removesuffix(ending)


def _weight(stems: Iterable[str]) -> float:
    return sum(len(stem) for stem in stems)
