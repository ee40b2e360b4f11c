"""Short texts by key, in Swedish and English. Values are filled in as data, never interpreted."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("sv", "en")
DEFAULT = "sv"


@cache
def catalogue(language: str) -> dict[str, Any]:
    """The texts of one language, by section and key."""
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def text(key: str, language: str = DEFAULT, **values: object) -> str:
    """The text `section.key` in a language. Raises KeyError for a key that is not there."""
    section, name = key.split(".", 1)
    found: str = catalogue(language)[section][name]
    return found.format(**values) if values else found


def has(key: str) -> bool:
    section, name = key.split(".", 1)
    return name in catalogue(DEFAULT).get(section, {})


def chosen(accept_language: str | None) -> str:
    """The language that an Accept-Language header asks for, Swedish if none of ours (RFC 9110 12.5.4)."""
    return asked(accept_language) or DEFAULT


def asked(accept_language: str | None) -> str | None:
    """The language of ours that an Accept-Language header asks for, if any."""
    best, best_weight = None, 0.0
    for part in (accept_language or "").split(","):
        name, _, parameter = part.strip().partition(";")
        language, weight = name.strip().lower().split("-")[0], _weight(parameter)
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def spoken(asked: str | None, otherwise: str) -> str:
    """The language that a page was asked for in, if it is one of ours; else the other."""
    return asked if asked in LANGUAGES else otherwise


def _weight(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=")) if parameter.strip() else 1.0
    except ValueError:
        return 0.0
