"""A form in parts (RFC 7578), flat: each part is one field, and what stands in it is never taken apart."""

import re

MOST = 20
KIND = re.compile(r"\s*multipart/form-data\s*(;|$)", re.IGNORECASE | re.ASCII)
BOUNDARY = re.compile(
    r";\s*boundary=(?:\"([^\"\r\n]{1,70})\"|([^\s;\"]{1,70}))\s*(?:;|$)", re.IGNORECASE | re.ASCII
)
NAME = re.compile(r"Content-Disposition:\s*form-data\s*;\s*name=\"([^\"]*)\"", re.IGNORECASE | re.ASCII)


def are(kind: str) -> bool:
    """Whether a Content-Type says so."""
    return KIND.match(kind) is not None


def fields(kind: str, body: bytes) -> dict[str, list[str]]:
    """The values by name, in one pass over the body. Raises ValueError."""
    said: dict[str, list[str]] = {}
    for part in _split(kind, body):
        name, value = _field(part)
        said.setdefault(name, []).append(value)
    return said


def _split(kind: str, body: bytes) -> list[bytes]:
    """What stands between the lines of the boundary. Before the first and after the last nothing is read."""
    boundary = BOUNDARY.search(kind)
    if boundary is None:
        raise ValueError(kind)
    line = b"\r\n--" + (boundary[1] or boundary[2]).encode("ascii")
    _, *inner = (b"\r\n" + body).split(line, MOST + 1)
    if not inner or not inner[-1].startswith(b"--"):
        raise ValueError("no end, or too many")
    return inner[:-1]


def _field(part: bytes) -> tuple[str, str]:
    """`part` begins with what is left of its boundary's line."""
    head, between, value = part.partition(b"\r\n\r\n")
    rest, *lines = head.decode("utf-8").split("\r\n")
    names = [found[1] for line in lines if (found := NAME.match(line))]
    if rest.strip(" \t") or not between or len(names) != 1:
        raise ValueError("not one field")
    return names[0], value.decode("utf-8")
