"""Where a page behind a link stands: its address, in which language it is read, and by whom."""

from dataclasses import dataclass
from urllib.parse import urlencode

from app.answers.opening import Opened
from app.answers.readers import Reader, chosen
from app.texts import LANGUAGES

OTHER = {"sv": "en", "en": "sv"}


@dataclass(frozen=True)
class Place:
    """`asked`: the language that the address names; empty: the reader's own, which `language` is then."""

    path: str
    reader: Reader | None
    who: str
    asked: str
    language: str

    def url(self, below: str = "", **changes: str) -> str:
        """This page, or one below it, with what the address says of reader and language."""
        said = {"who": self.who, "language": self.asked, **changes}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{self.path}{below}?{query}" if query else f"{self.path}{below}"

    @property
    def other(self) -> str:
        """The same page in the other language."""
        return self.url(language=OTHER[self.language])


def of(path: str, found: Opened, who: str, asked: str, accepted: str) -> Place:
    """`accepted`: the language of the browser, for those who are not known."""
    reader = chosen(found.readers, who)
    asked = asked if asked in LANGUAGES else ""
    own = reader or next(iter(found.readers), None)
    several = reader is not None and len(found.readers) > 1
    return Place(
        path,
        reader,
        str(reader.position) if reader and several else "",
        asked,
        asked or (own.language if own else accepted),
    )
