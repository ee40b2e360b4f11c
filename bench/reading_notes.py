"""What reading notes costs: a page, and ever longer notes up to what is read. Prints Markdown; opens no database."""

import os
import platform
import sys
from statistics import median
from time import process_time

from app.imports.notes import LONGEST, read
from tests.imports.whole_notes import NAMES, whole

ROUNDS = 5
LENGTHS = (10_000, 100_000, 300_000, LONGEST)


def main() -> None:
    """Seconds of this process alone, the least of several; a page is an invented note of the tests."""
    say(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.")
    say(f"Adding up ten million numbers took {counting():.2f} s.\n")
    for line in pages():
        say(line)
    say("\n| letters | seconds | µs for a letter |\n|---:|---:|---:|")
    for length in LENGTHS:
        seconds = _spent(long_note(length), rounds=1 if length > LENGTHS[0] else ROUNDS)
        say(f"| {length:,} | {seconds:.2f} | {1e6 * seconds / length:.1f} |")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def counting() -> float:
    begin = process_time()
    sum(range(10_000_000))
    return process_time() - begin


def pages() -> tuple[str, str]:
    """What 3,000 letters take, in the notes as they are; read in turn, so that no sentence is remembered."""
    texts = [whole(name).text for name in NAMES]
    taken = [[_spent(text, 1) for text in texts] for _ in range(1 + ROUNDS)][1:]
    each = [3e6 * min(times) / len(text) for text, times in zip(texts, zip(*taken, strict=True), strict=True)]
    shortest, longest = min(map(len, texts)), max(map(len, texts))
    return (
        f"{len(texts)} notes of {shortest} to {longest} letters: for 3,000 letters",
        f"{median(each):.0f} ms in the median, {max(each):.0f} ms in the slowest.",
    )


def long_note(length: int) -> str:
    """The notes one after the other, again and again; only words are remembered for so long, never a sentence."""
    texts = [whole(name).text + "\n\n" for name in NAMES]
    return "".join(texts * (length // sum(map(len, texts)) + 1))[:length]


def _spent(text: str, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begin = process_time()
        read(text)
        taken.append(process_time() - begin)
    return min(taken)


if __name__ == "__main__":
    main()
