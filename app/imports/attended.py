"""Who goes to what the sentence before tells of, and so when: "Mässan är 3 maj. Ali åker."."""

from dataclasses import replace

from app.imports import lexicon, sections
from app.imports.blocks import Block
from app.imports.dates import dates_in
from app.imports.day_words import weekday_of
from app.imports.days_told import day_told
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of, is_ahead
from app.imports.event_nouns import is_event
from app.imports.other_meetings import is_gathering
from app.imports.proposals import Seen, with_due
from app.imports.sentences import Sentence

_LEAST = 7  # letters of "mässdag"; shorter ones are no names of a day


def attending(here: list[Seen], last: Sentence, calendar: Calendar) -> list[Seen]:
    """Those who go to what the sentence before tells of, due on its day."""
    due = _day_of(last, calendar)
    if due.kind != "date":
        return here
    is_told = any(map(_takes_place, last.words)) or day_told(last, calendar) is not NONE
    return [with_due(one, due) if _is_there(one, due, calendar, is_told=is_told) else one for one in here]


def _is_there(one: Seen, due: Due, calendar: Calendar, *, is_told: bool) -> bool:
    """ "Ali åker", "Ali grillar"; `is_told`: of what takes place, and not only of a day."""
    if is_told and (_is_of(one, lexicon.words("commitments", "on_the_day")) or _is_at_table(one)):
        return True
    return is_attending(one) and (is_told or _goes_there(one, due, calendar))


def there(one: Seen, event: Due, calendar: Calendar) -> Seen:
    """ "Mässan är 3 maj. Fyra får plats. Ali och Eva åker.": to what takes place, told further up, and no more said."""
    said = [word for word in _said(one) if word[0].isalpha()]
    is_alone = len(said) == 1 and is_attending(one) and is_ahead(event, calendar)
    return with_due(one, event) if is_alone and event.kind == "date" else one


def decided(here: list[Seen], above: Sentence | None, block: Block, calendar: Calendar) -> list[Seen]:
    """ "Länet vill ha sällskap den 3 maj. / Beslut / att Eva deltar.": `above` ends what the decision is about."""
    is_decision = (
        block.text.startswith("att ") or sections.section((block.headings or ("",))[-1]) == "decisions"
    )
    return attending(here, above, calendar) if above and is_decision else here


def _day_of(last: Sentence, calendar: Calendar) -> Due:
    """ "Länet bjuder in till en mässa i november": the month, where only that is said of when it is."""
    due = due_of(last, calendar)
    said = (due.text or "").lower()
    if due.kind != "event" or said.split()[0] in lexicon.words("due", "event", "around"):
        return due
    found = dates_in(said, calendar.meeting_on)[-1:]
    return replace(due, kind="date", day=found[0].day) if found and found[0].end == len(said) else due


def _takes_place(word: str) -> bool:
    """ "mässan", "hålls", "miljödagarna" """
    is_day = word.endswith(("dag", "dagen", "dagar", "dagarna")) and len(word) >= _LEAST
    is_held = word in ("hålls", "arrangeras", "anordnas")
    return is_held or is_event(word) or is_gathering(word) or (is_day and weekday_of(word) is None)


def _goes_there(one: Seen, due: Due, calendar: Calendar) -> bool:
    """ "Kören vill ha sällskap den 3 maj. Ali åker.": where, is not said again."""
    return is_ahead(due, calendar) and _said(one).isdisjoint(("i", "på", "till", "vid", "med", "hem", "in"))


def _said(one: Seen) -> set[str]:
    """The words of its work."""
    return {token.low for token in one.sentence.tokens if one.task_start <= token.start < one.task_end}


def is_attending(one: Seen) -> bool:
    """ "Eva deltar", "Ali lyssnar och skriver en rapport", "Eva åker": the verb is one of taking part."""
    return _is_of(one, lexicon.words("commitments", "going"))


def _is_at_table(one: Seen) -> bool:
    """ "Eva ansvarar för kommunens bord": where those who come meet us."""
    tables = lexicon.words("commitments", "tables")
    return first_word(one) in ("ansvarar", "sköter", "står", "håller") and not tables.isdisjoint(_said(one))


def _is_of(one: Seen, verbs: frozenset[str]) -> bool:
    """Whether its work begins with a form of one of the verbs."""
    word = first_word(one)
    return word.removesuffix("r") in verbs or any(r.lemma in verbs for r in lexicon.readings(word))


def is_invitation(one: Seen) -> bool:
    """ "Länsstyrelsen bjuder in till en konferens": what others hold, when somebody goes there for us."""
    return first_word(one) in ("bjuder", "inbjuder") and all(
        owner.kind == "organization" for owner in one.owners
    )


def first_word(one: Seen) -> str:
    """The word that its work begins with."""
    return next((token.low for token in one.sentence.tokens if token.start == one.task_start), "")
