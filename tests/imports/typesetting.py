"""A note in plain text -> what a writer would have set it as: title, headings, items of lists, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

GAP = re.compile(r"\t| {3,}")
PIECE = re.compile(r"\S+(?: {1,2}\S+)*")
BULLET = re.compile(r"^( *)[-*•–] +(?=\S)")
NUMBERED = re.compile(r"(?:§ ?)?\d{1,3}(?:\.\d)*[.)]? +[^\W\d_a-zåäö].{1,70}(?<![.,;:!?])")
ORDINAL = re.compile(r"(\d+)\. ")
PARAGRAPH = re.compile(r"(§ ?\d+) +")
HASHES, BOLD = re.compile(r"(#+) +(.+)"), re.compile(r"\*\*([^*]+[^*:])\*\*")
RULE = re.compile(r"=+|-{4,}")
NO_ROW = re.compile(r"[|:\- ]+")
NEAR = 2  # letters: a column may begin so far from where it begins in other lines
FAR_IN = 20


@dataclass(frozen=True)
class Block:
    """`kind`: blank, title, heading, bold, item, table, columns or text. `level`: of a heading, of an item."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(note: str) -> list[Block]:
    lines = [line.rstrip() for line in note.split("\n")]
    insets = sorted({len(bullet[1]) for line in lines if (bullet := BULLET.match(line))})
    found: list[Block] = []
    for at, line in enumerate(lines):
        made = _block(lines, at, insets)
        titled = any(block.kind != "blank" for block in found)
        if found and _goes_on(lines, at, found[-1]):
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line.strip()}")
        elif made and not titled and made.kind == "text":
            found.append(replace(made, kind="title"))
        elif made:
            found.append(made)
    return list(_gathered(found))


def _block(lines: Sequence[str], at: int, insets: Sequence[int]) -> Block | None:
    """None: a line that is drawn, not said."""
    line = lines[at].strip()
    if RULE.fullmatch(line) or ("|" in line and NO_ROW.fullmatch(line)):
        return None
    return _heading(lines, at) or _row(lines[at]) or _item(lines[at], insets) or Block("text", line)


def _heading(lines: Sequence[str], at: int) -> Block | None:
    line, above = PARAGRAPH.sub(r"\1 ", lines[at].strip()), _line(lines, at - 1)
    if not line:
        return Block("blank")
    if hashes := HASHES.fullmatch(line):
        return Block("heading", hashes[2], len(hashes[1]))
    if not above and (bold := BOLD.fullmatch(line)):
        return Block("bold", bold[1])
    numbered = NUMBERED.fullmatch(line) and (not above or _is_counted(lines))
    underlined = RULE.fullmatch(_line(lines, at + 1))
    return Block("heading", line, 2) if numbered or underlined else None


def _row(line: str) -> Block | None:
    if "|" in line:
        return Block("table", rows=(_cells(line.strip()),))
    return Block("columns", line) if GAP.search(line.strip()) else None


def _item(line: str, insets: Sequence[int]) -> Block | None:
    bullet = BULLET.match(line)
    return Block("item", line[bullet.end() :], insets.index(len(bullet[1]))) if bullet else None


def _is_counted(lines: Sequence[str]) -> bool:
    """Numbered without a gap, so that those without an empty line above are headings too."""
    found = [ORDINAL.match(line) for line in lines if NUMBERED.fullmatch(line)]
    return len(found) > 2 and [one and int(one[1]) for one in found] == list(range(1, len(found) + 1))


def _line(lines: Sequence[str], at: int) -> str:
    return lines[at].strip() if 0 <= at < len(lines) else ""


def _goes_on(lines: Sequence[str], at: int, item: Block) -> bool:
    """Further in than the bullet above it."""
    inset = len(lines[at]) - len(lines[at].lstrip())
    bullets = [found for line in lines[:at] if (found := BULLET.match(line))]
    plain = bool(lines[at].strip()) and not BULLET.match(lines[at])
    return item.kind == "item" and plain and inset > len(bullets[-1][1])


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|"))


def _gathered(found: Sequence[Block]) -> Iterator[Block]:
    """Rows below each other as one table, and lines of columns too."""
    run: list[Block] = []
    for block in [*found, Block("end")]:
        if run and run[0].kind != block.kind:
            yield Block(run[0].kind, run[0].text, rows=_rows(run))
            run = []
        if block.kind in ("table", "columns"):
            run.append(block)
        elif block.kind != "end":
            yield block


def _rows(run: Sequence[Block]) -> tuple[tuple[str, ...], ...]:
    """All as long as the longest."""
    rows = _in_columns(run) if run[0].kind == "columns" else [row for block in run for row in block.rows]
    most = max(map(len, rows))
    return tuple(row + ("",) * (most - len(row)) for row in rows)


def _in_columns(run: Sequence[Block]) -> list[tuple[str, ...]]:
    if any("\t" in block.text for block in run):
        return [tuple(re.split(r"\t+", block.text.strip())) for block in run]
    found = [[(piece.start(), piece[0]) for piece in PIECE.finditer(block.text)] for block in run]
    begins: list[int] = []
    for start in sorted({start for row in found for start, _ in row}):
        if not begins or start - begins[-1] > NEAR:
            begins.append(start)
    return [tuple(_at(row, begins)) for row in found]


def _at(row: Sequence[tuple[int, str]], begins: Sequence[int]) -> Iterator[str]:
    for begin, after in zip(begins, [*begins[1:], 10_000], strict=True):
        yield " ".join(said for start, said in row if begin <= start < after)
