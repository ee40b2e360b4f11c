"""Which group the note is of: by its label, or by its title without kind of text, day and number."""

import re
from collections.abc import Sequence

from app.imports import words
from app.imports.dates import without_days
from app.imports.kinds_of_groups import is_body
from app.imports.likely_names import likely, without_label
from app.imports.places_beside_time import before_time, behind_time
from app.imports.times import hours_in
from app.imports.words import key

_TRIM = " \t.,;:-–—|()/#*_"
_LONGEST = 100
_FEW = 4  # words
_WEEK = re.compile(r"\bv(?:\.|ecka)? ?\d{1,2}$", re.IGNORECASE)
_NUMBERED = 5  # figures of "2/2025"


def group_of(labelled: Sequence[str], titles: Sequence[str]) -> str | None:
    """The group's name as written; None when the title says nothing but what kind of text it is."""
    if label := next((said for text in labelled if any(map(str.isalpha, said := text.strip(_TRIM)))), None):
        return _name(label) or label
    titles = [without_label(title) for title in titles]
    named = [(_without_owner(name), title) for title in titles if (name := _name(title))]
    if of := _of_what([name for name, _ in named]):
        return of
    names = [name for name, _ in sorted(named, key=lambda one: likely(*one))]
    board = next((board for title in titles if (board := _board(title))), None)
    if board and names and key(board).removesuffix("n") not in key(names[0]):
        return f"{names[0]}, {board}"
    return names[0] if names else board


def _without_owner(name: str) -> str:
    """ "Socialnämnden, Norrby kommun": whose the group is, behind the only comma, is not part of its name."""
    before, comma, owner = name.partition(", ")
    known, said = words.table("structure", "titles"), key(owner).split() or [""]
    is_owner = said[0] in known["owners_by_first"] or said[-1] in known["owners_by_last"]
    is_counted = before.rsplit(" ", 1)[-1].isdecimal()  # "Klubb 114" is of somebody
    return before if comma and "," not in owner and is_owner and not is_counted else name


def _of_what(names: Sequence[str]) -> str | None:
    """ "Lövprojektet", and below it "Styrgruppen": a body by its kind alone is that of the title above."""
    known = words.table("structure", "titles")["kinds_of_groups"]
    above, alone = names[:2] if len(names) > 1 else ("", "")
    if key(above) in known and key(alone).startswith("projekt "):
        return f"{above} {alone}"  # "Styrgrupp", and below it "Projekt Lövet"
    is_project = above and not is_body(above) and len(above.split()) < _FEW
    if is_project and key(alone) in known:
        return f"{above}, {alone}"
    last = next((at for at, name in enumerate(names) if at and _is_board_alone(name)), 0)
    return ", ".join((*names[:last], names[last].lower())) if last else None


def _is_board_alone(name: str) -> bool:
    """ "Sektionsstyrelsen", "klubbstyrelsen": the board of whom the titles above name."""
    return " " not in name and key(name).endswith("styrelsen") and key(name) != "styrelsen"


def _name(title: str) -> str | None:
    """The title without what is not the group's name, from both ends."""
    said = _by_stroke(_before_place(_without_aside(_end_of_path(title)))[:300]).replace(":", " : ").split()
    while said and _is_no_name(said[0], first=True):
        said.pop(0)
    while said and (_is_no_name(said[-1], first=False) or _is_counted(said)) and not _is_form(said):
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


def _end_of_path(title: str) -> str:
    """ "Start > Föreningar > Lövbrukets vänner i Norrby > Möten": the step of most words."""
    signs = words.table("structure", "paths")["signs"]
    steps = next((steps for sign in signs if len(steps := title.split(sign)) > 2), [title])
    return max(steps, key=lambda step: len(step.split()))


def _without_aside(title: str) -> str:
    """ "Styrgrupp Lövet (hur vi lånar båtar)": what words in small letters in a bracket explain is left out."""
    before, bracket, inside = title.rstrip(" .").partition(" (")
    aside = bracket and inside.endswith(")") and inside[:1].islower() and len(inside.split()) > 1
    return before if aside and not any(map(str.isdecimal, inside)) else title


def _by_stroke(title: str) -> str:
    """ "Lillby IF/Protokoll": the kind of text behind a stroke is a word of its own."""
    kinds = words.table("structure", "titles")["kinds"]
    before, stroke, behind = title.rpartition("/")
    first = key(behind).split()[:1]
    return f"{before} {behind}" if stroke and first and first[0] in kinds else title


def _before_place(title: str) -> str:
    """The title without its days and times; behind them a place may stand ("den 3 maj kl 18 i Bygdegården")."""
    title = _WEEK.sub("", title)
    bare = _without_days(title)
    place = behind_time(title) or _without_name(before_time(title))
    return bare[: bare.rfind(place)] if place and place in bare else bare


def _without_name(place: str | None) -> str | None:
    """ "bystugan"; not "Ekbygården", which may be whose meeting it is."""
    return place if place and place[0].islower() else None


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
    if bare.endswith(tuple(known["meeting_endings"])) and not _is_bodys(bare):
        return True
    number = bare.replace("/", "").replace("-", "").replace("(", "")
    return number.isdecimal() and (
        first or len(number) in (4, 6, 8) or (number != bare and len(number) == _NUMBERED)
    )


def _is_bodys(word: str) -> bool:
    """ "elevrådsmöte": the meeting of a body that has no other name."""
    endings = words.table("structure", "titles")["meeting_endings"]
    before = next((word[: -len(end)] for end in endings if word.endswith(end)), word)
    return is_body(before) or is_body(before.removesuffix("s"))


def _is_counted(said: list[str]) -> bool:
    """ "möte 3" at the end."""
    is_number = len(said) > 1 and said[-1].strip(_TRIM).isdecimal()
    return is_number and _is_no_name(said[-2], first=False) and not said[-2].strip(_TRIM).isdecimal()


def _is_form(said: list[str]) -> bool:
    """ "Ekby fiber ek. för.": a company's form, whose last word alone would be none of the name."""
    return key(" ".join(said[-2:])).strip(_TRIM) in words.table("structure", "titles")["forms"]


def _board(title: str) -> str | None:
    """The board whose meeting a word is: "Styrelsemöte", "Kårstyrelsemöte"."""
    known = words.meanings("structure", "boards")
    said = [key(word).strip(_TRIM) for word in title.split()]
    return next((known[word[at:]] for word in said for at in _endings(word) if word[at:] in known), None)


def _endings(word: str) -> range:
    return range(max(0, len(word) - 24), len(word))
