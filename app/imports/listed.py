"""The people that a line, a cell or a table's row names."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.imports import initials, people, ticked
from app.imports.blocks import Block
from app.imports.by_and import by_and
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets, parts
from app.imports.people import Entry
from app.imports.person_names import is_full_name, is_name
from app.imports.principals import by_principal, from_office
from app.imports.run_together import run_together
from app.imports.words import key

_SENTENCE = 12  # words from which on a line without commas is a sentence
_FEW = 2  # words that tell something
_LONGEST = 1000  # letters of a line in a list of people


def in_lines(texts: Sequence[str]) -> list[Entry]:
    """The people of the lines: one on each, or many between commas."""
    if ticked.are_ticked(texts):
        return [one for text in texts for one in _ticked(text)]
    if parted := _by_office(texts):
        return parted
    single = sum(_is_one(text) for text in texts)
    alone = len(texts) > 1 and single * 2 >= len(texts)
    listed = [
        said
        for text in texts
        for said in (_one(text) if alone and _is_one(text) and not _are_first_names(text) else in_text(text))
    ]
    return [said for said in listed if said.name or is_organization(said.organization or "") or said.roles]


def _by_office(texts: Sequence[str]) -> list[Entry]:
    """Lines that say where those on the lines below are from, each at the head of its people; else nothing."""
    heads = [_is_office(text) for text in texts]
    if not heads or not heads[0] or heads[-1] or any(first and second for first, second in pairwise(heads)):
        return []
    made: list[Entry] = []
    office = ""
    for text, is_head in zip(texts, heads, strict=True):
        office = text.strip(" :") if is_head else office
        said = [] if is_head else in_text(text)
        made += [replace(one, organization=one.organization or office) for one in said if one.name]
    return made


def _is_office(text: str) -> bool:
    """ "Norrby kommun" alone."""
    is_alone = "," not in text and by_principal(text)[0] is None
    return is_alone and is_organization(text) and people.entry(text).name is None


def _ticked(text: str) -> list[Entry]:
    """Those of a line in a list where a tick tells who was there."""
    bare, mark = ticked.parted(text)
    there = "present" if mark else "absent"
    return [replace(one, presence=one.presence or there) for one in in_text(bare) if one.name]


def _are_first_names(text: str) -> bool:
    """ "Tor, Monica, Anders", "Micke, Jenny S, Totte": nothing but names, though the other lines have one each."""
    pieces = parts(text)
    if len(pieces) > 1 and all(is_first_name(key(piece).strip(" .")) for piece in pieces):
        return True
    return len(pieces) > 2 and all(_is_short_name(piece) for piece in pieces)


def _is_short_name(text: str) -> bool:
    """One word with a capital, or a first name with an initial."""
    said = text.strip(" .").split()
    return is_name(text) and (len(said) == 1 or (len(said) == 2 and len(said[1].strip(".")) == 1))


def _is_one(text: str) -> bool:
    pieces = parts(text)
    return len(pieces) < 6 and not any(
        is_full_name(before_brackets(piece)) or is_first_name(key(piece).strip(" .")) for piece in pieces[1:]
    )


def _one(text: str) -> list[Entry]:
    if by_principal(text)[0]:
        return in_text(text)
    both = by_and(text)
    said = people.entry(text)
    return [people.entry(side) for side in both] if len(both) > 1 and said.name is None else [said]


def in_text(text: str) -> list[Entry]:
    """Names between commas; what is no name belongs to the one before it, what stands before a colon to all behind."""
    if written := _in_short(text):
        return written
    pieces, principals = _pieces(text)
    if (text.islower() or text.isupper()) and (alike := _in_one_case(pieces, text)):
        return alike
    said = [people.entry(piece) for piece in pieces]
    if _have_initials(said):
        said = [initials.called(piece) or one for piece, one in zip(pieces, said, strict=True)]
    if _are_organizations(said):
        return [
            Entry(organization=before_brackets(piece) or piece.strip("() "), struck=one.struck)
            for piece, one in zip(pieces, said, strict=True)
        ]
    made: list[tuple[str, Entry, str | None]] = []
    for piece, one, principal in zip(pieces, said, principals, strict=True):
        if not made or (one.name and not _is_what_they_are(made[-1][0], one.name)):
            made.append((piece, one, principal))
        else:
            whole = f"{made[-1][0]}, {piece}"
            made[-1] = (whole, people.entry(whole), made[-1][2])
    return [from_office(one, principal) for _, one, principal in made]


def _in_short(text: str) -> list[Entry]:
    """Initials, names with only blanks between, or one person behind an office; else nobody."""
    named = initials.between_blanks(text) or initials.between_commas(text) or run_together(text)
    behind = None if named else _behind_office(text)
    return [behind] if behind else named


def _behind_office(text: str) -> Entry | None:
    """ "FUB, Anna Alm": one office, and who came from there."""
    office, *rest = parts(text) or [""]
    is_office = is_organization(office) and not people.entry(office).name
    if len(rest) != 1 or not is_office or by_principal(office)[0]:
        return None
    person = people.entry(rest[0])
    is_person = is_full_name(before_brackets(rest[0])) and person.name and not person.organization
    return replace(person, organization=office) if is_person else None


def _in_one_case(pieces: list[str], text: str) -> list[Entry]:
    """ "nina, olof, kim (sekr)", "EVA EK, KASSÖR": as written; nothing when it is not first names that begin them."""
    firsts = [is_first_name(key(piece.split()[0]).strip("().,")) for piece in pieces]
    alone = text.islower() and any(len(before_brackets(piece).split()) > 1 for piece in pieces)
    if not any(firsts) or alone or (text.islower() and not (len(firsts) > 1 and all(firsts))):
        return []
    said: list[Entry] = []
    for piece, begins in zip(pieces, firsts, strict=True):
        if begins or not said:
            one = people.entry(piece.title())
            said.append(
                replace(one, name=one.name and (one.name.lower() if text.islower() else one.name.upper()))
            )
        elif role := role_of(piece):
            said[-1] = replace(said[-1], roles=(*said[-1].roles, role))
    return said


def _have_initials(said: list[Entry]) -> bool:
    """ "Birgitta, MK, Yasmin": first names, and somebody who is called by the initials."""
    names = [one.name for one in said if one.name]
    return any(is_first_name(key(name)) for name in names) and not any(" " in name for name in names)


def _is_what_they_are(before: str, name: str) -> bool:
    """ "Ann-Sofie Dunér, Vision": one word that is no first name, behind a full one."""
    has_surname = is_full_name(before) and len(before.strip(" .").rsplit(" ", 1)[-1]) > 1
    return " " not in name and not is_first_name(key(name)) and has_surname


def _pieces(text: str) -> tuple[list[str], list[str | None]]:
    """The parts of a list, and whom each is from: "Norrby kommun: Anna Alm, Bo Ek, Västerby: Eva Li"."""
    pieces: list[str] = []
    principals: list[str | None] = []
    current: str | None = None
    for part in parts(text):
        principal, names = by_principal(part)
        current = principal or current
        for piece in (side for name in parts(names) for side in by_and(name)):
            pieces.append(piece)
            principals.append(current)
    return pieces, principals


def _are_organizations(said: list[Entry]) -> bool:
    """No full name among them, and most of the single words are organizations."""
    if any(one.name and " " in one.name for one in said):
        return False
    return sum(one.name is None for one in said) * 2 > len(said)


def in_row(block: Block) -> list[Entry]:
    """The people of a row: a name in one cell and the rest about it, names in several, or many in one."""
    return in_cells([text for text, _, _ in block.cells if text])


def in_cells(texts: list[str]) -> list[Entry]:
    if sum(is_full_name(before_brackets(text)) for text in texts) > 1:
        return [people.entry(text) for text in texts if people.entry(text).name]
    for text in texts:
        several = in_text(text)
        if sum(said.name is not None for said in several) > 1:
            rest = [other for other in texts if other is not text]
            return [
                replace(said, organization=said.organization or (rest[0] if rest else None))
                for said in several
            ]
    named = next((text for text in texts if people.entry(text).name), None)
    return [people.entry(", ".join([named, *(text for text in texts if text is not named)]))] if named else []


def is_person_line(block: Block) -> bool:
    """It names somebody, and is no sentence."""
    if block.kind == "heading" or block.opens_item or len(block.text) > _LONGEST:
        return False
    if block.kind == "row":
        return any(said.name for said in in_row(block))
    commas = block.text.count(",") + block.text.count(";")
    if _is_topic(block.text):
        return False
    said = _outside_brackets(block.text)
    is_sentence = said > _SENTENCE and commas * 6 < said
    text = ticked.parted(block.text.replace("~~", ""))[0]
    if block.kind == "paragraph" and len(text.split()) == 1 and not is_first_name(key(text).strip(" .,")):
        return is_organization(text)
    return not is_sentence and any(
        said.name or is_organization(said.organization or "") for said in in_text(text)
    )


def _outside_brackets(text: str) -> int:
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


def is_one_person(text: str) -> bool:
    """ "Ingela Roos, dietist": a full name, and what that person is."""
    said = in_text(text)
    return len(said) == 1 and is_full_name(parts(text)[0]) and len(text.split()) < _SENTENCE


def are_people(text: str) -> bool:
    named = [piece for part in parts(text) for piece in by_and(part)]
    return bool(named) and sum(people.entry(piece).name is not None for piece in named) * 2 > len(named)
