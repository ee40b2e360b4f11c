"""Whether the settings are fit to start with: what is weak outside the embedded default is refused (threats 5, 11)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from app.settings import Settings

SHORTEST_SECRET = 16


class UnfitSettings(Exception):
    """The service cannot start as it is set up; the message says which variable and why."""


def is_loopback(host: str | None) -> bool:
    """True for localhost and loopback addresses."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def check(settings: Settings) -> None:
    """Refuse what would be unsafe or could not work. Raises UnfitSettings."""
    if not settings.database_url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise UnfitSettings("NASTA_DATABASE_URL must be sqlite:///FILE or postgresql+psycopg://….")
    if not settings.mail_url.startswith(("file:", "smtp:", "smtps:")):
        raise UnfitSettings("NASTA_MAIL_URL must be file:FOLDER, smtp://… or smtps://….")
    if not settings.mail_url.startswith("file:"):
        _check_smtp(settings)
    _check_secrets(settings)
    for each in settings.proxies:
        _check_proxy(each)
    for each in settings.origins:
        _check_origin(each)


def _check_smtp(settings: Settings) -> None:
    told = settings.model_fields_set
    for name in ("mail_from", "mail_bounce", "operator_email"):
        if name not in told:
            raise UnfitSettings(f"NASTA_{name.upper()} is demanded with SMTP.")
    public = urlsplit(settings.origin)
    weak = public.scheme != "https" or is_loopback(public.hostname)
    if weak and not is_loopback(urlsplit(settings.mail_url).hostname):
        raise UnfitSettings(
            "NASTA_PUBLIC_URL must be https and no loopback address before mail is sent to another host."
        )


def _check_secrets(settings: Settings) -> None:
    for name, secret in (("SECRET_KEY", settings.secret_key), ("BOOTSTRAP_KEY", settings.bootstrap_key)):
        if secret is not None and len(secret) < SHORTEST_SECRET and not settings.embedded:
            raise UnfitSettings(f"NASTA_{name} needs at least {SHORTEST_SECRET} characters.")
    if settings.secret_key is None and not settings.embedded:
        raise UnfitSettings("NASTA_SECRET_KEY is demanded when NASTA_DATABASE_URL is not SQLite.")


def _check_proxy(said: str) -> None:
    try:
        ip_network(said)
    except ValueError as error:
        raise UnfitSettings(
            f"NASTA_TRUSTED_PROXIES: {said} is neither an address nor a network, as 10.1.2.0/24."
        ) from error


def _check_origin(said: str) -> None:
    """As browsers write it in `Origin` (RFC 6454 6.1)."""
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or said != f"{parts.scheme}://{parts.netloc}".lower():
        raise UnfitSettings(f"NASTA_CORS_ORIGINS: {said} is no origin, as https://front.example.org.")
    if "@" in parts.netloc or "*" in said or not parts.hostname:
        raise UnfitSettings(f"NASTA_CORS_ORIGINS: {said}: each origin is named, in full.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise UnfitSettings(f"NASTA_CORS_ORIGINS: {said} must be https.")
