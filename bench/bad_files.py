"""What it costs to refuse what no note is: seconds and memory of the child, one bad file at a time. Prints Markdown."""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from app.errors import Problem
from app.imports import fence
from app.imports.notes import LONGEST
from app.imports.reading.kinds import Kind
from bench.reading_notes import long_note
from tests.imports.test_fence import BAD

NAMES = (
    "a zip bomb, 60 MB of one letter",
    "docx with 2 million paragraphs",
    "docx with 350,000 paragraphs, not packed",
    "docx of 3,000 members",
    "docx, 200 deep",
    "pdf of 2 kB that unpacks to a gigabyte",
    "10 MB of `a `",
    "one byte more than may be sent",
    "docx that reads a file (XXE)",
    "docx that laughs a billion times",
    "docx with macros",
    "encrypted pdf",
    "encrypted docx",
    "nothing at all",
    "blanks alone",
    "docx without text",
    "pdf without text (a scan)",
    "renamed exe",
    "zip called docx",
    "docx cut off",
    "docx of broken XML",
    "pdf of nothing but `<<`",
)


def main() -> None:
    """Each in a process of its own, so that the memory of one is not taken for another's."""
    sys.stdout.write("| file | answer | seconds | MB, child | MB more, server |\n|---|---|---:|---:|---:|\n")
    for name, (made, kind, _, _) in zip(NAMES, BAD, strict=True):
        apart(name, made, partial(fence.text_of, kind=kind))
    apart("a megabyte of dense notes", whole_note, partial(fence.note_of, kind=Kind.txt))


def whole_note() -> bytes:
    return long_note(LONGEST).encode()


def apart(name: str, made: Callable[[], bytes], read: Callable[[bytes], object]) -> None:
    sys.stdout.flush()
    child = os.fork()
    if not child:
        content = made()
        sys.stdout.write(row(name, content, read))
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


def row(name: str, content: bytes, read: Callable[[bytes], object]) -> str:
    """Memory is the most that was ever resident."""
    before, begin = getrusage(RUSAGE_SELF).ru_maxrss, time.monotonic()
    try:
        read(content)
        answer = "read"
    except Problem as problem:
        answer = " ".join(map(str, (problem.code, *problem.members.values())))
    seconds = time.monotonic() - begin
    child, more = getrusage(RUSAGE_CHILDREN).ru_maxrss, getrusage(RUSAGE_SELF).ru_maxrss - before
    return f"| {name} | {answer} | {seconds:.1f} | {child / 1024:.0f} | {more / 1024:.0f} |\n"


if __name__ == "__main__":
    main()
