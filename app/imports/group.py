"""Which group the note is of: by its label, or by its title without kind of text, day and number."""

from collections.abc import Sequence

from app.imports import places, words
from app.imports.dates import without_days
from app.imports.times import hours_in
from app.imports.words import key

_TRIM = " \t.,;:-–—|()/#*_"
_LONGEST = 100


def group_of(labelled: Sequence[str], titles: Sequence[str]) -> str | None:
    """The group's name as written; None when the title says nothing but what kind of text it is."""
    if labelled and labelled[0].strip(_TRIM):
        return _name(labelled[0]) or labelled[0].strip(_TRIM)
    names = [name for title in titles if (name := _name(title))]
    names.sort(key=lambda name: not _is_body(name))
    board = next((board for title in titles if (board := _board(title))), None)
    if board and names and key(board) not in key(names[0]):
        return f"{names[0]}, {board}"
    return names[0] if names else board


def _is_body(name: str) -> bool:
    """One of its words is what groups are called: Samverkansgrupp, elevråd, nämnd."""
    said = [word.strip(_TRIM) for word in key(name).split()]
    bodies = words.table("structure", "titles")["bodies"]
    return any(word[at:] in bodies for word in said for at in range(max(0, len(word) - 16), len(word)))


def _name(title: str) -> str | None:
    """The title without what is not the group's name, from both ends."""
    said = _before_place(title)[:300].replace(":", " : ").split()
    while said and _is_no_name(said[0], first=True):
        said.pop(0)
    while said and (_is_no_name(said[-1], first=False) or _is_counted(said)):
        said.pop()
    name = " ".join(said).replace(" : ", ": ").lstrip(_TRIM).rstrip(_TRIM.replace(".", ""))
    name = name if "." in name[-4:-1] else name.rstrip(_TRIM)
    if key(name) in words.table("structure", "places")["online"]:
        return None
    return (
        name
        if any(map(str.isalpha, name)) and len(name) <= _LONGEST and not name.startswith("http")
        else None
    )


def _before_place(title: str) -> str:
    """The title without its days and times; behind them a place may stand ("den 3 maj kl 18 i Bygdegården")."""
    bare = _without_days(title)
    place = places.behind_time(title)
    return bare[: bare.rfind(place)] if place and place in bare else bare


def _without_days(title: str) -> str:
    title = without_days(title)
    for hours in hours_in(title):
        title = title[: hours.start] + " " * (hours.end - hours.start) + title[hours.end :]
    return title


def _is_no_name(word: str, *, first: bool) -> bool:
    bare = key(word).strip(_TRIM)
    known = words.table("structure", "titles")
    if not bare or bare in known["kinds"] or bare in known["meetings"] or _board(word):
        return True
    if first and bare.endswith(tuple(known["kind_endings"])):
        return True
    return bare.isdigit() and (first or len(bare) in (4, 6, 8))


def _is_counted(said: list[str]) -> bool:
    """ "möte 3" at the end."""
    meetings = words.table("structure", "titles")["meetings"]
    return len(said) > 1 and said[-1].strip(_TRIM).isdigit() and key(said[-2]).strip(_TRIM) in meetings


def _board(title: str) -> str | None:
    known = words.meanings("structure", "boards")
    return next((known[bare] for word in title.split() if (bare := key(word).strip(_TRIM)) in known), None)
