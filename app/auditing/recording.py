"""Every transaction that changes something ends with an event that says who did, and what: from one place, so that
no write escapes. Other things that happened are told with `tell`."""

from dataclasses import replace
from datetime import datetime
from itertools import chain as chained
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session
from uuid_utils.compat import uuid7

from app import clock
from app.auditing import chain, changes
from app.auditing.who import Doing, doing

CHANGES, GROUP, ACTOR, ASKED_FOR = "audited_changes", "audited_group", "audited_actor", "audited_request"


def listen(session: Session) -> None:
    """The changes of this session are kept from here on."""
    event.listen(session, "after_flush", _after_flush)
    event.listen(session, "do_orm_execute", _before_statement)
    event.listen(session, "before_commit", _before_commit)


def asked_for(session: Session) -> None:
    """A request's own transaction: what it writes in ledgers is told too."""
    session.info[ASKED_FOR] = True


def through(session: Session, kind: str, id: UUID) -> None:
    """What happens in this transaction is done by this: whoever has a link, a person who logs in."""
    session.info[ACTOR] = {"kind": kind, "id": id}


def tell(session: Session, act: str, now: datetime, **details: Any) -> None:
    """An event of something that is no change: a refusal, a reading, a key that was used, a log-in."""
    said = replace(doing(), act=act, **session.info.get(ACTOR, {}))
    chain.append(session.connection(), _event(said, now, [], details, said.object_id, None))


def _after_flush(session: Session, _: Any) -> None:
    session.info.setdefault(CHANGES, []).extend(changes.flushed(session))
    session.info[GROUP] = session.info.get(GROUP) or changes.group_of(
        chained(session.new, session.dirty, session.deleted)
    )


def _before_statement(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        state.session.info.setdefault(CHANGES, []).extend(changes.stated(state))


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    made = [
        each
        for each in session.info.pop(CHANGES, ())
        if session.info.get(ASKED_FOR) or each["noun"] not in changes.ELSEWHERE
    ]
    if made:
        group = session.info.pop(GROUP, None)
        said = replace(doing(), **session.info.get(ACTOR, {}))
        about = said.object_id or _first(made)
        chain.append(session.connection(), _event(said, clock.now(), made, {}, about, group))


def _first(made: list[changes.Change]) -> UUID | None:
    """What was made, or else what was changed first."""
    added = [each for each in made if each["act"] == "added"] or made
    id: str = added[0]["id"]
    return UUID(id) if len(id) == len(str(UUID(int=0))) else None


def _event(
    said: Doing,
    now: datetime,
    made: list[changes.Change],
    details: dict[str, Any],
    object_id: UUID | None,
    group_id: UUID | None,
) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "created_at": now,
        "actor_kind": said.kind,
        "actor_id": said.id,
        "act": said.act,
        "from_address": said.address,
        "object_id": object_id,
        "group_id": group_id,
        "details": details,
        "changes": made,
    }
