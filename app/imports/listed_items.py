"""Items of an agenda that are the entries of a list."""

from app.imports.passage import Passage
from app.imports.sections_above import sections_of

_INDENT = 4  # blanks before what belongs to the entry above
_STEP = 2  # blanks by which a part of an entry stands further in than the entries
_LEAST = 3  # bullets
_TITLE = 15  # words


def below_agenda(made: list[Passage], texts: list[str | None], levels: list[int | None]) -> list[int]:
    """The entries of a list under the heading Agenda; letters below numbers are parts of these."""
    inside = sections_of(made, texts)
    entries = [
        at
        for at, passage in enumerate(made)
        if inside[at] == "agenda" and levels[at] is None and passage.marker and passage.first.indent < _INDENT
    ]
    if sum(tells_at_length(made[at]) for at in entries) * 2 > len(entries):
        return []
    outermost = min((made[at].first.indent for at in entries), default=0)
    entries = [at for at in entries if made[at].first.indent < outermost + _STEP]
    numbered = [at for at in entries if made[at].is_marked("number")]
    return numbered if numbered and not any(made[at].is_marked("bullet") for at in entries) else entries


def tells_at_length(passage: Passage) -> bool:
    """A bullet with what was said, and no title of what is to come."""
    return passage.is_marked("bullet") and len(passage.words) > _TITLE


def with_their_own(made: list[Passage], texts: list[str | None]) -> list[int]:
    """Bullets that have others below them, where most have."""
    inside = sections_of(made, texts)
    outer = [
        at
        for at, passage in enumerate(made)
        if passage.is_marked("bullet") and passage.first.indent < 2 and inside[at] in (None, "notes")
    ]
    parents = [at for at in outer if at + 1 < len(made) and made[at + 1].first.indent > made[at].first.indent]
    return outer if len(outer) >= _LEAST and len(parents) * 2 >= len(outer) else []
