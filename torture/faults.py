"""How each worker's life ends: decided by the seed alone."""

from dataclasses import dataclass
from enum import StrEnum, auto
from random import Random

AT_A_STEP = 0.6  # of the kills; the others come from outside, at any instant
SPENT = 0.8  # of the mails have been begun when the last kill is due, or there would be nothing left to hit
LONGEST_DELAY = 0.1  # seconds from a delivery's beginning to a kill from outside: about what one takes
PLANNING = 100  # one kill of so many hits a worker that plans
PLANNED_BEFORE = 4000  # mails: one writing for so many of the whole, at most, before that kill
PLANNED_A_SECOND = 5000  # mails: so much of the whole is planned, at most, before one from outside


class Step(StrEnum):
    """Where a worker may die by its own hand, in the order in which it comes there."""

    planning = auto()  # a group's reminders are written and not committed
    claiming = auto()  # a delivery is claimed and not committed
    claimed = auto()
    freezing = auto()  # its bytes are written and not committed
    frozen = auto()  # not a word has been said to the server
    asked_for = auto()  # the server has asked for the message; `transmitting` is not committed
    transmitting = auto()  # committed; not an octet of the message has left
    halfway = auto()  # half of the message has left
    sent = auto()  # all of it, with the final dot
    answered = auto()  # the answer has come and is not written
    recording = auto()  # it is written and not committed
    recorded = auto()


OF_A_DELIVERY = tuple(step for step in Step if step != Step.planning)


@dataclass(frozen=True)
class End:
    """At a step, or from outside (`step` None) `delay` seconds later; at the `after`th thing it begins.

    That is a delivery, or a writing of what it planned for fifty groups; `after` 0 counts from the life's beginning.
    """

    step: Step | None
    after: int
    delay: float = 0.0


@dataclass(frozen=True)
class Size:
    mails: int
    kills: int
    seed: int
    speed: float  # simulated seconds in one of the machine's
    workers: int = 3

    @property
    def planning(self) -> int:
        """So many of the first lives end while they plan."""
        return max(2, self.kills // PLANNING)


def end_of(life: int, size: Size) -> End:
    """How the life of this number is to end. The same for the same size, whatever happens meanwhile."""
    random = Random(f"{size.seed} life {life}")
    inside = random.random() < AT_A_STEP
    if life < size.planning:
        if inside:
            return End(Step.planning, random.randint(1, 1 + size.mails // PLANNED_BEFORE))
        return End(None, 0, random.uniform(0, size.mails / PLANNED_A_SECOND))
    after = 1 + int(random.random() * (2 * SPENT * size.mails / size.kills - 1))
    if inside:
        return End(_steps(size.seed)[life % len(OF_A_DELIVERY)], after)
    return End(None, after, random.uniform(0, LONGEST_DELAY))


def _steps(seed: int) -> list[Step]:
    """In an order that the seed decides, so that each has its turn however few the kills."""
    return Random(f"{seed} steps").sample(OF_A_DELIVERY, len(OF_A_DELIVERY))
