"""Doing it once (api-conventions 7): the first answer to a request is kept in the transaction of its effect."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select
from sqlmodel import Session, col

from app import database, settings
from app.errors import InvalidRequest, Problem
from app.idempotency.models import KeptAnswer
from app.sealing import opened, sealed

LONGEST = 64
PRINTABLE = range(0x21, 0x7F)
BATCH = 1000


class IdempotencyKeyNeeded(Problem):
    """A repeat would send the mail again."""

    status = 428
    code = "idempotency-key-needed"


class IdempotencyKeyReused(Problem):
    """The same key has come with another body."""

    status = 422
    code = "idempotency-key-reused"


class RequestInProgress(Problem):
    """The first request with this key has not been answered yet."""

    status = 409
    code = "request-in-progress"
    headers = MappingProxyType({"Retry-After": "1"})


class AnswerNotKept(Problem):
    """It has been done, but what was answered cannot be read any more: the secret it was sealed with is gone."""

    status = 409
    code = "answer-not-kept"


@dataclass(frozen=True)
class Asked:
    """A request that is to be carried out once: who asks where with which key, and (a digest) what."""

    asker: str
    content: str

    @property
    def id(self) -> str:
        return _digest(self.asker.encode())

    @property
    def purpose(self) -> str:
        """What its answer is sealed for."""
        return f"kept answer\n{self.asker}"


@dataclass(frozen=True)
class Answer:
    """As it went out."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Replayed(Exception):
    """Another request with this key was answered while this one waited: that answer is this one's too."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def asked(caller_id: UUID, route: str, header: str, content: bytes) -> Asked:
    """Raises InvalidRequest unless the key, quoted or bare, is 1–64 printable characters."""
    quoted = len(header) > 1 and header[0] == header[-1] == '"'
    key = header[1:-1] if quoted else header
    if not 1 <= len(key) <= LONGEST or any(ord(letter) not in PRINTABLE for letter in key):
        raise InvalidRequest(errors=[{"header": "Idempotency-Key", "code": "idempotency_key_form"}])
    return Asked(f"{caller_id}\n{route}\n{key}", _digest(content))


def check_given(key: str | None) -> None:
    """For what sends mail, with the preconditions (api-conventions 3). Raises IdempotencyKeyNeeded."""
    if key is None:
        raise IdempotencyKeyNeeded(header="Idempotency-Key")


def find(connection: Connection, said: Asked) -> Answer | None:
    """The first answer. Raises IdempotencyKeyReused if it was to something else, AnswerNotKept."""
    wanted = select(col(KeptAnswer.asked), col(KeptAnswer.answer)).where(col(KeptAnswer.id) == said.id)
    kept = connection.execute(wanted).first()
    if kept is None:
        return None
    if kept.asked != said.content:
        raise IdempotencyKeyReused
    found = opened(kept.answer, settings.keyring(), said.purpose)
    if found is None:
        raise AnswerNotKept
    head, _, body = found.partition(b"\n")
    status, headers = json.loads(head)
    return Answer(status, [(name, value) for name, value in headers], body)


def begin(connection: Connection, said: Asked) -> None:
    """First in the transaction: from here to its end nobody else carries it out. Raises RequestInProgress, Replayed.

    On SQLite whoever writes is alone, and the second has waited until the first was done.
    """
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(said.id[:16]), signed=True)
        if not connection.execute(select(func.pg_try_advisory_xact_lock(number))).scalar_one():
            raise RequestInProgress
    if answer := find(connection, said):
        raise Replayed(answer)


def keep(session: Session, said: Asked, answer: Answer, now: datetime) -> None:
    """Last in the transaction."""
    content = json.dumps([answer.status, answer.headers]).encode() + b"\n" + answer.body
    kept = sealed(content, settings.keyring(), said.purpose)
    session.execute(insert(KeptAnswer).values(id=said.id, asked=said.content, answer=kept, kept_at=now))


def clear(before: datetime) -> int:
    """Removes what was kept before then, a batch at a time; how many."""
    removed = 0
    old = select(col(KeptAnswer.id)).where(col(KeptAnswer.kept_at) < before).limit(BATCH)
    while True:
        with database.transaction() as session:
            gone = session.execute(
                delete(KeptAnswer).where(col(KeptAnswer.id).in_(old)).returning(col(KeptAnswer.id))
            )
            number = len(gone.all())
        removed += number
        if number < BATCH:
            return removed


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
