"""A letter that lists matters, for those who see to a group: as values, the same for text and HTML."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A sentence or two, and the lines that it is about."""

    sentence: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    heading: str
    said: tuple[Said, ...]
    first: str | None = None


@dataclass(frozen=True)
class Brief:
    """Each text is one line. `stop`: where to say no more of these, and the words of the link."""

    language: str
    subject: str
    heading: str
    greeting: str
    why: str
    parts: tuple[Part, ...]
    footer: str
    stop: tuple[str, str] | None = None
