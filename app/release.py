"""Which release of the API this is (api-conventions 10, 11; DIGG VER.06)."""

from datetime import date
from enum import StrEnum, auto


class Status(StrEnum):
    """Where in its life the API is, in the words of the profile."""

    alpha = auto()
    beta = auto()
    active = auto()
    deprecated = auto()
    retired = auto()


VERSION = "1.0.0"  # SemVer; the address has the first number
RELEASED = date(2026, 11, 28)
STATUS = Status.beta
