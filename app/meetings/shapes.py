"""A meeting as JSON: whole for those who see its group, its day alone for those near it."""

from dataclasses import replace

from sqlalchemy import case, literal
from sqlalchemy.sql.expression import bindparam
from sqlmodel import col

from app import nouns
from app.groups.nearness import near, seen
from app.meetings.models import Meeting, MeetingDay, MeetingRead
from app.reading import fields, shape
from app.tables import Id

OF_MEETING = bindparam("of_meeting", type_=Id())  # the one meeting that a whole list under it is read for

_WHOLE = shape(
    MeetingRead,
    Meeting,
    id=col(Meeting.id),
    version=col(Meeting.version),
    external_id=nouns.external_id(Meeting),
    created_at=col(Meeting.created_at),
    modified_at=col(Meeting.modified_at),
    group_id=col(Meeting.group_id),
    status=col(Meeting.status),
    status_reason=col(Meeting.status_reason),
    held_on=col(Meeting.held_on),
    start_time=col(Meeting.start_time),
    end_time=col(Meeting.end_time),
    time_zone=col(Meeting.time_zone),
    place=col(Meeting.place),
    online_url=col(Meeting.online_url),
    note=col(Meeting.note),
    links=col(Meeting.links),
    starts_at=col(Meeting.starts_at),
    ends_at=col(Meeting.ends_at),
    sequence=col(Meeting.sequence),
)
_DAY = fields(MeetingDay, id=col(Meeting.id), group_id=col(Meeting.group_id), held_on=col(Meeting.held_on))

INSIDE = seen(col(Meeting.group_id))
NEAR = near(col(Meeting.group_id))
READ = replace(
    _WHOLE,
    json=case((INSIDE, _WHOLE.json), else_=_DAY),
    version=case((INSIDE, _WHOLE.version), else_=literal(1)),
    whole=(INSIDE,),
)
