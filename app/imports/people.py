"""One entry of a list of people: who, on whose behalf, as what, and whether there."""

from dataclasses import dataclass, replace
from functools import lru_cache

from app.imports.asides import is_aside, tells_of_others
from app.imports.capacities import is_organization, is_title, role_of
from app.imports.dashes import by_dash
from app.imports.name_in_entry import is_unknown_job, name_and_rest
from app.imports.own_initials import are_initials_of, without_initials
from app.imports.parts import outside_and_inside, parts, trimmed
from app.imports.person_names import is_writer
from app.imports.presence import presence_of

_STRUCK = "~~"
_LONGEST = 300  # letters of one entry


@dataclass(frozen=True)
class Entry:
    """`presence`: what stands beside the name itself, None when nothing does. `struck`: crossed out."""

    name: str | None = None
    title: str | None = None
    organization: str | None = None
    roles: tuple[str, ...] = ()
    presence: str | None = None
    struck: bool = False


@lru_cache(maxsize=256)
def entry(text: str) -> Entry:
    """One person with what stands around the name: "Anna Alm, rektor, Norrby kommun (ordf)"."""
    text = text[:_LONGEST]
    outside, inside = outside_and_inside(trimmed(text.replace(_STRUCK, "")))
    head, *about = [piece for part in parts(outside) for piece in by_dash(part)] or [""]
    head, handle = (head, None) if not head.startswith("@") else _handle(head)
    if is_writer(head) and inside:
        head, *inside = inside
    name, rest = (head, []) if handle or is_writer(head) else name_and_rest(head)
    found = Entry(name=name, struck=_STRUCK in text)
    for piece in rest:
        found = replace(found, title=piece) if is_unknown_job(piece) else _with(found, piece)
    for piece in (*about, *inside):
        found = _with(found, piece)
    is_office = not name and (is_organization(head) or not found.organization)
    return replace(found, organization=head) if is_office else found


def _handle(head: str) -> tuple[str, str | None]:
    """ "@anna" as "Anna", "@eva_k" as "eva_k": who is called by a handle; None where it is none."""
    bare = head[1:]
    if bare.isalpha():
        return bare.title(), None
    return (bare, bare) if bare.replace("_", "").replace("-", "").isalnum() else (head, None)


def _with(found: Entry, piece: str) -> Entry:
    """The entry with one thing more said about it."""
    bare = without_initials(trimmed(piece), found.name or "")
    roles = tuple(role for part in bare.replace("/", " och ").split(" och ") if (role := role_of(part)))
    if roles:
        return replace(found, roles=found.roles + tuple(role for role in roles if role not in found.roles))
    if said := presence_of(bare):
        return replace(found, presence=said)
    if _says_nothing(bare, found.name or ""):
        return found
    return _titled(found, bare) if is_title(bare) and found.title is None else _from(found, bare)


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


def _from(found: Entry, bare: str) -> Entry:
    """Whom they are from is what is said last; what was taken for it is what they are."""
    title = ", ".join(filter(None, (found.title, found.organization)))
    return replace(found, title=title or None, organization=bare)
