"""The action points of a note: what somebody is to do after the meeting."""

from collections.abc import Iterable

from app.imports.acquaintances import acquaintances
from app.imports.attended import decided
from app.imports.blocks import Block
from app.imports.columns_beside import beside_alone, with_columns
from app.imports.context import Context
from app.imports.days_of_events import DaysOfEvents
from app.imports.draft import DraftOwner, DraftPoint
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of
from app.imports.flat_tables import is_head
from app.imports.hearing import Hearing
from app.imports.line_above import LineAbove
from app.imports.listing import in_list, lone_owners
from app.imports.naming import Actor
from app.imports.next_time import at_next_time
from app.imports.point_above import completes, give
from app.imports.proposals import point, shifted, with_due
from app.imports.prose import is_prose
from app.imports.running_text import told
from app.imports.sentences import Sentence, sentences_in
from app.imports.surroundings import Surroundings, asks_about, surroundings
from app.imports.task_tables import Columns, columns, has_owner_beside, heads_telling, is_done, row_point
from app.imports.telling_apart import told_apart
from app.imports.this_meeting import tells_of_this_meeting
from app.imports.told_before import resolved
from app.imports.told_tables import told_row

_SURE = 0.6  # what the title of an agenda item must reach


def points_in(blocks: Iterable[Block], context: Context) -> list[DraftPoint]:
    """What the note says that somebody is to do, in order; each more likely right than not."""
    made = list(blocks)
    reader = _Reader(context, unshifted=any(block.unshifted for block in made[:1]))
    for block in made:
        reader.read(block)
    points = reader.days.dated(reader.points)
    return list(told_apart(points, made[0].run.note if made else ""))


class _Reader:
    """Goes through the blocks in order and keeps what one block says about the next."""

    def __init__(self, context: Context, *, unshifted: bool) -> None:
        self.points: list[DraftPoint] = []
        self.known = acquaintances(context.attendance, unshifted=unshifted, writer=context.writer)
        dated = [coming for coming in context.next_meetings if coming.held_on]
        settled = (coming for coming in dated if coming.status == "scheduled")
        following = next((coming.held_on for coming in (*settled, *dated)), None)
        group = frozenset((context.group or "").lower().split())
        self.calendar = Calendar(context.meeting_on, following, group)
        self.columns: Columns | None = None
        self.named: tuple[DraftOwner, ...] = ()
        self.person: Actor | None = None
        self.is_flat = False
        self.is_told = False
        self.above = LineAbove()
        self.days = DaysOfEvents(one.held_on for one in context.next_meetings if one.held_on)
        self.last: Sentence | None = None

    def read(self, block: Block) -> None:
        around = surroundings(block, self.known, self.calendar)
        hearing = Hearing(
            self.known,
            self.calendar,
            block.kind,
            around.owners,
            takes_place=self.days.latest,
            in_week=self.days.week,
            in_item=block.in_item,
        )
        self.days.look(block, self.calendar)
        around = self.above.around(block, around, hearing)
        if block.kind != "row" and not (self.columns and self.columns.goes_on(block)):
            self.columns = None
        if block.kind == "heading" or block.opens_item:
            self._title(block, hearing)
        elif (
            not around.is_closed
            and not tells_of_this_meeting(block, hearing)
            and (not around.is_quiet or self._tells(block))
        ):
            self._body(block, around, hearing)

    def _tells(self, block: Block) -> bool:
        """Whether the list of people above has given way to what was said, for lack of a heading between."""
        self.is_told = self.is_told or is_prose(block.text) or heads_telling(block)
        return self.is_told

    def _body(self, block: Block, around: Surroundings, hearing: Hearing) -> None:
        if block.kind == "row":
            self._row(block, around, hearing)
        elif about := _answered(block):
            self._answer(block, about, around, hearing)
        elif is_head(next(iter(sentences_in(block.text)))):
            self.is_flat = True
        elif around.is_action_list or self.is_flat or block.is_box:
            self._entry(block, around, hearing)
        elif not completes(self.points, block, hearing):
            self.points += self._spoken(block, hearing, around.due)

    def _answer(self, block: Block, about: str, around: Surroundings, hearing: Hearing) -> None:
        """ "Vad ska du göra till nästa gång? Byta kabeln.": the question and its answer in one line."""
        question, *rest = sentences_in(block.text)
        if about == "closed":
            return
        answer = block.text[rest[0].start :]
        found = in_list(answer, hearing, self.named or around.owners, due_of(question, self.calendar))
        self.points += [point(block, shifted(one, rest[0].start)) for one in found]

    def _title(self, block: Block, hearing: Hearing) -> None:
        """A heading begins anew; a title may be a sentence: "6. Garagen ska besiktigas i juni."."""
        self.named, self.person = (), None
        self.is_told = False
        self.last = None if block.opens_item else self.last
        self.is_flat = is_head(next(iter(sentences_in(block.text))))
        if block.opens_item and block.text.endswith("."):
            self.points += [made for made in self._spoken(block, hearing) if made.confidence >= _SURE]

    def _row(self, block: Block, around: Surroundings, hearing: Hearing) -> None:
        head = columns(block)
        if head:
            self.columns = head
        elif (
            self.columns or around.is_action_list or has_owner_beside(block, hearing)
        ) and not block.is_table_head:
            self._task_row(block, around, hearing)

    def _task_row(self, block: Block, around: Surroundings, hearing: Hearing) -> None:
        said = self.columns.of_row(block) if self.columns else None
        if said and is_done(block, said):
            return
        told_of = self._told_row(block, said, hearing) if said and said.is_told else []
        found = None if told_of else row_point(block, said, hearing, around.due)
        self.points += [found] if found else told_of

    def _told_row(self, block: Block, said: Columns, hearing: Hearing) -> list[DraftPoint]:
        found, self.person = told_row(block, said, hearing, self.person)
        return [point(block, one) for one in found]

    def _entry(self, block: Block, around: Surroundings, hearing: Hearing) -> None:
        """A line of a list of tasks; a name alone says whose the points below are, or the one above."""
        first = next(iter(sentences_in(block.text)))
        lone = lone_owners(first, hearing)
        if lone and (first.words[-1] == ":" or not give(self.points, lone)):
            self.named = lone
        elif not lone:
            by = self.named or around.owners
            found = in_list(block.text, hearing, by, around.due, is_flat=self.is_flat)
            found = [resolved(one, NONE, hearing) for one in found]
            self.points += [point(block, with_columns(block, one, hearing)) for one in found]

    def _spoken(self, block: Block, hearing: Hearing, inherited: Due = NONE) -> list[DraftPoint]:
        found, self.person = told(block.text, hearing, self.person)
        found = decided([*found, *beside_alone(block, hearing, found)], self.last, block, self.calendar)
        *_, self.last = sentences_in(block.text)
        found = [at_next_time(block, with_due(one, inherited), self.calendar) for one in found]
        return [point(block, with_columns(block, one, hearing)) for one in found]


def _answered(block: Block) -> str | None:
    """What the question asks about that a block begins with and answers itself."""
    question, *rest = sentences_in(block.text)
    return asks_about(block.text[: question.end]) if rest and question.is_question else None
