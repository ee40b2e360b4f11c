"""The days on which what the note names takes place: "Årsstämman hålls den 3 maj … skriver ett brev till stämman"."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.imports.blocks import Block
from app.imports.day_words import month_of
from app.imports.days_told import day_told, week_told
from app.imports.draft import DraftPoint
from app.imports.due import NONE, Calendar, Due
from app.imports.event_nouns import is_event
from app.imports.other_meetings import month_called
from app.imports.sentences import Sentence, sentences_in

_ARTICLES = ("en", "et", "n", "t")
_SHORTEST = 4  # letters of a noun that names something
_LONGEST = 40
_THEN = ("till", "på", "vid", "under", "i")  # "till stämman", "i samband med festen"
_OTHERS = frozenset(("nästa", "första", "andra", "sista", "extra", "förra", "mötet"))


class DaysOfEvents:
    """Told of every block in order, it keeps when what is talked of takes place, and by what names.

    `coming`: the days of the group's own meetings ahead. `week`: the last day of the week that a title tells of.
    """

    def __init__(self, coming: Iterable[date] = ()) -> None:
        self.latest = NONE
        self.week: date | None = None
        self._coming: dict[int, set[date]] = {}
        for day in coming:
            self._coming.setdefault(day.month, set()).add(day)
        self._named: dict[str, set[date]] = {}

    def look(self, block: Block, calendar: Calendar) -> None:
        """Keeps what the block tells; an item begins anew."""
        if block.opens_item:
            self.latest = NONE
            self.week = week_told(next(iter(sentences_in(block.text))), calendar)
        for sentence in () if block.kind == "row" else sentences_in(block.text):
            told = day_told(sentence, calendar)
            if told.day is not None:
                self.latest = told
                for end in _ends(_name(sentence, told, block)):
                    self._named.setdefault(end, set()).add(told.day)

    def dated(self, points: Iterable[DraftPoint]) -> Iterator[DraftPoint]:
        """The points, with the day where one is due at something whose day is told."""
        for point in points:
            days = self._days(point) if point.due_kind == "event" and point.due_date is None else ()
            yield replace(point, due_date=next(iter(days))) if len(days) == 1 else point

    def _days(self, point: DraftPoint) -> Collection[date]:
        said = (point.due_text or "").lower().split()
        if (month := _month(said)) is not None:
            return self._coming.get(month, ())
        is_known = bool(said) and said[-1].endswith(_ARTICLES) and is_event(said[-1])
        if not is_known or said[0] not in _THEN or not _OTHERS.isdisjoint(said):
            return ()
        return next((self._named[form] for form in _forms(said[-1]) if form in self._named), ())


def _name(sentence: Sentence, told: Due, block: Block) -> str:
    """What takes place is called before its day, or behind it, else in the heading above."""
    before, behind = sentence.words[: told.start], sentence.words[told.end :]
    heading = block.headings[-1].lower().split() if block.headings else []
    return next((word for word in (*reversed(before), *behind, *heading) if is_event(word)), "")


def _month(said: list[str]) -> int | None:
    """ "på mötet i september", "på septembermötet": in which month the group meets then."""
    if said[-3:-1] == ["mötet", "i"]:
        return month_of(said[-1])
    return month_called(said[-1]) if said[:1] and said[-1].endswith("mötet") else None


def _ends(name: str) -> set[str]:
    """The words that "årsstämman" may be called by: "stämman", and without the article."""
    near = (form[-_LONGEST:] for form in _forms(name))
    return {form[at:] for form in near for at in range(len(form) - _SHORTEST + 1)}


def _forms(noun: str) -> list[str]:
    """With and without its article, the longest first."""
    cut = sorted({noun.removesuffix(end) for end in ("", *_ARTICLES)}, key=len, reverse=True)
    return [form for form in cut if len(form) >= _SHORTEST]
