"""The first time: an administrator's key, printed once; unless one is there, or NASTA_BOOTSTRAP_KEY is set."""

from sqlmodel import Session, col, select

from app import clock, database
from app.access import secret
from app.access.caller import BOOTSTRAP
from app.api_keys.models import ApiKey, Scope
from app.settings import Settings


def make(chosen: Settings) -> None:
    """Says where the API is and, the first time, with which key."""
    print(f"\n  Nästa: {chosen.origin}", flush=True)
    if chosen.bootstrap_key:
        return
    with database.transaction() as session:
        if not _there(session):
            print(f"  Nyckel (visas bara nu) / key (shown only now): {_add(session)}\n", flush=True)


def _there(session: Session) -> bool:
    return session.exec(select(ApiKey.id).where(col(ApiKey.administrator))).first() is not None


def _add(session: Session) -> str:
    now, words = clock.now(), secret.new()
    row = ApiKey(
        created_at=now,
        modified_at=now,
        name="administrator",
        secret_hash=secret.hashed(words),
        administrator=True,
        scopes=list(Scope),
        external_owner_id=BOOTSTRAP,
    )
    session.add(row)
    return secret.written(row.id, words)
