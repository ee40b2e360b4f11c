"""Query parameters that several lists take."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.access.caller import Caller
from app.bodies import Day, Moment
from app.errors import InvalidRequest

Search = Annotated[
    str | None, Query(max_length=200, description="Words looked for, without case and accents.")
]
ExternalId = Annotated[str | None, Query(max_length=200, description="The id that the writing system gave.")]
GroupId = Annotated[UUID | None, Query(description="Of this group.")]
ModifiedSince = Annotated[
    Moment | None,
    Query(
        description="Whose own fields became others at this instant or later, in that order unless `sort` says "
        "another. Where things of the kind can be removed: also stubs of those gone since, whatever else is asked but "
        "`group_id`. Not what only followed from something else, and not what came into sight or left it: /changes."
    ),
]
OnDay = Annotated[Day | None, Query(description="As it was on this day; the last day counts.")]
MeetingId = Annotated[UUID | None, Query(description="Of this meeting.")]


def _id_or_me(value: Any) -> UUID | Literal["me"]:
    if value == "me":
        return "me"
    try:
        return UUID(value)
    except ValueError as error:
        raise PydanticCustomError("uuid_parsing", "an id or me") from error


PersonFilter = Annotated[
    Annotated[
        UUID | Literal["me"],
        PlainValidator(_id_or_me),
        WithJsonSchema({"type": "string", "anyOf": [{"format": "uuid"}, {"const": "me"}]}),
    ]
    | None,
    Query(description="Of this person; `me` is the caller."),
]


def person_in(caller: Caller, value: UUID | Literal["me"] | None) -> UUID | None:
    """The person that a filter names. Raises InvalidRequest when a system says `me`."""
    if value != "me":
        return value
    if caller.person_id is None:
        raise InvalidRequest(errors=[{"parameter": "person_id", "code": "nobody_calling"}])
    return caller.person_id


def sort_by(*names: str) -> Any:
    """The parameter `sort` of a list that may be sorted by these."""
    one = f"-?({'|'.join(names)})"
    return Query(
        max_length=200,
        description="Field names with commas between; a minus before one turns it round.",
        json_schema_extra={"pattern": rf"^(?!.*\b({'|'.join(names)})\b.*\b\1\b){one}(,{one})*$"},
    )
