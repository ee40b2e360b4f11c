"""What is brought to those who meet, told where it is told when: "Nästa gång den 12 april. Eva ordnar fikat."."""

from app.imports import lexicon, sections
from app.imports.blocks import Block
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of, is_ahead
from app.imports.event_nouns import is_event
from app.imports.proposals import Seen, with_due
from app.imports.sentences import sentences_in
from app.imports.tokens import tokens_in
from app.imports.verbs import is_finite


def at_next_time(block: Block, seen: Seen, calendar: Calendar) -> Seen:
    """The same, due at the next meeting, where no other day is said and what is brought is for those who meet."""
    said = tuple(token.low for token in tokens_in(block.text, seen.start, seen.end))
    talking = lexicon.words("commitments", "talking")
    if any(one.lemma in talking for word in said for one in lexicon.readings(word)):
        return seen  # "Kaffe: Eva talar med bagaren"
    brought = lexicon.by_first("commitments", "brought")
    if not any(lexicon.longest_at(brought, said, at) for at in range(len(said))):
        return seen
    text = _told(block)
    due = Due("next_meeting", calendar.next_on, text) if text else _day_told(block, calendar)
    return with_due(seen, due)


def _day_told(block: Block, calendar: Calendar) -> Due:
    """ "Arbetsdag den 9 maj med lunch. Eva kokar kaffe.": the day of what the text begins with."""
    first = next(iter(sentences_in(block.text)))
    due = NONE if any(map(is_finite, first.words)) else due_of(first, calendar)
    return due if due.kind == "date" else _day_of_title(block, calendar)


def _day_of_title(block: Block, calendar: Calendar) -> Due:
    """ "5. Städdagen lördag 29 maj": the day ahead on which that takes place."""
    sentences = (sentence for title in block.headings[-1:] for sentence in sentences_in(title))
    days = (due_of(sentence, calendar) for sentence in sentences if any(map(is_event, sentence.words)))
    return next((due for due in days if is_ahead(due, calendar)), NONE)


def _told(block: Block) -> str | None:
    """The words that tell of the next meeting: the heading's, or the first of the text."""
    of_next = (heading for heading in block.headings if sections.section(heading) == "next_meeting")
    if heading := next(of_next, None):
        return heading
    first = next(iter(sentences_in(block.text))).tokens[:2]
    coming, meetings = lexicon.words("due", "coming"), lexicon.words("due", "meetings")
    if len(first) == 2 and first[0].low in coming and first[1].low in meetings:
        return block.text[first[0].start : first[1].end]
    return None
