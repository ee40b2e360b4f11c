"""A group as JSON: whole to those who see it, its name to those who lead the one above or below."""

from dataclasses import replace

from sqlalchemy import case, literal, or_
from sqlmodel import col

from app import nouns
from app.groups.models import Group, GroupName, GroupRead
from app.groups.nearness import seen
from app.reading import fields, shape

SEEN = seen(col(Group.id))
SHOWN_PARENT = case((or_(SEEN, seen(col(Group.parent_id))), col(Group.parent_id)))

_WHOLE = shape(
    GroupRead,
    Group,
    id=col(Group.id),
    version=col(Group.version),
    external_id=nouns.external_id(Group),
    created_at=col(Group.created_at),
    modified_at=col(Group.modified_at),
    name=col(Group.name),
    short_name=col(Group.short_name),
    parent_id=col(Group.parent_id),
    office_id=col(Group.office_id),
    email=col(Group.email),
    time_zone=col(Group.time_zone),
    language=col(Group.language),
    default_due=col(Group.default_due),
    correction_days=col(Group.correction_days),
    reminders=col(Group.reminders),
    remind_days_before=col(Group.remind_days_before),
    remind_at=col(Group.remind_at),
    remind_undated=col(Group.remind_undated),
    escalate_after=col(Group.escalate_after),
    mail_details=col(Group.mail_details),
)
_NAME = fields(
    GroupName,
    id=col(Group.id),
    name=col(Group.name),
    short_name=col(Group.short_name),
    parent_id=SHOWN_PARENT,
)
READ = replace(
    _WHOLE,
    json=case((SEEN, _WHOLE.json), else_=_NAME),
    version=case((SEEN, _WHOLE.version), else_=literal(1)),
    whole=(SEEN,),
)
