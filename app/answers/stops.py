"""Stop, and the way back: per person and group (domain 4)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.answers.models import AnswerLink, Purpose
from app.answers.opening import opened
from app.answers.readers import Reader
from app.persons.models import Stop


def stopped(session: Session, link: AnswerLink, found: Collection[Reader]) -> list[Reader]:
    """Those of them who get nothing from the group."""
    wanted = select(Stop.person_id).where(Stop.group_id == link.group_id)
    ids = [reader.person_id for reader in found]
    persons = set(session.exec(wanted.where(col(Stop.person_id).in_(ids))))
    return [reader for reader in found if reader.person_id in persons]


def stop(session: Session, link: AnswerLink, found: Collection[Reader], now: datetime) -> None:
    """No more mail from the group to these. Whoever had stopped before had stopped then."""
    already = stopped(session, link, found)
    for reader in found:
        if reader.person_id is not None and reader not in already:
            session.add(Stop(person_id=reader.person_id, group_id=link.group_id, stopped_at=now))
    session.flush()


def resume(session: Session, link: AnswerLink, found: Collection[Reader]) -> None:
    """Mail from the group to these again."""
    ids = [reader.person_id for reader in found]
    session.execute(delete(Stop).where(col(Stop.group_id) == link.group_id, col(Stop.person_id).in_(ids)))


def persons(found: Iterable[Reader]) -> list[Reader]:
    """Those who can stop: an office cannot."""
    return [reader for reader in found if reader.person_id is not None]


def stop_all(session: Session, token: str, now: datetime) -> bool:
    """What one click does, or a mail that says so: all persons of the letter stop. False for a token of nothing."""
    found = opened(session, token, Purpose.stop, now, lock=True)
    if found.link is None or found.shut:
        return False
    stop(session, found.link, persons(found.readers), now)
    return True
