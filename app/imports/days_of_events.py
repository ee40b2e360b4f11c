"""The days on which what the note names takes place: "Årsstämman hålls den 3 maj … skriver ett brev till stämman"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.imports.blocks import Block
from app.imports.day_words import month_of
from app.imports.days_told import day_told
from app.imports.draft import DraftPoint
from app.imports.due import NONE, Calendar, Due
from app.imports.event_nouns import is_event
from app.imports.other_meetings import month_called
from app.imports.sentences import Sentence, sentences_in

_ENDS = ("en", "et", "n", "t")
_SHORTEST = 4  # letters of a noun that names something
_THEN = ("till", "på", "vid", "under", "i")  # "till stämman", "i samband med festen"
_OTHERS = frozenset(("nästa", "första", "andra", "sista", "extra", "förra", "mötet"))


class DaysOfEvents:
    """Told of every block in order, it keeps when what is talked of takes place, and by what names.

    `coming`: the days of the group's own meetings ahead.
    """

    def __init__(self, coming: Iterable[date] = ()) -> None:
        self.latest = NONE
        self._coming = frozenset(coming)
        self._named: dict[str, set[date]] = {}

    def look(self, block: Block, calendar: Calendar) -> None:
        """Keeps what the block tells; an item begins anew."""
        if block.opens_item:
            self.latest = NONE
        for sentence in () if block.kind == "row" else sentences_in(block.text):
            told = day_told(sentence, calendar)
            if told.day is not None:
                self.latest = told
                if name := _name(sentence, told, block):
                    self._named.setdefault(name, set()).add(told.day)

    def dated(self, points: Iterable[DraftPoint]) -> Iterator[DraftPoint]:
        """The points, with the day where one is due at something whose day is told."""
        for point in points:
            days = self._days(point) if point.due_kind == "event" and point.due_date is None else set()
            yield replace(point, due_date=days.pop()) if len(days) == 1 else point

    def _days(self, point: DraftPoint) -> set[date]:
        said = (point.due_text or "").lower().split()
        if (month := _month(said)) is not None:
            return {day for day in self._coming if day.month == month}
        is_known = bool(said) and said[-1].endswith(_ENDS) and is_event(said[-1])
        if not is_known or said[0] not in _THEN or not _OTHERS.isdisjoint(said):
            return set()
        same = (days for name, days in self._named.items() if _is_same(name, said[-1]))
        return set().union(*same)


def _name(sentence: Sentence, told: Due, block: Block) -> str | None:
    """What takes place is called before its day, or behind it, else in the heading above."""
    before, behind = sentence.words[: told.start], sentence.words[told.end :]
    heading = block.headings[-1].lower().split() if block.headings else []
    return next((word for word in (*reversed(before), *behind, *heading) if is_event(word)), None)


def _month(said: list[str]) -> int | None:
    """ "på mötet i september", "på septembermötet": in which month the group meets then."""
    if said[-3:-1] == ["mötet", "i"]:
        return month_of(said[-1])
    return month_called(said[-1]) if said[:1] and said[-1].endswith("mötet") else None


def _is_same(name: str, said: str) -> bool:
    """ "årsstämman" and "stämman", "arbetsdag" and "arbetsdagen" """
    return any(one.endswith(other) for one in _forms(name) for other in _forms(said))


def _forms(noun: str) -> set[str]:
    """With and without its article."""
    cut = (noun.removesuffix(end) for end in _ENDS)
    return {form for form in cut if len(form) >= _SHORTEST}
