"""The child process: bytes on stdin, JSON on stdout. Started by app/imports/fence.py, for one file, and gone.

`python -m app.imports.reading KIND text|note`: the text alone, or also what it seems to say.
"""

import codecs
import gc
import heapq  # noqa: F401  Counter.most_common loads it when it is called: too late here
import json
import sys
import traceback
from collections.abc import Callable
from typing import Any

from app.imports.reading import reader
from app.imports.reading.kinds import Kind
from app.imports.reading.limits import NOT_UNDERSTOOD, Unreadable, fence, shut, too_heavy

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp437", "latin-1", "ascii")
# Read before anything of a stranger's: what is loaded only when it is needed is loaded then.
SAMPLE = """Sida 1 (2)
Anteckningar Arbetsgruppen 2026-02-23
Närvarande
~~Lova Exempelsson~~, ordförande, Testinge kommun
Åke Provberg | Provköping

1. Lokaler
Beslut: Lova bokar lokal senast den 9 mars.
- Till nästa möte funderar alla på teman.
\f
Sida 2 (2)
2. Nästa möte
Fredag 17 april kl. 13.00-15.00
"""


def main() -> None:
    gc.disable()  # one file, and it is gone: there is no time to look for garbage
    fence()
    read, understand = reader(Kind(sys.argv[1])), _understanding(sys.argv[2])
    for encoding in ENCODINGS:
        codecs.lookup(encoding)  # loaded now: nothing can be opened later
    content = sys.stdin.buffer.read()
    shut()
    sys.stdout.buffer.write(json.dumps(_answer(read, understand, content), ensure_ascii=False).encode())


def _understanding(task: str) -> Callable[[str], Any]:
    """What makes a proposal of a text, with its words loaded; the text alone may be wanted."""
    if task == "text":
        return lambda _: None
    from app.imports.notes import read as read_note  # noqa: PLC0415  only when wanted: it takes time
    from app.imports.proposal import as_json  # noqa: PLC0415

    as_json(read_note(SAMPLE))
    return lambda text: as_json(read_note(text))


def _answer(read: Callable[[bytes], str], understand: Callable[[str], Any], content: bytes) -> dict[str, Any]:
    try:
        text = read(content)
        return {"text": text, "proposal": _understood(understand, text)}
    except Unreadable as unreadable:
        return {"code": unreadable.code, **unreadable.values}
    except MemoryError:
        return {"code": too_heavy("memory").code, "limit": "memory"}


def _understood(understand: Callable[[str], Any], text: str) -> Any:
    try:
        return understand(text)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  not the file's fault: the parent is told, and logs where it was
        traceback.print_exc()
        sys.exit(NOT_UNDERSTOOD)


if __name__ == "__main__":
    main()
