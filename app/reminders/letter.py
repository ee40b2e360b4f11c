"""A digest as a letter: subject, text and HTML. The same digest always becomes the same letter."""

from dataclasses import dataclass
from functools import cache
from textwrap import fill

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.mail.plain import one_line
from app.reminders.digest import Digest
from app.reminders.memo import memo

COLUMNS = 72


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def rendered(digest: Digest) -> Rendered:
    said = memo(digest)
    subject, text, html = (
        _templates().get_template(f"mail/reminder/{name}").render(memo=said)
        for name in ("subject.txt", "body.txt", "body.html")
    )
    return Rendered(one_line(subject), text, html)


def folded(line: str, first: int = 0, rest: int = 0) -> str:
    """Lines of at most 72 columns, set in by so many; addresses and other long words stay whole."""
    return fill(
        line,
        COLUMNS,
        initial_indent=" " * first,
        subsequent_indent=" " * rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("app"),
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["folded"] = folded
    return environment
