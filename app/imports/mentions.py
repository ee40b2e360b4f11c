"""What the text says of people on the list: who could not come, and who spoke and so was there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from app.imports import sections, words
from app.imports.blocks import Block
from app.imports.capacities import is_title
from app.imports.draft import DraftAttendance
from app.imports.kinds import is_first_name
from app.imports.person_names import is_full_name
from app.imports.words import key

_TRIM = ' /.,;:!?()"”»–-'
_LONGEST = 8  # words of such a phrase
_REACH = 8  # words behind a name among which "har förhinder" is looked for

Names = dict[str, int | None]


def heard(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> tuple[DraftAttendance, ...]:
    """The rows, those of whom the text says more with the presence it says."""
    names = _names(rows)
    firsts = {name.split(" ", 1)[0] for name in names}
    away: set[int] = set()
    spoke: set[int] = set()
    for block in made if names else ():
        signed = block.text.startswith("/") or any(
            label.meaning == "signatures" for label in sections.labels(block.text)
        )
        raw = block.text.split()
        said = [_bare(word) for word in raw]
        for at, row, behind in _mentions(said, names, firsts):
            is_away = raw[behind - 1][-1] not in ".:;!?" and _is_away(_outside(raw, said, behind))
            if is_away and not _is_of_next(block):
                away.add(row)
            elif (
                signed
                or _speaks(said, behind)
                or (block.kind == "heading" and at == 0 and block.text.endswith(":"))
            ):
                spoke.add(row)
    told = tuple(_told(row, at in away, at in spoke) for at, row in enumerate(rows))
    return told + tuple(_not_listed(rows, made))


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return key(word).strip(_TRIM)


def _is_of_next(block: Block) -> bool:
    """It stands below "Nästa möte"."""
    return any(sections.section(heading) == "next_meeting" for heading in block.headings)


def _outside(raw: Sequence[str], said: Sequence[str], behind: int) -> Sequence[str]:
    """The words behind a name in its sentence, as far as to a bracket: "Kim (Ragnar kunde inte)"."""
    end = behind
    while end < min(behind + _REACH, len(raw)) and raw[end][0] != "(":
        end += 1
        if raw[end - 1][-1] in ".:;!?":
            break
    return said[behind:end]


def _not_listed(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> Iterator[DraftAttendance]:
    """ "Mona Forss hade anmält förhinder": a sentence that begins with a name the list does not have."""
    known = {key(row.name or "") for row in rows}
    known |= {name.split(" ", 1)[0] for name in known}
    for block in made:
        said = block.text.split()
        if _away_words().isdisjoint(map(_bare, said)):
            continue
        openings = (0, *_openings(said, ".," if block.agenda_number is None else "."))
        for at in (*openings, *(at + 1 for at in openings if is_title(" ".join(said[at : at + 1])))):
            name = next((name for count in (3, 2, 1) if (name := _away(said, at, count))), None)
            if name and key(name) not in known:
                known.add(key(name))
                yield DraftAttendance(name, presence="excused")


def _away(said: Sequence[str], at: int, count: int) -> str | None:
    """The name of so many words, when the sentence goes on to say that they could not come."""
    if not _is_away([_bare(word) for word in said[at + count : at + count + _REACH]]):
        return None
    if said[at + count][0].isupper():
        return None  # "Kuratorn Lisen" of "Kuratorn Lisen Ek"
    name = " ".join(said[at : at + count]).lstrip("(")
    return name if is_full_name(name) or (count == 1 and is_first_name(key(name))) else None


def _openings(said: Sequence[str], signs: str) -> Iterator[int]:
    """Where a bracket begins, and what follows on one of the signs."""
    for at, word in enumerate(said):
        if word[-1] in signs:
            yield at + 1
        elif word[0] == "(":
            yield at


def _told(row: DraftAttendance, away: bool, spoke: bool) -> DraftAttendance:
    if away and row.presence in ("unknown", "present"):
        return replace(row, presence="excused")
    return replace(row, presence="present") if spoke and row.presence == "unknown" else row


def _names(rows: Sequence[DraftAttendance]) -> Names:
    """Full names, and first names that only one of them has -> the row."""
    found: Names = {}
    for at, row in enumerate(rows):
        full = key(row.name or "")
        first = full.split(" ", 1)[0]
        for name in {full, first} - {""}:
            found[name] = None if name in found else at
    return found


def _mentions(said: Sequence[str], names: Names, firsts: set[str]) -> Iterator[tuple[int, int, int]]:
    """Where somebody is named: the place, the row, and the place behind the name; `firsts`: what names begin with."""
    at = 0
    while at < len(said):
        if said[at] not in firsts:
            at += 1
            continue
        for count in (4, 3, 2, 1):
            row = names.get(" ".join(said[at : at + count])) if at + count <= len(said) else None
            if row is not None:
                yield at, row, at + count
                at += count - 1
                break
        at += 1


def _is_away(behind: Sequence[str]) -> bool:
    """ "har förhinder", close behind the name."""
    phrases = words.table("people", "away")["phrases"]
    if not any(word in _away_words() for word in behind[:4]):
        return False
    return any(
        " ".join(behind[at : at + count]) in phrases and not _is_to_another(behind[at + count - 1 :])
        for at in range(4)
        for count in range(_LONGEST, 1, -1)
    )


def _is_to_another(behind: Sequence[str]) -> bool:
    """ "… återbud till kommunen": from something else."""
    return list(behind[:2]) == [key("återbud"), "till"]


@cache
def _away_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words.table("people", "away")["phrases"])


def _speaks(said: Sequence[str], behind: int) -> bool:
    known = words.table("people", "speaks")
    return behind < len(said) and (
        said[behind] in known["verbs"] or said[behind].endswith(tuple(known["endings"]))
    )
