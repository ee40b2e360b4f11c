"""Every setting, typed, read from the environment (domain 9). What is weak outside the embedded default is refused."""

import re
import secrets
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.fitness import UnfitSettings, check
from app.keyring import Keyring, read

NOT_PROMISED = "inget utlovas (not promised)"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NASTA_", extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///var/nasta.db", description="Where everything is kept.")
    mail_url: str = Field("file:var/mail", description="file:FOLDER, smtp://… or smtps://…")
    mail_from: str = Field("nasta@nasta.invalid", description="Sender of every mail (From).")
    mail_bounce: str = Field("studs@nasta.invalid", description="Envelope sender: where bounces go.")
    bounce_folder: str | None = Field(
        None, description="Where bounces are delivered as files, or a Maildir; read by the worker."
    )
    operator_email: str | None = Field(None, description="Who is told when the sender stops.")
    cap_person_day: int = Field(
        30, ge=1, description="Mails to one address in a day; more are held until the next."
    )
    cap_group_day: int = Field(
        500, ge=1, description="Mails about one group in a day; more are held until the next."
    )
    cap_hour: int = Field(
        5000, ge=1, description="Mails of the whole installation in an hour; more are held."
    )
    storm_floor: int = Field(
        1000, ge=1, description="So many mails in a day are never a storm; above it three times the usual is."
    )
    idempotency_hours: int = Field(
        48, ge=24, le=8760, description="How long the answer to a request with an Idempotency-Key is kept."
    )
    changes_days: int = Field(
        90, ge=1, le=3650, description="How many days /changes goes back; a copy left longer is made anew."
    )
    requests_per_key: int = Field(
        1200, ge=0, description="Requests in a minute of one key or person; 0 for no limit."
    )
    requests_per_link: int = Field(
        120, ge=0, description="Requests in a minute through one link in a mail; 0 for no limit."
    )
    requests_per_address: int = Field(
        600,
        ge=0,
        description="Requests in a minute from one address that say nothing of who asks; 0 for no limit.",
    )
    guesses_per_minute: int = Field(
        30, ge=0, description="Keys, tokens and links from one address that open nothing; 0 for no limit."
    )
    requests_at_once: int = Field(
        100, ge=1, description="Requests that one process works on at a time; more are answered 503."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    public_url: str | None = Field(
        None, description="What links are built from; the host and port when left out."
    )
    cors_origins: str | None = Field(
        None, description="The front ends whose pages may call the API from a browser: origins, with commas."
    )
    trusted_proxies: str | None = Field(
        None, description="Addresses or networks whose X-Forwarded-For and -Proto are heeded, with commas."
    )
    secret_key: str | None = Field(
        None, description="Signs and seals. Several as id:secret, with commas: the first signs, all open."
    )
    bootstrap_key: str | None = Field(
        None, description="An administrator's API key, for machines that set themselves up."
    )
    sla_availability: str = Field(NOT_PROMISED, description="What is promised: availability.")
    sla_response_time: str = Field(NOT_PROMISED, description="What is promised: how fast the API answers.")
    sla_support: str = Field(
        NOT_PROMISED, description="What is promised: when and how questions are answered."
    )

    oidc_file: Path | None = Field(
        None, description="The OpenID providers that people log in with, as TOML: docs/login.md."
    )
    session_idle_minutes: int = Field(
        30, ge=5, le=1440, description="How long a browser that is left alone stays logged in."
    )
    session_hours: int = Field(10, ge=1, le=24, description="How long a log-in lasts at the most.")

    @property
    def embedded(self) -> bool:
        """True for the default that needs nothing: SQLite in a file."""
        return self.database_url.startswith("sqlite")

    @property
    def origins(self) -> tuple[str, ...]:
        """The listed front ends."""
        return _listed(self.cors_origins)

    @property
    def proxies(self) -> tuple[str, ...]:
        """What stands before us, as it is listed."""
        return _listed(self.trusted_proxies)

    @property
    def origin(self) -> str:
        """Scheme, host and port that links and `servers` are built from; never the Host header."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def _listed(said: str | None) -> tuple[str, ...]:
    """What stands between commas, blanks or both."""
    return tuple(each for each in re.split(r"[,\s]+", said or "") if each)


@cache
def get() -> Settings:
    """The settings of this process, checked. Raises UnfitSettings."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise UnfitSettings(f"NASTA_{str(first['loc'][0]).upper()}: {first['msg']}") from error
    check(settings)
    return settings


def keyring() -> Keyring:
    """What signs, seals and opens: what is set, else (embedded) one secret made once and kept in var/."""
    if (said := get().secret_key) is not None:
        return read(said)
    kept = Path("var/secret_key")
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return read(kept.read_text(encoding="ascii"))
