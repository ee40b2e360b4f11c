"""Log-in sessions: begun with a new token at each log-in, ended by disuse, by age, and at once by whoever may."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app import settings
from app.access import secret
from app.identities.models import Identity
from app.login.models import LoginSession

NOTED_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=1)  # after its end: much longer than an answer of the issuer is taken


class Replayed(Exception):
    """This log-in has begun a session already."""


def begin(session: Session, identity: Identity, state: str, now: datetime) -> str:
    """The token of a new session, which is told once. Raises Replayed."""
    session.execute(delete(LoginSession).where(col(LoginSession.seen_at) < now - _longest() - KEPT))
    token = secret.new()
    row = LoginSession(
        created_at=now,
        seen_at=now,
        token_hash=secret.hashed(token),
        state_hash=secret.hashed(state),
        identity_id=identity.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        raise Replayed from None
    return token


def opened(session: Session, token: str, now: datetime) -> LoginSession | None:
    """The session that the token opens; None if it has ended, or was left alone or open for too long."""
    wanted = select(LoginSession).where(col(LoginSession.token_hash) == secret.hashed(token), *_alive(now))
    return session.execute(wanted).scalar()


def standing(
    session: Session, now: datetime, person_id: UUID | None = None
) -> list[tuple[LoginSession, UUID]]:
    """Those that open something, each with whose it is: a person's, or everybody's. The last used first."""
    wanted = select(LoginSession, col(Identity.person_id)).join(
        Identity, col(Identity.id) == col(LoginSession.identity_id)
    )
    if person_id:
        wanted = wanted.where(_of(person_id))
    order = col(LoginSession.seen_at).desc(), col(LoginSession.id)
    return [(row, whose) for row, whose in session.execute(wanted.where(*_alive(now)).order_by(*order))]


def see(session: Session, row: LoginSession, now: datetime) -> None:
    """It is in use. Not noted so often that each page would be a write: see `is_noted`."""
    session.execute(update(LoginSession).where(col(LoginSession.id) == row.id).values(seen_at=now))


def is_noted(row: LoginSession, now: datetime) -> bool:
    """True if it was noted a moment ago that it is in use."""
    return now - row.seen_at < NOTED_EVERY


def end(session: Session, token: str, now: datetime) -> None:
    """It opens nothing from here on."""
    _end(session, now, col(LoginSession.token_hash) == secret.hashed(token))


def end_one(session: Session, id: UUID, now: datetime, person_id: UUID | None = None) -> bool:
    """The same, by its id. False where there is none that stands, or it is not this person's."""
    whose = [_of(person_id)] if person_id else []
    return _end(session, now, col(LoginSession.id) == id, *_alive(now), *whose) > 0


def end_of_person(session: Session, person_id: UUID, now: datetime) -> None:
    """None of the person's sessions opens anything from here on."""
    _end(session, now, _of(person_id))


def _of(person_id: UUID) -> ColumnElement[bool]:
    theirs = select(col(Identity.id)).where(col(Identity.person_id) == person_id)
    return col(LoginSession.identity_id).in_(theirs)


def _alive(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(LoginSession.ended_at).is_(None),
        col(LoginSession.seen_at) > now - timedelta(minutes=settings.get().session_idle_minutes),
        col(LoginSession.created_at) > now - _longest(),
    )


def _end(session: Session, now: datetime, *which: ColumnElement[bool]) -> int:
    """How many."""
    standing = *which, col(LoginSession.ended_at).is_(None)
    ending = update(LoginSession).where(*standing).values(ended_at=now).returning(col(LoginSession.id))
    return len(session.execute(ending).all())


def _longest() -> timedelta:
    return timedelta(hours=settings.get().session_hours)
