"""Where the name is in what begins an entry: "Ordförande Anna Alm", "Bo Ek ordf.", "Norrby kommun Eva Li rehab"."""

from app.imports import words
from app.imports.asides import aside_at
from app.imports.capacities import is_company, is_job, is_organization, is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import trimmed
from app.imports.person_names import MOST_WORDS, is_full_name, is_name, is_name_word
from app.imports.presence import is_way, presence_of
from app.imports.ticked import is_tick
from app.imports.verbs import may_be_verb
from app.imports.words import key

_REACH = 20  # words in which a name is looked for
_LONG = 5  # letters
_CODE = 6  # letters of a class or the number of a house

Named = tuple[str | None, list[str]]


def name_and_rest(head: str) -> Named:
    """The name, and what stands before or behind it; None and nothing when there is none."""
    said = trimmed(head).split()[:_REACH]
    if marked := _marked(said):
        return marked
    if is_name(head):
        return trimmed(head), []
    if cut := aside_at(said):
        if said[cut] == "som" and _is_capacity(behind := " ".join(said[cut + 1 :])):
            return name_and_rest(" ".join((*said[:cut], behind)))
        name, rest = name_and_rest(" ".join(said[:cut]))
        return name, [*rest, " ".join(said[cut:])]
    if is_company(said) and not is_first_name(key(said[0])):
        return None, []
    return _name_last(said) or _name_first(said) or _name_within(said) or _by_place(said) or (None, [])


def _marked(said: list[str]) -> Named | None:
    """ "Elsa Ek X", "Bo Berg Anmält förhinder": a full name, and whether they were there."""
    for cut in range(2, len(said)):
        name, behind = " ".join(said[:cut]), " ".join(said[cut:])
        if (is_tick(behind) or (len(behind) > 1 and presence_of(behind))) and is_full_name(name):
            return trimmed(name), [behind]
    return None


def _name_last(said: list[str]) -> Named | None:
    """ "Ordförande Anna Alm", "på distans Bo Ek"."""
    for cut in range(1, len(said)):
        before, name = " ".join(said[:cut]), " ".join(said[cut:])
        if _leads_to(before, name) and is_name(name):
            return trimmed(name), [before]
    return None


def _leads_to(before: str, name: str) -> bool:
    if _is_capacity(before) or is_job(before) or (name[:1].isupper() and is_way(before)):
        return True
    return is_unknown_job(before) and is_full_name(name) and is_first_name(key(name).split(" ", 1)[0])


def is_unknown_job(text: str) -> bool:
    """ "tillsyningsman": one long word in small letters that is neither a verb nor a role."""
    is_word = text.isalpha() and text.islower() and len(text) > _LONG
    return is_word and role_of(text) is None and not may_be_verb(text)


def _name_first(said: list[str]) -> Named | None:
    """ "Bo Ek ordf.", "Eva rektor", "Anna Alm 2A"."""
    for cut in range(len(said) - 1, 0, -1):
        name, behind = " ".join(said[:cut]), " ".join(said[cut:])
        if _tells_of(name, behind):
            return trimmed(name), [behind]
    return None


def _is_capacity(text: str) -> bool:
    return role_of(text) is not None or is_title(text)


def _tells_of(name: str, behind: str) -> bool:
    """Behind a first name what begins with a small letter, a code or presence; behind a full name an office too."""
    is_full = is_full_name(name)
    if not is_full and not is_first_name(trimmed(key(name))):
        return False
    is_capacity = _is_capacity(behind)
    if _is_code(behind) or presence_of(behind) or (is_capacity and behind[:1].islower()):
        return True
    heads = words.table("people", "organizations")["heads"]
    return is_full and (is_capacity or is_organization(behind)) and key(behind).split(" ", 1)[0] not in heads


def _is_code(text: str) -> bool:
    """ "2A", "TE14", "41": a class, a house."""
    return len(text) <= _CODE and " " not in text and any(map(str.isdecimal, text))


def _name_within(said: list[str]) -> Named | None:
    """ "Norrby kommun Anna Alm Soc.": a first name begins it, and what is no name's word ends it."""
    firsts = (at for at, word in enumerate(said[:-1]) if _begins_name(word))
    for at in firsts:
        end = _end(said, at)
        before, name, behind = " ".join(said[:at]), " ".join(said[at:end]), " ".join(said[end:])
        if end - at > 1 and (not before or is_organization(before) or is_title(before)):
            return trimmed(name), [piece for piece in (behind, before) if piece]
    return None


def _by_place(said: list[str]) -> Named | None:
    """ "Nisse på Backen", "Elsa i Dalen": called by where they live."""
    where = " ".join(said[1:])
    is_called = len(said) in (3, 4) and _begins_name(said[0]) and said[1] in ("på", "i")
    ends = tuple(words.table("people", "homes")["endings"])
    is_place = is_called and said[2][0].isupper() and trimmed(key(said[-1])).endswith(ends)
    return (trimmed(" ".join(said)), []) if is_place and not is_way(where) else None


def _begins_name(word: str) -> bool:
    return is_first_name(trimmed(word).casefold()) and is_name_word(word, 0)


def _end(said: list[str], at: int) -> int:
    """Where the name that begins at a word ends."""
    most = min(len(said), at + MOST_WORDS - 1)
    return next((end for end in range(at + 1, most) if not _goes_on(said[end])), most)


def _goes_on(word: str) -> bool:
    """It may be one more of somebody's names."""
    is_other = is_organization(word) or is_title(word) or role_of(word) or word.endswith(".")
    return is_name_word(word, 1) and not is_other
