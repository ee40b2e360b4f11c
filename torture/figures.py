"""What the trials came to, as Markdown."""

from collections.abc import Iterable, Iterator, Mapping

from torture.faults import Step
from torture.trial import Result

ENDED = ("failed", "expired", "held", "superseded")
COLUMNS = (
    "trial", "mails", "kills", "at random", "at steps", "accepted", "second copies", "uncertain", *ENDED, "lost",
    "s", "seed",
)  # fmt: skip


def table(results: Mapping[str, Result]) -> str:
    """A line for each trial; mails are digests, and every other column but the kills counts of them."""
    return _table(COLUMNS, (_line(name, result) for name, result in results.items()))


def _line(name: str, result: Result) -> Iterator[object]:
    killed, verdict, states = result.killed, result.verdict, result.verdict.states
    yield from (
        name,
        result.size.mails,
        killed.total,
        killed.outside,
        killed.steps.total(),
        states["accepted"],
    )
    yield from (verdict.second_copies, states["uncertain"], *(states[state] for state in ENDED), verdict.lost)
    yield from (f"{result.seconds:.0f}", result.size.seed)


def steps(results: Mapping[str, Result]) -> str:
    """How many died at each step."""
    lines = ((step, *(result.killed.steps[step] for result in results.values())) for step in Step)
    return _table(("killed at", *results), lines)


def _table(columns: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    columns = list(columns)
    ruled = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in (columns, ruled, *lines))
