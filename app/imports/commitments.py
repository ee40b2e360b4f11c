"""The action points of a note: what somebody is to do after the meeting."""

from collections.abc import Iterable
from dataclasses import replace

from app.imports.acquaintances import acquaintances
from app.imports.blocks import Block
from app.imports.columns_beside import beside_alone, with_columns
from app.imports.completing import later_due, takers
from app.imports.context import Context
from app.imports.dates import dates_in, without_days
from app.imports.draft import DraftOwner, DraftPoint
from app.imports.due import NONE, Calendar, Due
from app.imports.due_words import due_of
from app.imports.flat_tables import is_head
from app.imports.hearing import Hearing
from app.imports.leading_in import due_below
from app.imports.listing import in_list, lone_owners
from app.imports.naming import Actor
from app.imports.next_time import at_next_time
from app.imports.owning import is_open
from app.imports.proposals import point, shifted, with_due
from app.imports.prose import is_prose
from app.imports.running_text import told
from app.imports.saying_when import when_of
from app.imports.sentences import Sentence, sentences_in
from app.imports.surroundings import Surroundings, asks_about, surroundings
from app.imports.task_tables import Columns, columns, has_owner_beside, heads_telling, is_done, row_point
from app.imports.telling_apart import told_apart
from app.imports.times import hours_in
from app.imports.tokens import tokens_in
from app.imports.told_tables import told_row

_HEAD = 400  # letters of a note among which its day is told
_LINE = 120  # letters
_SURE = 0.6  # what the title of an agenda item must reach


def points_in(blocks: Iterable[Block], context: Context) -> list[DraftPoint]:
    """What the note says that somebody is to do, in order; each more likely right than not."""
    made = list(blocks)
    reader = _Reader(context, unshifted=any(block.unshifted for block in made[:1]))
    for block in made:
        reader.read(block)
    return list(told_apart(reader.points, made[0].run.note if made else ""))


class _Reader:
    """Goes through the blocks in order and keeps what one block says about the next."""

    def __init__(self, context: Context, *, unshifted: bool) -> None:
        self.points: list[DraftPoint] = []
        self.known = acquaintances(context.attendance, unshifted=unshifted)
        following = next((coming.held_on for coming in context.next_meetings if coming.held_on), None)
        group = frozenset((context.group or "").lower().split())
        self.calendar = Calendar(context.meeting_on, following, group)
        self.columns: Columns | None = None
        self.named: tuple[DraftOwner, ...] = ()
        self.person: Actor | None = None
        self.is_flat = False
        self.is_told = False
        self.lead: Due | None = None
        self.asked: str | None = None
        self.asked_due = NONE

    def read(self, block: Block) -> None:
        around = surroundings(block, self.known, self.calendar)
        hearing = Hearing(self.known, self.calendar, block.kind, around.owners)
        around = self._answering(block, self._led(block, around, hearing))
        if block.kind != "row" and not (self.columns and self.columns.goes_on(block)):
            self.columns = None
        if block.kind == "heading" or block.opens_item:
            self._title(block, hearing)
        elif (
            not around.is_closed
            and not self._heads(block, hearing)
            and (not around.is_quiet or self._tells(block))
        ):
            self._body(block, around, hearing)

    def _heads(self, block: Block, hearing: Hearing) -> bool:
        """ "Ons 19/3 hos Siv, vi börjar 18.30": the line of the head that says when this meeting is."""
        if block.agenda_number is not None or block.start > _HEAD or len(block.text) > _LINE:
            return False
        first = next(iter(sentences_in(block.text)))
        if any(actor.start == 0 for actor in hearing.actors(first)):
            return False  # "Eva hämtar nyckeln 19/3 kl 15"
        days = dates_in(block.text, self.calendar.meeting_on)
        is_that = any(found.precision == "day" and found.day == self.calendar.meeting_on for found in days)
        return is_that and bool(hours_in(without_days(block.text)))

    def _led(self, block: Block, around: Surroundings, hearing: Hearing) -> Surroundings:
        """What stands in a list below "Inför basaren:" is due then; a line of another kind ends it."""
        if block.text.endswith(":") or block.kind != "item":
            self.lead = None if block.opens_item else due_below(block.text, hearing)
        elif self.lead is not None and around.due is NONE:
            return replace(around, is_action_list=True, due=self.lead)
        return around

    def _answering(self, block: Block, around: Surroundings) -> Surroundings:
        """What stands below "Vad ska du göra till nästa gång?" is to be done; below "Vad har du gjort?" it is done."""
        if block.kind == "heading" or block.text.endswith("?"):
            *_, question = sentences_in(block.text)
            self.asked = None if block.kind == "heading" else asks_about(block.text)
            self.asked_due = due_of(question, self.calendar)
        elif self.asked == "closed":
            return replace(around, is_closed=True)
        elif self.asked:
            return replace(around, is_action_list=True, due=self.asked_due)
        return around

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
        elif not self._completes(block, hearing):
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
        if lone and (first.words[-1] == ":" or not self._give(lone)):
            self.named = lone
        elif not lone:
            by = self.named or around.owners
            found = in_list(block.text, hearing, by, around.due, is_flat=self.is_flat)
            self.points += [point(block, with_columns(block, one, hearing)) for one in found]

    def _give(self, by: tuple[DraftOwner, ...]) -> bool:
        """The owners to the point above, if it has none or only "we"."""
        if not self.points or not is_open(self.points[-1].owners):
            return False
        self.points[-1] = replace(self.points[-1], owners=by)
        return True

    def _completes(self, block: Block, hearing: Hearing) -> bool:
        """Whether the block only says more of the point above it; then that is said there."""
        first, *rest = sentences_in(block.text)
        if rest or not self.points or self.points[-1].agenda_number != block.agenda_number:
            return False
        by = lone_owners(first, hearing, labelled=True) or takers(first, hearing, self._above())
        due = later_due(first, hearing, is_item=block.kind == "item") or self._when(block, first, hearing)
        if by:
            self._give(by)
        if due and self.points[-1].due_kind == "none":
            self.points[-1] = replace(self.points[-1], due_kind=due.kind, due_date=due.day, due_text=due.text)
        return bool(by or due)

    def _when(self, block: Block, first: Sentence, hearing: Hearing) -> Due | None:
        """A line of its own that says when the point above it is due."""
        if block.kind != "paragraph" or self.points[-1].due_kind != "none":
            return None
        return when_of(first, self._above(), hearing)

    def _above(self) -> list[str]:
        """The words of the point above."""
        return [token.low for token in tokens_in(self.points[-1].source.text)]

    def _spoken(self, block: Block, hearing: Hearing, inherited: Due = NONE) -> list[DraftPoint]:
        found, self.person = told(block.text, hearing, self.person)
        found = [*found, *beside_alone(block, hearing, found)]
        found = [at_next_time(block, with_due(one, inherited), self.calendar) for one in found]
        return [point(block, with_columns(block, one, hearing)) for one in found]


def _answered(block: Block) -> str | None:
    """What the question asks about that a block begins with and answers itself."""
    question, *rest = sentences_in(block.text)
    return asks_about(block.text[: question.end]) if rest and question.is_question else None
