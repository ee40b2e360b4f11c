"""Whom the people of a list are from, where that stands before their names."""

from dataclasses import replace

from app.imports import people, words
from app.imports.by_and import by_and
from app.imports.capacities import is_organization, role_of
from app.imports.kinds import is_first_name
from app.imports.parts import before_brackets, parts
from app.imports.people import Entry
from app.imports.person_names import is_full_name, is_name
from app.imports.presence import presence_of
from app.imports.words import key

_DASHES = (" – ", " — ", " - ")


def by_principal(text: str) -> tuple[str | None, str]:
    """ "Norrby kommun: Anna Alm, Bo Ek", "Lövets förening – Anna Alm": whom they are from, and their names."""
    before, colon, behind = text.partition(": ")
    if colon and any(map(str.isalpha, behind)) and (presence_of(behind) is None):
        first = before_brackets(next(iter(parts(behind)), ""))
        named = is_full_name(first) or (is_first_name(key(first)) and not is_first_name(key(before)))
        is_person = is_full_name(before) or (is_name(before) and not named)
        is_office = before[:1].isupper() or any(map(str.isdecimal, before)) or is_organization(before)
        office = before.strip() if is_office and not role_of(before) else None
        return (None, text) if is_person else (office, behind)
    if text.rstrip(" -–—").endswith(":") and not _is_somebody(text):
        return text.partition(":")[0].strip(), ""  # "Norrby: -"
    return _before_bracket(text) or _before_dash(text)


def from_office(one: Entry, office: str | None) -> Entry:
    """ "Norrby: Eva Lind (samordnande sköterska)": where they are from is said, so small letters say what they do."""
    said = one.organization
    if office is None or (said and (one.title or not said[0].islower())):
        return one
    return replace(one, organization=office, title=one.title or said)


def _before_bracket(text: str) -> tuple[str, str] | None:
    """ "Tallarkivet (Vera Lind, Isak Bro)", "Norrby kommun (Vera)": an office, and in brackets who came from there."""
    before, bracket, behind = text.strip(" .").partition("(")
    inside = behind.removesuffix(")")
    bare = next(iter(parts(inside)), "")
    is_whole = bool(bracket) and behind.endswith(")") and ")" not in inside
    by_first, is_office = _has_first_name(bare), is_organization(before)
    is_known = by_first or (is_office and not is_organization(bare))
    named = is_whole and is_known and (is_full_name(bare) or (by_first and is_office and _names_all(inside)))
    return (before.strip(), inside) if named and not _is_somebody(before) else None


def _names_all(inside: str) -> bool:
    """ "Vera och Isak", "Siv på länk": each of them somebody; not "per telefon"."""
    return inside[:1].isupper() and all(
        people.entry(side).name for side in by_and(next(iter(parts(inside)), ""))
    )


def _before_dash(text: str) -> tuple[str | None, str]:
    """What stands before a dash with space around it, when a person stands behind it, or nobody ("Fiskelaget – -")."""
    for dash in _DASHES:
        before, found, behind = text.partition(dash)
        bare = before_brackets(next(iter(parts(behind)), ""))
        if found and not _is_somebody(before) and (_begins_with_person(bare, before) or _is_nobody(behind)):
            return before.strip(), behind
    return None, text


def _is_somebody(before: str) -> bool:
    """A first name begins it, or it is what somebody is."""
    return before[:1].islower() or _has_first_name(before) or role_of(before) is not None


def _begins_with_person(bare: str, before: str) -> bool:
    if _has_first_name(bare):
        return people.entry(bare).name is not None
    return is_full_name(bare) and people.entry(before).name is None


def _has_first_name(text: str) -> bool:
    first = key(text).split(" ", 1)[0].strip(" .,()")
    return is_first_name(first) or (" " not in text.strip() and is_first_name(first.split("-", 1)[0]))


def _is_nobody(text: str) -> bool:
    """A dash, or a word for that nobody has the place."""
    return (
        not any(map(str.isalpha, text)) or key(text).strip(" .") in words.table("people", "nobody")["words"]
    )
