"""The place of a meeting in a line, by the day and time in it: beside, before, behind or between them."""

from app.imports import words
from app.imports.kinds import is_first_name
from app.imports.kinds_of_groups import is_body
from app.imports.place_names import MOST_PARTS, MOST_WORDS, definite, is_other, named
from app.imports.times import hours_in
from app.imports.verbs import is_finite
from app.imports.without_times import bare, bare_pieces, pieces
from app.imports.words import key

_TRIM = " \t.,;:-–—|()·•"
_MEETINGS = tuple(
    key(word + ending)
    for word in ("möte", "träff", "sammankomst", "sammanträde")
    for ending in ("", "t", "et", "en")
)
_GATHERINGS = ("traff", "traffen")


def beside_time(text: str) -> str | None:
    """What is left of a line when days and times are taken away."""
    return ", ".join(bare_pieces(text)).strip(_TRIM) or None


def behind_time(text: str) -> str | None:
    """What stands behind day and time in a line that may begin with a title; None when it is no short phrase."""
    *before, piece = pieces(text)
    behind = _before_clause(piece)
    said = behind.split()
    last = bare(behind) if before else ""
    led = bool(said) and (
        behind.lstrip(" -–")[:1] in tuple(",;|")
        or key(said[0]) in words.table("structure", "places")["before"]
        or named(last) is not None
    )
    most = MOST_PARTS if "," in last else MOST_WORDS
    return last if last and led and len(last.split()) < most and not is_other(last) else None


def _before_clause(piece: str) -> str:
    """ "i Båthuset, Lillby, Eva bjöd på soppa": up to what is told behind a comma with a verb of its own."""
    said = piece.split(", ")
    told = (at for at, part in enumerate(said) if at and any(is_finite(word) for word in key(part).split()))
    return ", ".join(said[: next(told, len(said))])


def before_time(text: str) -> str | None:
    """ "Stämma i Ekbygården 7 mars": what is a place's name by its last word, right before the day."""
    said = pieces(text)[0].split()
    before = words.table("structure", "places")["before"]
    at = next((at for at in range(len(said) - 1, -1, -1) if key(said[at]) in before), len(said))
    place = " ".join(said[at + 1 :])
    of_meeting = key(said[at - 1]).endswith(_MEETINGS) if 0 < at < len(said) else False
    alone = place if of_meeting and key(said[at - 1]).endswith(_GATHERINGS) and _is_one_name(place) else None
    return (named(place) or (definite(place) if of_meeting else None) or alone) if place else None


def _is_one_name(place: str) -> bool:
    """ "Tallby": behind "vår träff i"."""
    return place.isalpha() and place.istitle() and not (is_body(place) or is_other(place))


def alone_before_time(text: str) -> str | None:
    """ "Ekby hembygdsgård 2018-02-22": a place's name of several words, and nothing else but the day."""
    place, *behind = pieces(text)
    place = place.strip(_TRIM)
    is_alone = " " in place and not any(map(bare, behind))
    return named(place) if is_alone and place.rsplit(" ", 1)[1].islower() and not is_body(place) else None


def behind_meeting(text: str) -> str | None:
    """ "Styrelsemöte i Ekby scoutkår, bystugan.": behind a comma in a line that begins with the meeting."""
    meeting, _, place = text.rstrip(" .").rpartition(", ")
    is_one = " " in meeting and "," not in meeting and key(meeting).split()[0].endswith(_MEETINGS)
    return definite(place) if is_one and len(place.split()) < MOST_WORDS else None


def between_times(text: str) -> str | None:
    """ "Möte 19 aug i Klubbstugan 19.00-20.45": what "i", "på", "hos" or a comma leads in to between day and time."""
    for whole in pieces(text)[1:-1]:
        if between := _between_commas(whole):
            return between
        piece = whole.lstrip(" ),").split(". ", 1)[0]
        said = piece.split()
        if said and key(said[0]) in words.table("structure", "places")["before"] and (place := bare(piece)):
            return place if len(place.split()) < MOST_WORDS and not is_other(place) else None
    return None


def _between_commas(whole: str) -> str | None:
    """ ", personalrummet ", ", Ekby, kl ": no number of the meeting, nobody who meets."""
    place = bare(whole)
    if (
        not whole.startswith(",")
        or not place
        or any(map(str.isdecimal, place))
        or is_first_name(key(place).split()[0])
        or is_body(place)
        or is_other(place)
    ):
        return None
    is_named = place[0].isupper() and len(place.split()) < MOST_WORDS
    return place if is_named or definite(place) else None


def named_beside_time(text: str) -> str | None:
    """ "Matsalen, 18.00-19.40", "Kommunhuset, rum 4 kl. 8.30": the same, with hours beside it or without."""
    return named((beside_time(text) or text) if hours_in(text) else text) or _behind_hours(text)


def _behind_hours(text: str) -> str | None:
    """ "13:00–14:35, Jitsi (länk i inbjudan)": a few words behind hours that the line begins with."""
    hours = next(iter(hours_in(text)), None)
    if hours is None or hours.start or text[hours.end : hours.end + 1] != ",":
        return None
    place = text[hours.end :].partition("(")[0].strip(_TRIM)
    return place if place[:1].isupper() and len(place.split()) < MOST_WORDS else None
