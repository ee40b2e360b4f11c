"""Who must have been there though no list has them: who opened, led, wrote or adjusted, and who spoke."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.imports import words
from app.imports.appointed import Told, appointed, office
from app.imports.blocks import Block
from app.imports.draft import DraftAttendance
from app.imports.kinds import is_first_name
from app.imports.listed_elsewhere import are_listed_elsewhere
from app.imports.person_names import is_full_name, is_name
from app.imports.presence import presence_of
from app.imports.words import key

_TRIM = ' .,:;!?()"”'
_MOST_NAMES = 4  # words of one name
_APPOSITION = 8  # words between commas behind a name
_FEW = 2  # so few on the list: it is no list of all who were there
_LONGEST = 2_000  # letters of a block that are read
_FROM = frozenset(map(key, ("från", "på", "hos")))


def joined(rows: Sequence[DraftAttendance], made: Sequence[Block]) -> tuple[DraftAttendance, ...]:
    """The rows and those whom the text shows to have been there."""
    found = {key(row.name or ""): row for row in rows}
    is_listed = len(rows) >= _FEW and not are_listed_elsewhere(made)
    for name, role in _several(list(_told(made, spoke=not is_listed)), is_listed=is_listed):
        known = _known(found, name)
        if known and found[known].presence == "unknown":
            found[known] = replace(found[known], presence="present")
        elif not known and (len(rows) < _FEW or is_full_name(name)):
            found[key(name)] = DraftAttendance(name, roles=(role,) if role else (), presence="present")
    return (*(row for row in rows if not row.name), *(row for row in found.values() if row.name))


def _several(told: list[Told], *, is_listed: bool) -> list[Told]:
    """The one first name that a note without any list says is nobody's attendance."""
    alone = not is_listed and len({key(name) for name, _ in told}) == 1 and told[0][1] is None
    return [] if alone and " " not in told[0][0] else told


def _known(found: dict[str, DraftAttendance], name: str) -> str | None:
    """Whom of those found the name may be: by the whole name, or by first name where one of the two is that alone."""
    said = key(name)
    first = said.split(" ", 1)[0]
    short = said if " " not in said else first
    return next(
        (
            other
            for other in found
            if other == said
            or (" " not in said and other.split(" ", 1)[0] == short)
            or (" " not in other and other == first)
            or (" " in other and " " in said and set(other.split()) >= set(said.split()))
        ),
        None,
    )


def _told(made: Sequence[Block], *, spoke: bool) -> Iterator[Told]:
    for block, below in zip(made, [*made[1:], None], strict=False):
        if spoke and block.kind == "heading" and _heads_own_words(block, below):
            yield block.text.strip(_TRIM), None
        for said in _sentences(block.text[:_LONGEST].split()):
            bare = [key(word).strip(_TRIM) for word in said]
            yield from _chosen(said, bare, block)
            yield from appointed(said, block)
            yield from _opener(said, bare)
            yield from _speaker(said, bare) if spoke else _guest(said, bare)


def _heads_own_words(block: Block, below: Block | None) -> bool:
    """A first name as a heading, and below it what that person told; not only "Frånvarande"."""
    is_person = is_first_name(key(block.text).strip(_TRIM))
    return is_person and (below is None or presence_of(below.text) != "absent")


def _sentences(said: Sequence[str]) -> Iterator[Sequence[str]]:
    begin = 0
    for at, word in enumerate(said):
        ends = word[-1] in ".!?" and (len(word) > 3 or at + 1 == len(said))
        if ends and (at + 1 == len(said) or said[at + 1][0].isupper()):
            yield said[begin : at + 1]
            begin = at + 1
    if begin < len(said):
        yield said[begin:]


def _chosen(said: Sequence[str], bare: Sequence[str], block: Block) -> Iterator[Told]:
    """ "Till justerare valdes Anna Alm och Bo Ek", "att välja Eva Li till sekreterare": for this meeting alone."""
    known = words.table("people", "choosing")
    around = {*bare, *(word for heading in block.headings for word in key(heading).split())}
    role = next((role for word in bare if (role := office(word))), None)
    if role is None or known["verbs"].isdisjoint(bare) or known["for_longer"] & around:
        return
    at = 0
    while at < len(said):
        name = _name_at(said, at, alone=at == 0 and bare[1:2] != [] and bare[1] not in known["verbs"])
        if name is None:
            at += 1
            continue
        yield name, (office(bare[at - 1]) if at else None) or role
        at += len(name.split())


def _opener(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Mötet öppnades av ordförande Anna Alm", "Anna Alm hälsade alla välkomna"."""
    acts = words.table("structure", "acts")
    for at, word in enumerate(bare[:-1]):
        if word in acts["opens"] | acts["closes"] and bare[at + 1] == "av":
            behind = at + 2
            while behind < len(bare) - 1 and not _name_at(said, behind) and behind < at + 5:
                behind += 1
            if name := _name_at(said, behind):
                yield name, office(bare[behind - 1])
    if not words.table("people", "choosing")["opened"].isdisjoint(bare):
        yield from _subject(said, bare, words.table("people", "choosing")["opens"])


def _speaker(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Anna Alm berättade om …", and "Anna: barnen har börjat"."""
    yield from _subject(said, bare, words.table("people", "speaks")["tells"])
    name = _name_at(said, 0, alone=True)
    if name and presence_of(" ".join(said[len(name.split()) :])) in ("absent", "excused"):
        return  # "Anna: ledig"
    if name and not is_first_name(key(name.split()[0])):
        return  # "Nya Gungor:"
    if name and len(said) > len(name.split()) and said[len(name.split()) - 1].endswith(":"):
        yield name, None


def _guest(said: Sequence[str], bare: Sequence[str]) -> Iterator[Told]:
    """ "Anna Alm, granne, berättade", "Bo Ek från museet visade": told of who they are, for those who know them not."""
    name = _name_at(said, 0)
    behind = len(name.split()) if name else 0
    if name is None or behind < _FEW or behind >= len(said):
        return
    place = _past_apposition(said, behind)
    if place == behind and bare[behind] in _FROM:
        place = next(
            (at for at in range(behind + 2, min(len(said), behind + _APPOSITION)) if _tells(bare, at)), behind
        )
    if place > behind and _tells(bare, place):
        yield name, None


def _tells(bare: Sequence[str], at: int) -> bool:
    elsewhere = words.table("people", "speaks")["elsewhere"]
    return _is_verb(bare, at, words.table("people", "speaks")["shows"]) and elsewhere.isdisjoint(bare)


def _subject(said: Sequence[str], bare: Sequence[str], verbs: frozenset[str]) -> Iterator[Told]:
    """The name that the sentence begins with, or that follows a role, when one of the verbs is right behind it."""
    for at in range(min(4, len(said))):
        role = office(bare[at - 1]) if at else None
        name = _name_at(said, at, alone=True) if at == 0 or role else None
        if name is None:
            continue
        behind = at + len(name.split())
        if any(_is_verb(bare, place, verbs) for place in (behind, _past_apposition(said, behind))):
            yield name, role
        return


def _is_verb(bare: Sequence[str], at: int, verbs: frozenset[str]) -> bool:
    return " ".join(bare[at : at + 1]) in verbs or " ".join(bare[at : at + 2]) in verbs


def _past_apposition(said: Sequence[str], behind: int) -> int:
    """ "Anna Alm, granne med gården, …": past what stands between two commas."""
    if behind >= len(said) or not said[behind - 1].endswith(","):
        return behind
    end = next(
        (at for at in range(behind, min(len(said), behind + _APPOSITION)) if said[at].endswith(",")), None
    )
    return behind if end is None else end + 1


def _name_at(said: Sequence[str], at: int, *, alone: bool = False) -> str | None:
    """The name that stands there, the longest; `alone`: one word of it only when it is a first name."""
    for count in range(min(_MOST_NAMES, len(said) - at), 0, -1):
        part = said[at : at + count]
        if any(word[-1] in ".,:;!?)" for word in part[:-1]) or part[0] == "I":
            continue
        name = " ".join(part).strip(_TRIM)
        if is_name(name) and (count > 1 or not alone or is_first_name(key(name))):
            return name if count > 1 or not _is_other(name) else None
    return None


def _is_other(word: str) -> bool:
    """A word that is written with a capital as the first of a sentence, or what is chosen."""
    return key(word) in _others() or office(word) is not None


@cache
def _others() -> frozenset[str]:
    return words.table("people", "choosing")["verbs"] | words.table("people", "not_names")["words"]
