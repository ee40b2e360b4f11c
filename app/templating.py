"""Templates for what people read: letters and pages. Everything is escaped but plain text."""

from functools import cache
from textwrap import fill
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

COLUMNS = 72


def filled(name: str, **values: Any) -> str:
    """The template of this name under app/templates with these values; a missing one is a fault."""
    return _templates().get_template(name).render(**values)


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
