"""One entry of a list of people: who, on whose behalf, as what, and whether there."""

from dataclasses import dataclass, replace
from functools import lru_cache

from app.imports import words
from app.imports.asides import aside_at, is_aside, tells_of_others
from app.imports.kinds import is_first_name, of_word
from app.imports.own_initials import are_initials_of, without_initials
from app.imports.words import key

_STRUCK = "~~"
_TRIM = " \t.,;:-–—*_•"
_OPENING, _CLOSING = "([", ")]"
_AND = frozenset(("och", "samt", "og", "and", "&", "o", "+"))
_MOST_NAMES = 5
_QUOTES = "\"”“'"
_WITHIN_NAMES = frozenset(_QUOTES + "-’´")
_LONGEST = 300  # letters of one entry
_MOST_WORDS = 20  # of what a name is looked for in
_CODE = 6  # letters of a class or the number of a house
_ENDING = 4  # letters; a shorter word (vd, MAS) counts only alone


@dataclass(frozen=True)
class Entry:
    """`presence`: what stands beside the name itself, None when nothing does. `struck`: crossed out."""

    name: str | None = None
    title: str | None = None
    organization: str | None = None
    roles: tuple[str, ...] = ()
    presence: str | None = None
    struck: bool = False


def parts(text: str) -> list[str]:
    """What stands between commas, semicolons, "och" and "samt", outside brackets."""
    if "(" not in text and "[" not in text:
        return [piece.strip() for piece in text.replace(";", ",").split(",") if piece.strip(_TRIM)]
    made, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if depth == 0 and letter in ",;":
            made.append(text[begin:at])
            begin = at + 1
    made.append(text[begin:])
    return [piece.strip() for piece in made if piece.strip(_TRIM)]


def by_and(text: str) -> list[str]:
    """The sides of each "och" between two people: "Anna Alm och Bo Ek", not "Barn och unga"."""
    made: list[str] = []
    for side in _sides(text):
        apart = not made or (_names_somebody(made[-1]) and _names_somebody(side))
        if apart:
            made.append(side)
        else:
            made[-1] = f"{made[-1]} och {side}"
    return [side for side in made if side]


def _sides(text: str) -> list[str]:
    """What stands between the words for and, outside brackets; one at the beginning is nothing."""
    sides: list[list[str]] = [[]]
    depth = 0
    for word in text.split():
        if depth == 0 and word in _AND:
            sides.append([])
        else:
            sides[-1].append(word)
        depth += sum(letter in _OPENING for letter in word) - sum(letter in _CLOSING for letter in word)
    return [name for side in sides if side for name in _by_stroke(" ".join(side))]


def _by_stroke(text: str) -> list[str]:
    """ "Vera Lind/Isak Lind": two full names written together; else the text itself."""
    names = text.split("/")
    return [name.strip() for name in names] if len(names) > 1 and all(map(is_full_name, names)) else [text]


def _names_somebody(text: str) -> bool:
    return is_name(without_brackets(text)) or entry(text).name is not None or is_writer(text)


def is_writer(name: str) -> bool:
    """ "jag": whoever writes."""
    return key(name) in words.table("people", "writer")["words"]


def without_brackets(text: str) -> str:
    return text.split("(", 1)[0].split("[", 1)[0].strip(_TRIM)


@lru_cache(maxsize=2_000)
def is_name(text: str) -> bool:
    """It has the form of a name: one to five words with capitals, none of which is something else."""
    said = text.strip(_TRIM).split()
    if not said or len(said) > _MOST_NAMES or not said[0][:1].isupper():
        return False
    if any(not _is_name_word(word, at) for at, word in enumerate(said)):
        return False
    other = key(said[0]) in words.table("people", "not_names")["words"] or role_of(said[0])
    if len(said) == 2 and is_first_name(said[0].casefold()) and not _is_known(said[1]):
        return True  # "Linda Svärd" is no värd
    if len(said) != 2 and _is_job(said[0]) and not is_first_name(said[0].casefold()):
        return False  # "Kamrer Bo Ek"
    return not (other or is_organization(text) or role_of(text) or is_title(text))


def _is_job(word: str) -> bool:
    """ "Kamrer": what owners of tasks are called by."""
    return of_word(word.casefold()) == "role"


def _is_known(word: str) -> bool:
    """The whole word is a role's, a job's or an office's."""
    offices, bare = words.table("people", "organizations"), key(word).strip(_TRIM)
    titles = words.table("people", "titles")["endings"]
    return (
        role_of(word) is not None
        or bare in titles | offices["words"] | offices["endings"]
        or _is_in_capitals(word)
    )


def _is_in_capitals(word: str) -> bool:
    """An abbreviation in capitals: "BUP"."""
    return word.isupper() and len(word) > 1


def is_full_name(text: str) -> bool:
    """A name of two words or more."""
    return is_name(text) and len(text.strip(_TRIM).split()) > 1


def _is_name_word(word: str, at: int) -> bool:
    if at and key(word) in words.table("people", "particles")["words"]:
        return True
    letters = "".join(letter for letter in word if letter not in _WITHIN_NAMES).rstrip(".")
    if (
        not letters.isalpha()
        or not (letters[0].isupper() or word[0] in _QUOTES)
        or (word.endswith(".") and len(word) > 3)
    ):
        return False
    return len(letters) == 1 or not letters.isupper() or len(letters) > 3


@lru_cache(maxsize=2_000)
def is_organization(text: str) -> bool:
    """One of its words is an office's, or the whole is an abbreviation in capitals."""
    said = key(text).strip(_TRIM).split()
    known = words.table("people", "organizations")
    written = {word.strip(_TRIM) for word in text.split()}
    if any(
        (word in known["words"] and (len(word) > 2 or word.upper() in written))
        or _ends(word, known["endings"])
        for word in said
    ):
        return True
    letters = text.strip(_TRIM).replace("-", "").replace(" ", "")
    return (
        letters.isalpha() and letters.isupper() and len(letters) > 1 and len(said) == 1 and len(letters) < 7
    )


def is_known_office(word: str) -> bool:
    """An abbreviation that the lexicon has: "BUP"."""
    return key(word) in words.table("people", "organizations")["words"]


@lru_cache(maxsize=2_000)
def is_title(text: str) -> bool:
    """One of its words is a job's."""
    return any(
        _ends(word.strip(_TRIM), words.table("people", "titles")["endings"]) for word in key(text).split()
    )


def _ends(word: str, endings: frozenset[str]) -> bool:
    """It is one of these words, or ends with a longer one."""
    beginnings = range(max(0, len(word) - 20), len(word))
    return any(word[at:] in endings and (at == 0 or len(word) - at >= _ENDING) for at in beginnings)


def role_of(text: str) -> str | None:
    """The role that the whole text is."""
    return words.meanings("people", "roles").get(key(text).strip(" ,;:-–—()"))


def presence_of(text: str) -> str | None:
    """What the whole text says about being there."""
    known = words.meanings("people", "presence")
    bare = key(text).strip(" ,;:-–—()[]")
    alone = known.get(bare) or known.get(key(without_brackets(text)))
    return alone or next(
        (known[start] for start in _beginnings(bare) if start in known and len(start) > 4), None
    )


def _beginnings(text: str) -> list[str]:
    said = text.split()
    return [" ".join(said[:count]) for count in range(min(3, len(said)), 0, -1)]


@lru_cache(maxsize=256)
def entry(text: str) -> Entry:
    """One person with what stands around the name: "Anna Alm, rektor, Norrby kommun (ordf)"."""
    text = text[:_LONGEST]
    struck = _STRUCK in text
    bare = text.replace(_STRUCK, "").strip(_TRIM)
    outside, inside = _brackets(bare)
    pieces = [piece for part in parts(outside) for piece in _by_dash(part)]
    head = pieces[0] if pieces else ""
    if head.startswith("@") and head[1:].isalpha():
        head = head[1:].title()
    if is_writer(head) and inside:
        head, inside = inside[0], inside[1:]
    name, rest = (head, []) if is_writer(head) else _name_and_rest(head)
    found = Entry(name=name, struck=struck)
    for piece in (*rest, *pieces[1:], *inside):
        found = _with(found, piece)
    return (
        found
        if name
        else replace(
            found,
            organization=head if is_organization(head) or not found.organization else found.organization,
        )
    )


def _brackets(text: str) -> tuple[str, list[str]]:
    """The text without its brackets, and what stood in them."""
    outside, inside, depth, begin = [], [], 0, 0
    for at, letter in enumerate(text):
        if letter in _OPENING:
            if depth == 0:
                outside.append(text[begin:at])
                begin = at + 1
            depth += 1
        elif letter in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                inside += parts(text[begin:at])
                begin = at + 1
    rest = text[begin:]
    return " ".join((*outside, rest) if depth == 0 else (*outside,)).strip(), inside + (
        [rest] if depth else []
    )


def _by_dash(text: str) -> list[str]:
    """What stands on each side of a dash with space around it, or of a stroke or colon behind a name."""
    pieces = [text]
    for dash in (" - ", " – ", " — ", " / ", "\t", ": ", " från "):
        pieces = [piece for part in pieces for piece in part.split(dash)]
    pieces = [piece for part in pieces for piece in _by_slash(part)]
    pieces = [piece for part in pieces for piece in _by_hyphen(part)]
    return [piece.strip() for piece in pieces if piece.strip(_TRIM)]


def _by_slash(text: str) -> list[str]:
    """ "Anna Alm/Norrby": a full name, and whom she is from."""
    before, slash, behind = text.partition("/")
    named = slash and is_full_name(before) and is_first_name(key(before).split(" ", 1)[0])
    return [before, behind] if named else [text]


def _by_hyphen(text: str) -> list[str]:
    """ "Tor-telefonansvarig", "Eva- kassör": a first name and what they do, written together."""
    before, hyphen, behind = text.partition("-")
    is_apart = behind[:1].isspace() and is_name(before)
    apart = hyphen and (is_apart or is_first_name(key(before).strip())) and behind.strip()[:1].islower()
    return [before, behind] if apart and (is_title(behind) or role_of(behind)) else [text]


def _name_and_rest(head: str) -> tuple[str | None, list[str]]:
    """The name in the first part; a role or title before or behind it apart: "Ordförande Anna Alm", "Bo Ek ordf."."""
    said = head.strip(_TRIM).split()[:_MOST_WORDS]
    if is_name(head):
        return head.strip(_TRIM), []
    if cut := aside_at(said):
        name, rest = _name_and_rest(" ".join(said[:cut]))
        return name, [*rest, " ".join(said[cut:])]
    if _is_company(said):
        return None, []  # "Virket Syd AB"
    for cut in range(1, len(said)):
        before, behind = " ".join(said[:cut]), " ".join(said[cut:])
        leads = (
            role_of(before)
            or is_title(before)
            or _is_job(before)
            or (behind[:1].isupper() and _is_way(before))
        )
        if leads and is_name(behind):
            return behind.strip(_TRIM), [before]
    for cut in range(len(said) - 1, 0, -1):
        before, behind = " ".join(said[:cut]), " ".join(said[cut:])
        fits = role_of(behind) or presence_of(behind) or is_organization(behind) or is_title(behind)
        first = is_first_name(key(before).strip(_TRIM)) or is_full_name(before)
        is_coded = _is_code(behind) and first
        is_job = first and behind[:1].islower() and (role_of(behind) or is_title(behind))
        fits = fits and key(said[cut]) not in words.table("people", "organizations")["heads"]
        if (fits and is_full_name(before)) or is_coded or is_job or (first and presence_of(behind)):
            return before.strip(_TRIM), [behind]
    return _name_within(said)


def _is_company(said: list[str]) -> bool:
    """It ends as companies do, and begins with no first name."""
    ends = bool(said) and key(said[-1]) in words.table("people", "organizations")["forms"]
    return ends and not is_first_name(key(said[0]))


def _is_way(text: str) -> bool:
    """ "på distans", "via länk": a way of being there that stands before the name."""
    return len(text) > _CODE and text[0].islower() and presence_of(text) == "present"


def _is_code(text: str) -> bool:
    """ "2A", "TE14", "41": a class, a house."""
    return len(text) <= _CODE and " " not in text and any(map(str.isdigit, text))


def _name_within(said: list[str]) -> tuple[str | None, list[str]]:
    """ "Norrby kommun Anna Alm Soc.": a first name begins it, and what is no name's word ends it."""
    for at, word in enumerate(said[:-1]):
        if not is_first_name(word.strip(_TRIM).casefold()) or not _is_name_word(word, 0):
            continue
        end = at + 1
        while end < len(said) and end - at < _MOST_NAMES - 1 and _goes_on(said[end]):
            end += 1
        before, name, behind = " ".join(said[:at]), " ".join(said[at:end]), " ".join(said[end:])
        if end - at > 1 and (not before or is_organization(before) or is_title(before)):
            return name.strip(_TRIM), [piece for piece in (behind, before) if piece]
    return None, []


def _goes_on(word: str) -> bool:
    """It may be one more of somebody's names."""
    return _is_name_word(word, 1) and not (
        is_organization(word) or is_title(word) or role_of(word) or word.endswith(".")
    )


def _with(found: Entry, piece: str) -> Entry:
    """The entry with one thing more said about it."""
    bare = without_initials(piece.strip(_TRIM), found.name or "")
    roles = tuple(role for part in bare.replace("/", " och ").split(" och ") if (role := role_of(part)))
    if roles:
        return replace(found, roles=found.roles + tuple(role for role in roles if role not in found.roles))
    if said := presence_of(bare):
        return replace(found, presence=said)
    if _says_nothing(bare, found.name or ""):
        return found
    if is_title(bare) and found.title is None:
        return _titled(found, bare)
    if found.organization is None:
        return replace(found, organization=bare)
    return replace(
        found,
        title=f"{found.title}, {found.organization}" if found.title else found.organization,
        organization=bare,
    )


def _says_nothing(bare: str, name: str) -> bool:
    """An address, a paragraph, for how long they were there, or the person's initials."""
    if "@" in bare or "§" in bare or not any(map(str.isalpha, bare)):
        return True
    return is_aside(bare) or are_initials_of(bare, name) or tells_of_others(bare)


def _titled(found: Entry, bare: str) -> Entry:
    """ "konsult Digg": a small word and an organization behind it."""
    first, _, behind = bare.partition(" ")
    if first.islower() and is_title(first) and behind[:1].isupper() and found.organization is None:
        return replace(found, title=first, organization=behind)
    return replace(found, title=bare)
