"""Headings as they are written down: `#` for the highest, `**` around what is bold alone; the title needs none."""

import re
from collections.abc import Sequence
from itertools import pairwise

MARK = re.compile(r"^(#+) ")
BOLD = re.compile(r"\*\*(?! )([^*\n]+)(?<! )\*\*")
DEEPEST = 6
LONGEST = 100  # letters


def marked(text: str, level: int) -> str:
    """A heading of a level; 0: text."""
    return f"{'#' * min(level, DEEPEST)} {text}" if level else text


def emphasized(text: str) -> str:
    """A short line that is bold from end to end."""
    said = text.strip()
    return f"**{said}**" if said and len(said) <= LONGEST and not set("*~\t\n") & set(said) else text


def unmarked(line: str) -> str:
    bold = BOLD.fullmatch(line)
    return bold[1] if bold else MARK.sub("", line)


def settled(lines: Sequence[str]) -> list[str]:
    """The lines with the marks of headings alone: neither the title nor bold lines one below the other have one."""
    return _with_lone_bold(_with_plain_title(lines))


def _with_lone_bold(lines: Sequence[str]) -> list[str]:
    bold = [BOLD.fullmatch(line) for line in lines]
    first = next((at for at, line in enumerate(lines) if line.strip()), -1)
    several = {at for pair in pairwise(range(len(lines))) if all(bold[at] for at in pair) for at in pair}
    return [
        mark[1] if mark and (at == first or at in several) else line
        for at, (line, mark) in enumerate(zip(lines, bold, strict=True))
    ]


def _with_plain_title(lines: Sequence[str]) -> list[str]:
    """When the first heading stands above all others, it is the title."""
    levels = {at: len(mark[1]) for at, line in enumerate(lines) if (mark := MARK.match(line))}
    first = next(iter(levels), None)
    others = [level for at, level in levels.items() if at != first]
    alone = first is not None and levels[first] < min(others, default=DEEPEST + 1)
    return [unmarked(line) if alone and at == first else line for at, line in enumerate(lines)]
