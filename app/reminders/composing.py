"""From what a recipient owes to the values of their letter: one Digest to one address about one group and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import literal, select
from sqlmodel import Session, col

from app.access.policy import LEADS, MEMBERS
from app.action_points.models import Completion, PointStatus
from app.attendance.listing import expected
from app.groups.models import Group
from app.mail.address import Address
from app.meetings.models import Meeting, MeetingStatus
from app.memberships import turned_to
from app.memberships.models import Membership, Role
from app.memberships.validity import valid_on
from app.reminders.digest import Digest, Links, MeetingTold, PointTold, Section
from app.reminders.owed import Owed
from app.reminders.owing import Owing, Share, Standing
from app.reminders.wording import Wording, wordings
from app.tables import Id


@dataclass(frozen=True)
class Part:
    """What one recipient is told in a letter: the points, with the days of their own that some stand there for."""

    standing: Standing
    points: Sequence[Owed]


def digest(
    session: Session,
    group: Group,
    meeting: Meeting | None,
    owes: Owing,
    parts: Sequence[Part],
    links: Links,
    day: date,
) -> Digest:
    """The letter to the one address that these recipients share. `day`: the one it is written on."""
    held_out = offered(session, group, owes, parts, day)
    listed = [point.id for points in (*(part.points for part in parts), held_out) for point in points]
    said = wordings(session, listed, owes.at)
    sections = tuple(
        Section(part.standing.name, tuple(_points(group, part, owes, said, day))) for part in parts
    )
    reply_to = reply_to_of(session, group, owes.day)
    ahead = [point.due_on for part in parts for point in part.points if point.due_on and point.due_on >= day]
    return Digest(
        group=group.name,
        group_short_name=group.short_name,
        language=parts[0].standing.language,
        today=day,
        meeting=_meeting(session, meeting, parts) if meeting else None,
        sections=sections,
        unowned=tuple(
            point_told(group, Share(point), owes, said[point.id], day, parts[0].standing.language)
            for point in held_out
        ),
        answer_by=meeting.held_on if meeting else min(ahead, default=None),
        reply_to_name=reply_to.name if reply_to else None,
        links=links,
    )


def offered(session: Session, group: Group, owes: Owing, parts: Sequence[Part], day: date) -> list[Owed]:
    """The unowned points that a letter to these holds out: none where nobody of them may take any."""
    if not any(may_take(session, group.id, part.standing.person_id, owes.day) for part in parts):
        return []
    return [point for point in owes.unowned if point.rests_until is None or point.rests_until <= day]


def _points(
    group: Group, part: Part, owes: Owing, said: Mapping[UUID, Wording], day: date
) -> list[PointTold]:
    """Late ones first, then by day; what has no day last."""
    standing = part.standing
    told = [
        point_told(group, standing.shares[point.id], owes, said[point.id], day, standing.language)
        for point in part.points
    ]
    return sorted(
        told, key=lambda point: (not point.late, point.due_on is None, point.due_on or day, point.number)
    )


def point_told(group: Group, share: Share, owes: Owing, said: Wording, day: date, language: str) -> PointTold:
    """A point as this recipient is told of it on a day, in their language."""
    point, for_whom = share.point, share.as_what(language)
    others = [
        owner.called.said(language) for owner in owes.owners.get(point.id, ()) if owner.id != share.owner_id
    ]
    return PointTold(
        id=point.id,
        number=point.number,
        task=said.task,
        due_on=point.due_on,
        due_event=said.due_event,
        due_elsewhere=said.due_elsewhere,
        late=point.due_on is not None and point.due_on < day,
        waiting=point.status == PointStatus.waiting,
        times_carried=said.times_carried,
        part=share.part.value,
        for_whom=for_whom,
        for_kind=share.kind if for_whom else None,
        each=point.completion == Completion.each,
        details=said.details if group.mail_details else None,
        agenda_item=said.agenda_item if group.mail_details else None,
        agreed_on=said.agreed_on if group.mail_details else None,
        others=tuple(others) if group.mail_details else (),
    )


def _meeting(session: Session, meeting: Meeting, parts: Sequence[Part]) -> MeetingTold:
    """`online_url` only for those expected: everybody who reads at this address."""
    comes = all(is_expected(session, meeting, part.standing.person_id) for part in parts)
    return MeetingTold(
        id=meeting.id,
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        place=meeting.place,
        online_url=meeting.online_url if comes else None,
        preliminary=meeting.status == MeetingStatus.proposed,
        expected=comes,
    )


def is_expected(session: Session, meeting: Meeting, person_id: UUID | None) -> bool:
    """Whether the recipient, a person or not, is expected at the meeting."""
    if person_id is None:
        return False
    asked = expected(Meeting, literal(person_id, type_=Id()))
    return (
        session.execute(select(col(Meeting.id)).where(col(Meeting.id) == meeting.id, asked)).first()
        is not None
    )


def may_take(session: Session, group_id: UUID, person_id: UUID | None, day: date) -> bool:
    """Whether the recipient, a person or not, may take an unowned point (domain 6)."""
    if person_id is None:
        return False
    held = select(col(Membership.roles)).where(
        col(Membership.group_id) == group_id,
        col(Membership.person_id) == person_id,
        valid_on(Membership, day),
    )
    roles = {Role(role) for found in session.execute(held).scalars() for role in found}
    return bool(roles & (LEADS | MEMBERS))


def reply_to_of(session: Session, group: Group, day: date) -> Address | None:
    """The secretary, else the group's address, else the chair or the coordinator; None when nobody has one."""
    held = turned_to.of_group(session, turned_to.SECRETARIES, group.id, day)
    found = next(iter(turned_to.first(held, turned_to.can_be_written_to)), None)
    if group.email and (found is None or found.rank > 0):
        return Address(group.name, group.email)
    return Address(found.name, found.address) if found and found.address else None
