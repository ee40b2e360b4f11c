"""What the head of a note says of the meeting: group, day, time and place."""

from collections.abc import Sequence

from app.imports import sent
from app.imports.announced import announced
from app.imports.blocks import Block
from app.imports.draft import DraftMeeting
from app.imports.group import group_of
from app.imports.head import head
from app.imports.meeting_day import day_in, line_of_day, lines_of_day
from app.imports.meeting_hours import hours_beside, hours_told, lasting, over
from app.imports.meeting_place import place_of
from app.imports.titles import titles
from app.imports.values import Value, said, values_in


def meeting(made: Sequence[Block]) -> DraftMeeting:
    """The meeting's own data; None for what the note does not say."""
    values = list(values_in(head(made)))
    line = line_of_day(values)
    held_on = day_in(line, made)
    if held_on and line in said(values, "sent"):
        values += [Value("place_and_time", text) for text in sent.told_of(held_on, made)]
        held_on, line = sent.met_on(held_on, made), None
    dated = lines_of_day(values, line, held_on)
    hours = hours_beside(values, dated) or hours_told(made, "opens")
    closing = hours_told(made, "closes") or over(made) or lasting(made)
    return DraftMeeting(
        group=group_of(said(values, "group"), titles(made)) or announced(made),
        held_on=held_on,
        start_time=hours.begins if hours else None,
        end_time=(hours.ends if hours else None) or (closing.begins if closing else None),
        place=place_of(values, dated),
    )
