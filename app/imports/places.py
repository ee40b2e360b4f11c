"""The place of a meeting in a line: beside its day and time, behind them, or alone."""

import re

from app.imports import words
from app.imports.dates import dates_in, without_days
from app.imports.kinds import is_first_name
from app.imports.times import hours_in
from app.imports.verbs import is_finite
from app.imports.words import key

_TRIM = " \t.,;:-–—|()·•"
_CUT = "\x00"
_SAT = re.compile(
    r"\bvi (?:satt|träffades|sågs|möttes|höll till|samlades) (?:i|på|(?=hos ))\s*"
    r"(?P<place>[^.,;()]+?)(?= och | den | kl |[.,;()]|$)",
    re.IGNORECASE,
)
_MEETINGS = tuple(
    key(word + ending)
    for word in ("möte", "träff", "sammankomst", "sammanträde")
    for ending in ("", "t", "et", "en")
)
_MOST_WORDS = 7
_BODY = 24  # letters of the longest word for a group
_MOST_PARTS = 13  # words of a place with its address between commas


def beside_time(text: str) -> str | None:
    """What is left of a line when days and times are taken away."""
    return ", ".join(_pieces(text)).strip(_TRIM) or None


def behind_time(text: str) -> str | None:
    """What stands behind day and time in a line that may begin with a title; None when it is no short phrase."""
    pieces = _blanked(text).split(_CUT)
    pieces[-1] = _before_clause(pieces[-1])
    said = pieces[-1].split()
    last = _bare(pieces[-1]) if len(pieces) > 1 else ""
    led = bool(said) and (
        pieces[-1].lstrip(" -–")[:1] in tuple(",;|")
        or key(said[0]) in words.table("structure", "places")["before"]
        or named(last) is not None
    )
    most = _MOST_PARTS if "," in last else _MOST_WORDS
    return last if last and led and len(last.split()) < most and not _is_other(last) else None


def _before_clause(piece: str) -> str:
    """ "i Båthuset, Lillby, Eva bjöd på soppa": up to what is told behind a comma with a verb of its own."""
    said = piece.split(", ")
    told = (at for at, part in enumerate(said) if at and any(is_finite(word) for word in key(part).split()))
    return ", ".join(said[: next(told, len(said))])


def before_time(text: str) -> str | None:
    """ "Stämma i Ekbygården 7 mars": what is a place's name by its last word, right before the day."""
    said = _blanked(text).split(_CUT)[0].split()
    before = words.table("structure", "places")["before"]
    at = next((at for at in range(len(said) - 1, -1, -1) if key(said[at]) in before), len(said))
    place = " ".join(said[at + 1 :])
    of_meeting = key(said[at - 1]).endswith(_MEETINGS) if 0 < at < len(said) else False
    return (named(place) or (_definite(place) if of_meeting else None)) if place else None


def _definite(text: str) -> str | None:
    """ "bystugan", "församlingshemmets lilla sal": a place without a name of its own, in small letters."""
    first = text.split(" ", 1)[0].strip(_TRIM)
    is_known = text[:1].islower() and first.removesuffix("s").endswith(("n", "t"))
    return text.strip(_TRIM) if is_known and named(text[:1].upper() + text[1:]) else None


def told(text: str) -> str | None:
    """ "Vi satt i kvarterslokalen och det drog"."""
    found = _SAT.search(text)
    place = found["place"].strip() if found else ""
    return (named(place) or _definite(place) or _at_somebodys(place)) if place else None


def _at_somebodys(place: str) -> str | None:
    """ "hos Eva" """
    said = place.split()
    return place if said[0] == "hos" and len(said) > 1 and said[1][0].isupper() else None


def between_times(text: str) -> str | None:
    """ "Möte 19 aug i Klubbstugan 19.00-20.45": what "i", "på", "hos" or a comma leads in to between day and time."""
    for whole in _blanked(text).split(_CUT)[1:-1]:
        if between := _between_commas(whole):
            return between
        piece = whole.lstrip(" ),").split(". ", 1)[0]
        said = piece.split()
        if said and key(said[0]) in words.table("structure", "places")["before"] and (bare := _bare(piece)):
            return bare if len(bare.split()) < _MOST_WORDS and not _is_other(bare) else None
    return None


def _between_commas(whole: str) -> str | None:
    """ ", personalrummet ", ", Ekby, kl ": no number of the meeting, nobody who meets."""
    bare = _bare(whole)
    if (
        not whole.startswith(",")
        or not bare
        or any(map(str.isdecimal, bare))
        or is_first_name(key(bare).split()[0])
        or is_body(bare)
        or _is_other(bare)
    ):
        return None
    is_named = bare[0].isupper() and len(bare.split()) < _MOST_WORDS
    return bare if is_named or _definite(bare) else None


def is_body(name: str) -> bool:
    """One of its words is what groups are called: Samverkansgrupp, elevråd, nämnd."""
    said = [word.strip(_TRIM) for word in key(name).split()]
    bodies = words.table("structure", "titles")["bodies"]
    return any(word[at:] in bodies for word in said for at in range(max(0, len(word) - _BODY), len(word)))


def named(text: str) -> str | None:
    """A line of a few words, one of which is a place's: "Stadshuset, rum 412"."""
    ends = tuple(words.table("structure", "places")["ends"])
    said = [word.strip(_TRIM) for word in key(text).split()]
    is_place = text[:1].isupper() and any(word.endswith(ends) for word in said)
    is_short = len(said) < _MOST_WORDS or (len(said) < _MOST_PARTS and _begins_with_place(text, ends))
    return _trimmed(text) if is_place and is_short and not _is_other(text) else None


def _begins_with_place(text: str, ends: tuple[str, ...]) -> bool:
    """ "Kommunhuset i Ekby, rum Tallen (samt Teams)": up to the first comma, which none of its lists of people has."""
    first = key(text.partition(",")[0]).split() or [""]
    if any(is_finite(word.strip(_TRIM)) for word in key(text).split()):
        return False
    return "," in text and first[0].strip(_TRIM).endswith(ends) and len(first) < _MOST_WORDS


def _trimmed(text: str) -> str:
    """Without signs around it, but with the bracket that ends it."""
    bare = text.strip(_TRIM)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def named_beside_time(text: str) -> str | None:
    """ "Matsalen, 18.00-19.40", "Kommunhuset, rum 4 kl. 8.30": the same, with hours beside it or without."""
    return named((beside_time(text) or text) if hours_in(text) else text) or _behind_hours(text)


def _behind_hours(text: str) -> str | None:
    """ "13:00–14:35, Jitsi (länk i inbjudan)": a few words behind hours that the line begins with."""
    hours = next(iter(hours_in(text)), None)
    if hours is None or hours.start or text[hours.end : hours.end + 1] != ",":
        return None
    place = text[hours.end :].partition("(")[0].strip(_TRIM)
    return place if place[:1].isupper() and len(place.split()) < _MOST_WORDS else None


def alone(text: str) -> str | None:
    """A link that has the line for itself, or a word for meeting at a distance."""
    before, _, behind = text.partition(": ")
    link = (behind if key(before) in words.table("structure", "places")["online"] else text).strip("<> ")
    if link.startswith(("http://", "https://")) and " " not in link:
        return link
    pieces = [part.strip(_TRIM) for piece in _pieces(text) for part in re.split(r"[.,] ", piece)]
    online = words.table("structure", "places")["online"]
    return next((piece for piece in pieces if key(piece) in online), None)


def _pieces(text: str) -> list[str]:
    return [bare for piece in _blanked(text).split(_CUT) if (bare := _bare(piece))]


def _blanked(text: str) -> str:
    """The text with a mark for each letter of a day or time."""
    spans = [(found.start, found.end) for found in dates_in(text, None)]
    bare = without_days(text)
    hours = hours_in(bare) or hours_in(bare, loose=True)
    spans += [(found.start, found.end) for found in hours]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _CUT * (end - start)
    return "".join(letters)


def _bare(piece: str) -> str:
    """Without small words at its ends, as "kl", "i", "den"."""
    small = words.table("structure", "small")["words"]
    said = piece.strip(_TRIM).split()
    while said and key(said[-1]).strip(_TRIM) in small:
        said.pop()
    while said and key(said[0]).strip(_TRIM) in small and key(said[0]) not in ("hos", "hemma"):
        said.pop(0)
    bare = " ".join(said).strip(_TRIM)
    return bare if any(map(str.isalnum, bare)) else ""


def _is_other(text: str) -> bool:
    """A title or a heading, not a place."""
    known = words.table("structure", "titles")
    said = {word.strip(_TRIM) for word in key(text).split()}
    return bool(said & known["kinds"]) or not (text[0].isalpha() or text.startswith("<"))
