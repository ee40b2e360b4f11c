"""Bodies in: strict JSON, and the kinds of value that pydantic alone would take too kindly."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.errors import InvalidRequest, Problem

LARGEST = 1_000_000  # bytes
DEEPEST = 20
MOST_MARKS = 30
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
INTEGERS = range(-(2**53), 2**53 + 1)  # RFC 8259 section 6: what every reader can hold


_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII
)  # the zone is asked for by itself


class MalformedBody(Problem):
    """Broken JSON, a repeated name, or NaN."""

    status = 400
    code = "malformed-body"


def parse(body: bytes) -> Any:
    """JSON (RFC 8259) as values, its text in NFC.

    Raises MalformedBody for broken syntax, repeated names or what is no JSON number; InvalidRequest for text
    with control characters or lone surrogates, too deep nesting and integers beyond 2^53.
    """
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise MalformedBody from error
    faults = list(_faults(value, "#", 0))
    if faults:
        raise InvalidRequest(errors=faults[:100])
    return _composed(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("repeated name")
    return members


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _faults(value: Any, pointer: str, depth: int) -> Iterator[dict[str, str]]:
    if depth > DEEPEST:
        yield {"pointer": pointer, "code": "too_deep"}
    elif isinstance(value, str) and not is_text(value):
        yield {"pointer": pointer, "code": "control_character"}
    elif isinstance(value, int) and value not in INTEGERS:
        yield {"pointer": pointer, "code": "too_large_integer"}
    elif isinstance(value, (list, dict)):
        yield from _faults_within(value, pointer, depth)


def _faults_within(value: list[Any] | dict[str, Any], pointer: str, depth: int) -> Iterator[dict[str, str]]:
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _faults(item, f"{pointer}/{position}", depth + 1)
    else:
        for name, item in value.items():
            if not is_text(name):
                yield {"pointer": pointer, "code": "control_character"}
                continue
            yield from _faults(item, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", depth + 1)


def is_text(value: str) -> bool:
    """True for text without control characters (but LF and TAB), lone surrogates, piled marks (api-conventions 2)."""
    return not any(_is_control(letter) for letter in value) and not is_piled(value)


def is_piled(value: str) -> bool:
    """More marks on one letter than stream-safe text has (UAX 15, 13): to compose them takes their number squared."""
    if value.isascii():
        return False
    runs = groupby(value, key=lambda letter: unicodedata.combining(letter) > 0)
    return any(are_marks and sum(1 for _ in run) > MOST_MARKS for are_marks, run in runs)


def _is_control(letter: str) -> bool:
    return letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cs"}


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {_composed(name): _composed(item) for name, item in value.items()}
    return value


def _only_text(value: Any) -> Any:
    if isinstance(value, (str, date, time, datetime)):
        return value
    raise PydanticCustomError("not_text", "must be written as text")


def _whole_seconds(value: time) -> time:
    if value.tzinfo is not None or value.microsecond:
        raise PydanticCustomError("not_local_time", "HH:MM or HH:MM:SS, without zone")
    return value


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise PydanticCustomError("unknown_time_zone", "an IANA name")
    return value


def _written_day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("date_parsing", "YYYY-MM-DD")
    return _only_text(value)


def _in_range(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise PydanticCustomError(
            "day_too_far", "between {first} and {last}", {"first": FIRST_DAY, "last": LAST_DAY}
        )
    return value


def _written_instant(value: Any) -> Any:
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise PydanticCustomError("datetime_parsing", "RFC 3339")
    return _only_text(value)


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise PydanticCustomError("naive_instant", "must say its zone")
    _in_range(value.date())
    return value


def distinct(values: list[Any]) -> list[Any]:
    """The list, if nothing stands in it twice."""
    if len(set(values)) != len(values):
        raise PydanticCustomError("not_distinct", "nothing twice")
    return values


# As is_text has it, in the description; and with something besides blanks.
TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
SOME_TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
WALL_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"

# pydantic reads numbers as instants and days, and instants as days: text only.
Day = Annotated[
    date,
    BeforeValidator(_written_day),
    AfterValidator(_in_range),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-"}),
]
LocalTimeOfDay = Annotated[
    time,
    BeforeValidator(_only_text),
    AfterValidator(_whole_seconds),
    WithJsonSchema({"type": "string", "pattern": WALL_TIME, "examples": ["14:00:00"]}),
]
Moment = Annotated[
    datetime,
    BeforeValidator(_written_instant),
    AfterValidator(_aware),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": "^(19|20|21)[0-9]{2}-"}),
]
TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
# A dot-atom and a host name (RFC 5321 4.1.2), what every mail server takes.
ADDRESS = rf"^{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*$"
MailAddress = Annotated[str, Field(max_length=254, pattern=ADDRESS, examples=["maria@example.org"])]
