"""The parts of what is said of people: between commas and semicolons, outside brackets and inside."""

_TRIM = " \t.,;:?-–—*_•"
_OPENING, _CLOSING = "([", ")]"


def trimmed(text: str) -> str:
    """Without the signs around it."""
    return text.strip(_TRIM)


def parts(text: str) -> list[str]:
    """What stands between commas and semicolons, outside brackets."""
    if "(" not in text and "[" not in text:
        return [piece.strip() for piece in text.replace(";", ",").split(",") if trimmed(piece)]
    made, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        depth = _depth_behind(letter, depth)
        if depth == 0 and letter in ",;":
            made.append(text[begin:at])
            begin = at + 1
    made.append(text[begin:])
    return [piece.strip() for piece in made if trimmed(piece)]


def _depth_behind(letter: str, depth: int) -> int:
    return max(0, depth + (letter in _OPENING) - (letter in _CLOSING))


def depth_of(word: str) -> int:
    """How many more brackets it opens than it closes."""
    return sum(map(word.count, _OPENING)) - sum(map(word.count, _CLOSING))


def before_brackets(text: str) -> str:
    """What stands before the first bracket."""
    return trimmed(text.split("(", 1)[0].split("[", 1)[0])


def outside_and_inside(text: str) -> tuple[str, list[str]]:
    """The text without its brackets, and the parts of what stood in them."""
    outside, inside, depth, begin = list[str](), list[str](), 0, 0
    for at, letter in enumerate(text):
        before, depth = depth, _depth_behind(letter, depth)
        if (before > 0) is not (depth > 0):
            (inside if before else outside).append(text[begin:at])
            begin = at + 1
    rest = [text[begin:]]
    said = [piece for bracket in inside for piece in parts(bracket)]
    return (" ".join(outside).strip(), said + rest) if depth else (" ".join(outside + rest).strip(), said)
