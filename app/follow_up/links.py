"""The link that shows a meeting's follow-up as a page: made by those who lead the group, read by whoever has it."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.access import caller, secret
from app.access.caller import Caller
from app.access.policy import Act, Standing
from app.follow_up.models import FollowUpLink
from app.meetings.models import Meeting

READABLE = timedelta(days=14)  # after the meeting has begun


def make(session: Session, maker: Caller, meeting: Meeting, now: datetime) -> tuple[FollowUpLink, str]:
    """A new link and its token, which nobody is told again."""
    token = secret.new()
    link = FollowUpLink(
        created_at=now,
        token_hash=secret.hashed(token),
        meeting_id=meeting.id,
        made_by=maker.id,
        expires_at=max(meeting.begins_at, now) + READABLE,
    )
    session.add(link)
    session.flush()
    return link, token


def end(session: Session, meeting: Meeting, now: datetime) -> None:
    """None of the links made so far shows the meeting's follow-up any more."""
    standing = col(FollowUpLink.meeting_id) == meeting.id, col(FollowUpLink.revoked_at).is_(None)
    session.execute(update(FollowUpLink).where(*standing).values(revoked_at=now))


def find(session: Session, token: str) -> FollowUpLink | None:
    """The link that has or had this token."""
    return session.exec(select(FollowUpLink).where(FollowUpLink.token_hash == secret.hashed(token))).first()


def is_open(session: Session, link: FollowUpLink, now: datetime) -> bool:
    """Whether it still shows something, and whoever made it still may."""
    return link.revoked_at is None and link.expires_at > now and _may_still(session, link, now)


def _may_still(session: Session, link: FollowUpLink, now: datetime) -> bool:
    maker = caller.present(session, link.made_by, now)
    group_id = session.get_one(Meeting, link.meeting_id).group_id
    return maker is not None and maker.may(Act.share_follow_up, group_id)


def reader(link: FollowUpLink, meeting: Meeting) -> Caller:
    """Whoever has the link reads the meeting's group as an observer does, and nothing else."""
    return Caller("link", link.id, "", standings={meeting.group_id: Standing.observer})
