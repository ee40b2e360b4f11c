"""Lists of people who are called by their initials: "AK PO LM", "AK, PO, JBä (sekr)"."""

from dataclasses import replace

from app.imports import people
from app.imports.by_and import one_by_one
from app.imports.capacities import is_known_office
from app.imports.parts import before_brackets
from app.imports.people import Entry

_MOST = 3  # letters


def are(text: str) -> bool:
    """Two or three letters, the first two of them capitals, or the first and the last: "KjS"."""
    return 1 < len(text) <= _MOST and text.isalpha() and (text[:2].isupper() or _are_parted(text))


def _are_parted(text: str) -> bool:
    return len(text) == _MOST and text[0].isupper() and text[1].islower() and text[2].isupper()


def called(text: str) -> Entry | None:
    """Somebody who is called so, with what stands in brackets behind: "JB (skyddsombud)", "MH som skrev"."""
    before, bracket, behind = text.strip(" .,;").partition(" som ")[0].partition("(")
    if not are(before.strip()):
        return None
    about = people.entry(f"Anna Alm ({behind}") if bracket else Entry()
    return replace(about, name=before.strip())


def between_blanks(text: str) -> list[Entry]:
    """ "AK PO (sen) LM": nothing but initials, two at least."""
    made: list[str] = []
    depth = 0
    for word in text.strip(" .").split():
        if made and (depth or word[0] == "("):
            made[-1] += f" {word}"
        else:
            made.append(word)
        depth = max(0, depth + word.count("(") - word.count(")"))
    return _all(made) if len(made) > 1 else []


def between_commas(text: str) -> list[Entry]:
    """ "AK, PO, LM": of three letters there are offices too."""
    pieces = one_by_one(text)
    bare = [before_brackets(piece) for piece in pieces]
    short = all(len(one) < _MOST or _are_parted(one) for one in bare)
    return _all(pieces) if len(pieces) > 1 and short else []


def _all(pieces: list[str]) -> list[Entry]:
    found = [one for piece in pieces if (one := called(piece))]
    offices = sum(is_known_office(one.name or "") for one in found)
    return found if len(found) == len(pieces) and offices * 2 <= len(found) else []


def as_person(said: Entry) -> Entry:
    """Who was taken for an office, though the others are called by initials."""
    office = said.organization or ""
    is_person = said.name is None and are(office) and not is_known_office(office)
    return replace(said, name=office, organization=None) if is_person else said
