"""Whether the settings are fit to start with: what is weak outside the embedded default is refused (threats 5, 11)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app import keyring

if TYPE_CHECKING:
    from app.settings import Settings

SHORTEST_SECRET = 16  # that somebody else has made
SHORTEST_OF_OURS = 32


class UnfitSettings(Exception):
    """The service cannot start as it is set up; the message says which variable and why."""


def is_loopback(host: str | None) -> bool:
    """A loopback address, or localhost and what ends with it (RFC 6761 6.3).

    A name that only happens to lead here is not taken for one that must.
    """
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host is not None and f".{host}".endswith(".localhost")


def check(settings: Settings) -> None:
    """Refuse what would be unsafe or could not work. Raises UnfitSettings."""
    if not settings.database_url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise UnfitSettings("NASTA_DATABASE_URL must be sqlite:///FILE or postgresql+psycopg://….")
    if not settings.mail_url.startswith(("file:", "smtp:", "smtps:")):
        raise UnfitSettings("NASTA_MAIL_URL must be file:FOLDER, smtp://… or smtps://….")
    if not settings.mail_url.startswith("file:"):
        _check_smtp(settings)
    _check_public(settings)
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
    if settings.secret_key is None and not settings.embedded:
        raise UnfitSettings("NASTA_SECRET_KEY is demanded when NASTA_DATABASE_URL is not SQLite.")
    try:
        ours = keyring.read(settings.secret_key).secrets if settings.secret_key is not None else ()
    except ValueError as error:
        raise UnfitSettings(f"NASTA_SECRET_KEY: {error}.") from error
    told = [("SECRET_KEY", each.text) for each in ours]
    told += [("BOOTSTRAP_KEY", settings.bootstrap_key)] if settings.bootstrap_key is not None else []
    for name, secret in told:
        if len(secret) < SHORTEST_OF_OURS and _is_for_real(settings):
            raise UnfitSettings(
                f"NASTA_{name} needs at least {SHORTEST_OF_OURS} characters: openssl rand -hex 32."
            )


def _check_public(settings: Settings) -> None:
    """Whoever is given a link follows it by https; where others are served, mail goes where somebody has said."""
    public = urlsplit(settings.origin)
    if is_loopback(public.hostname) or (settings.embedded and settings.public_url is None):
        return
    if public.scheme != "https":
        raise UnfitSettings(f"NASTA_PUBLIC_URL must be https; as it is set, links lead to {settings.origin}.")
    if "mail_url" not in settings.model_fields_set:
        raise UnfitSettings(
            "NASTA_MAIL_URL must be set where others are served: file:FOLDER if no mail is to leave."
        )


def _is_for_real(settings: Settings) -> bool:
    """More than the embedded default: another database, an address of its own, or mail that leaves."""
    own = settings.public_url is not None and not is_loopback(urlsplit(settings.public_url).hostname)
    return own or not settings.embedded or not settings.mail_url.startswith("file:")


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
