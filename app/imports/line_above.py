"""What a question, or a line that leads in to a list, says of the lines below it: they are tasks, due then, or done."""

from dataclasses import replace

from app.imports.blocks import Block
from app.imports.due import NONE, Due
from app.imports.due_words import due_of
from app.imports.hearing import Hearing
from app.imports.leading_in import due_below
from app.imports.sentences import sentences_in
from app.imports.surroundings import Surroundings, asks_about


class LineAbove:
    """Told of every block in order, it keeps what one says of the next."""

    def __init__(self) -> None:
        self.lead: Due | None = None
        self.asked: str | None = None
        self.asked_due = NONE

    def around(self, block: Block, headed: Surroundings, hearing: Hearing) -> Surroundings:
        """What stands around a block: what its headings say, and what the line above it does."""
        return self._answering(block, self._led(block, headed, hearing), hearing)

    def _led(self, block: Block, around: Surroundings, hearing: Hearing) -> Surroundings:
        """What stands in a list below "Inför basaren:" is due then; a line of another kind ends it."""
        if block.text.endswith(":") or block.kind != "item":
            self.lead = None if block.opens_item else due_below(block.text, hearing)
        elif self.lead is not None and around.due is NONE:
            return replace(around, is_action_list=True, due=self.lead)
        return around

    def _answering(self, block: Block, around: Surroundings, hearing: Hearing) -> Surroundings:
        """What stands below "Vad ska du göra till nästa gång?" is to be done; below "Vad har du gjort?" it is done."""
        if block.kind == "heading" or block.text.endswith("?"):
            *_, question = sentences_in(block.text)
            self.asked = None if block.kind == "heading" else asks_about(block.text)
            self.asked_due = due_of(question, hearing.calendar)
        elif self.asked == "closed":
            return replace(around, is_closed=True)
        elif self.asked:
            return replace(around, is_action_list=True, due=self.asked_due)
        return around
