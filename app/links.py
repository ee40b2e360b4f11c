"""Link: a title and a web address on a meeting, an agenda item or an action point."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from sqlmodel import Field

from app.tables import Incoming, Json, Outgoing

MOST_LINKS = 50
LONGEST = 2000
# Nobody's name before the host, which would hide where it leads; nothing that ends an attribute or a header.
WEB_ADDRESS = r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s\x00-\x1f\x7f-\x9f@/?#\\<>"\[\]:]+(:[0-9]{1,5})?([/?#][^\s\x00-\x1f\x7f-\x9f\\<>"]*)?$'


def _on_the_web(value: str) -> str:
    if not re.fullmatch(WEB_ADDRESS, value):
        raise PydanticCustomError("not_web_address", "http:// or https://")
    return value


WebAddress = Annotated[
    str,
    Field(max_length=LONGEST),
    AfterValidator(_on_the_web),
    WithJsonSchema({"type": "string", "maxLength": LONGEST, "pattern": WEB_ADDRESS}),
]


class LinkIn(Incoming):
    title: str = Field(min_length=1, max_length=200)
    url: WebAddress = Field(description="http or https.")


class LinkRead(Outgoing):
    title: str
    url: str


Links = Annotated[list[LinkIn], Field(max_length=MOST_LINKS)]


def kept_links() -> Any:
    """The column of a table that has links."""
    return Field(default_factory=list, sa_type=Json)
