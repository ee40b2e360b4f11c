"""What a worker and whoever may kill it both see: memory shared across a fork."""

from multiprocessing.sharedctypes import RawArray

from torture.faults import Step

STEPS = tuple(Step)
NOWHERE = -1


class Seats:
    """One for each worker that lives at a time."""

    def __init__(self, number: int) -> None:
        self.begun = RawArray("i", number)
        self._died_at = RawArray("i", number)

    def empty(self, seat: int) -> None:
        """For the next worker."""
        self.begun[seat], self._died_at[seat] = 0, NOWHERE

    def dies_at(self, seat: int, step: Step) -> None:
        self._died_at[seat] = STEPS.index(step)

    def died_at(self, seat: int) -> Step | None:
        """Where it ended itself; None if it did not."""
        index = self._died_at[seat]
        return None if index == NOWHERE else STEPS[index]
