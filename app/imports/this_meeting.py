"""The line at the top of a note that says when this meeting is: nothing in it is to be done."""

from app.imports.blocks import Block
from app.imports.dates import dates_in, without_days
from app.imports.hearing import Hearing
from app.imports.sentences import sentences_in
from app.imports.times import hours_in

_HEAD = 400  # letters of a note among which its day is told
_LINE = 120  # letters


def tells_of_this_meeting(block: Block, hearing: Hearing) -> bool:
    """ "Ons 19/3 hos Siv, vi börjar 18.30": the line of the head that says when this meeting is."""
    if block.agenda_number is not None or block.start > _HEAD or len(block.text) > _LINE:
        return False
    first = next(iter(sentences_in(block.text)))
    if any(actor.start == 0 for actor in hearing.actors(first)):
        return False  # "Eva hämtar nyckeln 19/3 kl 15"
    meeting_on = hearing.calendar.meeting_on
    days = dates_in(block.text, meeting_on)
    is_that = any(found.precision == "day" and found.day == meeting_on for found in days)
    return is_that and bool(hours_in(without_days(block.text)))
