"""Who was there, who was not, and of whom the note does not say."""

from collections.abc import Sequence
from dataclasses import replace

from app.imports import initials, mentions, shown_by_text, words
from app.imports.above_lists import above_lists
from app.imports.blocks import Block
from app.imports.draft import DraftAttendance
from app.imports.full_names import in_full
from app.imports.kinds import is_first_name
from app.imports.listed_in_lines import in_lines
from app.imports.lists import people_lists
from app.imports.nicknames import nicknames
from app.imports.people import Entry
from app.imports.people_list import PeopleList
from app.imports.person_names import is_writer
from app.imports.same_person import each_once
from app.imports.unlabelled import unlabelled
from app.imports.words import key
from app.imports.writer import writer


def attendance(
    made: Sequence[Block], groups: Sequence[PeopleList] | None = None
) -> tuple[DraftAttendance, ...]:
    """One entry for each person, or for each organization where only those are named; `groups`: the lists, if read."""
    groups = people_lists(made) if groups is None else groups
    if _marks_are_lost(made, groups):
        groups = [replace(group, meaning="members") for group in groups]
    if not any(group.meaning != "absent" and group.people() for group in groups):
        groups = [*unlabelled(made), *groups]
    else:
        groups = [*above_lists(made, groups), *groups]
    by = writer(made)
    heard = any(group.meaning == "present" for group in groups)
    by_letters = any(initials.are(said.name or "") for group in groups for said in group.people())
    found: dict[str, DraftAttendance] = {}
    for group in sorted(groups, key=lambda group: group.meaning in ("called", "members")):
        for said in group.people():
            by_writer = said.name is not None and is_writer(said.name)
            if by_writer and by is None:
                continue
            known = replace(said, name=by) if by_writer else said
            known = initials.as_person(known) if by_letters else known
            _add(found, _row(known, group, heard=heard))
    for name, at in nicknames(groups, made).items():
        _called(found, name, groups[at], heard=heard)
    rows = in_full(_without_places(tuple(each_once(found.values()))), made)
    return shown_by_text.joined(mentions.heard(rows, made), made)


def _without_places(rows: tuple[DraftAttendance, ...]) -> tuple[DraftAttendance, ...]:
    """ "Tallby, ekonom", where nobody is listed by name: the place is whom somebody came from."""
    names = [row.name for row in rows if row.name]
    if any(" " in name or is_first_name(key(name)) or initials.are(name) for name in names):
        return rows
    return tuple(_from_place(row) if row.name and row.title else row for row in rows)


def _from_place(row: DraftAttendance) -> DraftAttendance:
    title = f"{row.title} {row.organization}" if row.organization else row.title
    return replace(row, name=None, title=title, organization=row.name)


def _called(found: dict[str, DraftAttendance], name: str, group: PeopleList, *, heard: bool) -> None:
    """Somebody by a nickname, who was taken for what the one before them is, or for an office."""
    found.pop(
        next((known for known, row in found.items() if row.name is None and _begins(row, name)), ""), None
    )
    for known, row in found.items():
        if name in (row.organization, row.title):
            found[known] = replace(
                row,
                organization=None if row.organization == name else row.organization,
                title=None if row.title == name else row.title,
            )
    _add(found, _row(Entry(name=name), group, heard=heard))


def _begins(row: DraftAttendance, name: str) -> bool:
    return (row.organization or "").split(" ", 1)[0] == name


def unread(groups: Sequence[PeopleList]) -> tuple[str, ...]:
    """What stands in a list of people and names nobody."""
    return tuple(text for group in groups for text in group.texts if not in_lines([text]))


def _marks_are_lost(made: Sequence[Block], groups: Sequence[PeopleList]) -> bool:
    """It is said that those crossed out were not there, and nobody is crossed out any more."""
    struck = words.table("people", "legend")["struck"]
    says = any(key(word).strip(" .,:=()") in struck for block in made for word in block.text.split()[:8])
    return says and not any("~~" in text for group in groups for text in group.texts)


def _add(found: dict[str, DraftAttendance], row: DraftAttendance) -> None:
    """A second mention adds what the first did not say."""
    known = found.setdefault(key(row.name or row.organization or " ".join(row.roles)), row)
    if known is not row:
        roles = known.roles + tuple(role for role in row.roles if role not in known.roles)
        presence = row.presence if known.presence == "unknown" else known.presence
        found[key(row.name or row.organization or " ".join(row.roles))] = replace(
            known,
            title=known.title or row.title,
            organization=known.organization or row.organization,
            roles=roles,
            presence=presence,
        )


def _row(said: Entry, group: PeopleList, *, heard: bool) -> DraftAttendance:
    return DraftAttendance(
        said.name,
        said.title,
        said.organization or group.organization,
        said.roles,
        _presence(said, group, heard=heard),
    )


def _presence(said: Entry, group: PeopleList, *, heard: bool) -> str:
    if said.struck:
        return "absent"
    if said.presence:
        return said.presence
    if group.meaning == "absent":
        return "excused" if group.excused else "absent"
    if group.meaning == "called":
        return "absent" if heard else "unknown"
    return "unknown" if group.meaning == "members" else "present"
