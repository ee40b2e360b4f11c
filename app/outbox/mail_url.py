"""Where mail goes, as one setting: smtp://, smtps:// or file: (RFC 3986)."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from app.fitness import is_loopback
from app.outbox.conversation import never
from app.outbox.folder import FolderTransport
from app.outbox.smtp import MailServer, SmtpTransport, Tls
from app.outbox.transport import Transport

LABEL = r"[a-z0-9_][a-z0-9_-]{0,62}"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")
PORTS = {Tls.none: 25, Tls.starttls: 587, Tls.implicit: 465}  # RFC 5321, RFC 6409, RFC 8314


class UnusableMailUrl(ValueError):
    """Says what is wrong, and never what was written: there is a password in it."""


def transport_from(url: str, stopping: Callable[[], bool] = never) -> Transport:
    """`stopping`: whether to break off what has not left yet."""
    place = parse_mail_url(url)
    return FolderTransport(place) if isinstance(place, Path) else SmtpTransport(place, stopping=stopping)


def is_local(url: str) -> bool:
    """Whether mail stays on this machine: in a folder, or with a server on loopback."""
    place = parse_mail_url(url)
    return isinstance(place, Path) or is_loopback(place.host)


def parse_mail_url(url: str) -> MailServer | Path:
    """`smtp://[user:password@]host[:port][?tls=starttls|none]`, `smtps://…` or `file:folder`.

    Without `tls`, smtp:// demands STARTTLS, except on loopback. User and password are percent-encoded.
    """
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (asked for its ValueError)
    except ValueError:
        raise UnusableMailUrl("not a URL") from None
    if parts.fragment:
        raise UnusableMailUrl("a # must be written as %23")
    if parts.scheme == "file":
        return _folder(parts)
    if parts.scheme in {"smtp", "smtps"}:
        return _server(parts)
    raise UnusableMailUrl("neither smtp:, smtps: nor file:")


def _folder(parts: SplitResult) -> Path:
    if parts.netloc or parts.query or not parts.path:
        raise UnusableMailUrl("a folder is written file:folder or file:///folder")
    return Path(unquote(parts.path))


def _server(parts: SplitResult) -> MailServer:
    host = _host(parts)
    tls = _tls(parts, host)
    if (parts.username is None) != (parts.password is None):
        raise UnusableMailUrl("a user and a password come together")
    return MailServer(
        host=host,
        port=parts.port or PORTS[tls],
        tls=tls,
        user=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
    )


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if parts.path not in {"", "/"}:
        raise UnusableMailUrl("a / in a user or a password is written %2F")
    if not HOST.fullmatch(host) and not _is_address(host):
        raise UnusableMailUrl("a server is written smtp://host:port, the host as an address or in ASCII")
    return host


def _tls(parts: SplitResult, host: str) -> Tls:
    if parts.scheme == "smtps" and not parts.query:
        return Tls.implicit
    if parts.scheme == "smtp" and not parts.query:
        return Tls.none if is_loopback(host) else Tls.starttls
    if parts.scheme == "smtp" and parts.query in {"tls=starttls", "tls=none"}:
        return Tls(parts.query.removeprefix("tls="))
    raise UnusableMailUrl("after the host comes nothing, or with smtp:// ?tls=starttls or ?tls=none")
