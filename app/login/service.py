"""Log-ins and log-outs: what becomes of somebody whom an issuer has told us of."""

from datetime import datetime
from uuid import UUID

from app import database
from app.access import caller, linking, sessions
from app.auditing import recording
from app.identities.models import Identity
from app.oidc.tokens import Proven


def enter(proven: Proven, state: str, before: str | None, now: datetime) -> str:
    """The token of a new session; the one that the browser had before is ended.

    Raises NotLinked, NotLoggedIn (not active), Replayed.
    """
    with database.transaction() as session:
        linking.link_by_address(session, proven, now)
        identity = linking.linked(session, proven)
        recording.through(session, "person", caller.of_identity(session, identity, now).id)
        if before:
            sessions.end(session, before, now)
        token = sessions.begin(session, identity, state, now)
        recording.tell(session, "logged_in", now, issuer=proven.issuer, identity_id=str(identity.id))
        return token


def leave(token: str, now: datetime) -> str | None:
    """The session opens nothing any more. The issuer that the log-in was with."""
    with database.transaction() as session:
        row = sessions.opened(session, token, now)
        identity = row and session.get(Identity, row.identity_id)
        sessions.end(session, token, now)
        recording.tell(session, "logged_out", now)
        return identity.issuer if identity else None


def leave_elsewhere(session_id: UUID, person_id: UUID | None, now: datetime) -> bool:
    """That session of the person, or of anybody's where None is said, opens nothing any more; False: there is none."""
    with database.transaction() as session:
        ended = sessions.end_one(session, session_id, now, person_id)
        if ended:
            recording.tell(session, "logged_out", now, session_id=str(session_id))
        return ended
