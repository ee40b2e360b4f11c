"""Swedish meeting notes -> Draft: text in, values out. Nothing is looked up, nothing is remembered."""

import re
from dataclasses import replace

from app.imports import attendance, commitments, decisions, fields, following
from app.imports.blocks import Block, blocks
from app.imports.composed import Composed, composed
from app.imports.context import Context
from app.imports.draft import Draft, DraftItem
from app.imports.lists import people_lists
from app.imports.telling_of_next import telling
from app.imports.unfolded import unfolded
from app.imports.writer import writer

LONGEST = 1_000_000  # letters that are read
MOST_LINES = 30_000
# What Markdown has behind a title: the end of bold, a line drawn below it.
END_OF_TITLE = re.compile(r"\A(?:\*\*)?(?:[ \t]*\n(?:={3,}|-{3,})[ \t]*(?=\n|\Z))?")


def read(text: str) -> Draft:
    """What the note seems to say; sources stand where they do in the text. Takes time in proportion to its length."""
    begin = _beginning(text)
    whole = composed(begin)
    note = unfolded(whole.note)
    made = blocks(note)
    meeting = fields.meeting(made)
    told = telling(made)
    coming = following.next_meetings(told, meeting.held_on)
    groups = people_lists(made)
    people = attendance.attendance(made, groups)
    context = Context(meeting.held_on, meeting.group, people, coming, writer(made))
    draft = Draft(
        meeting=meeting,
        attendance=people,
        agenda_items=tuple(_items(note, made)),
        decisions=decisions.decisions(made),
        action_points=tuple(commitments.points_in(made, context)),
        next_meetings=coming,
        unread=(*attendance.unread(groups), *following.unread(told, meeting.held_on), *_rest(text, begin)),
    )
    return _placed(draft, whole)


def _beginning(text: str) -> str:
    """As much as is read."""
    begin = text[:LONGEST]
    if begin.count("\n") <= MOST_LINES:
        return begin
    return "\n".join(begin.split("\n", MOST_LINES)[:MOST_LINES])


def _rest(text: str, begin: str) -> tuple[str, ...]:
    """The first words of what is too much to be read."""
    rest = text[len(begin) : len(begin) + 200].strip()
    return (rest,) if rest else ()


def _items(note: str, made: list[Block]) -> list[DraftItem]:
    """The agenda with what stands under each item."""
    opening = [block for block in made if block.opens_item]
    ends = [block.start for block in opening[1:]] + [made[-1].end if made else 0]
    return [
        DraftItem(block.number, block.text.rstrip(" :"), END_OF_TITLE.sub("", note[block.end : end]).strip())
        for block, end in zip(opening, ends, strict=False)
    ]


def _placed(draft: Draft, whole: Composed) -> Draft:
    """The draft with its sources as they stand in the text that was given."""
    return replace(
        draft,
        decisions=tuple(replace(one, source=whole.source(one.source)) for one in draft.decisions),
        action_points=tuple(replace(one, source=whole.source(one.source)) for one in draft.action_points),
        next_meetings=tuple(replace(one, source=whole.source(one.source)) for one in draft.next_meetings),
    )
