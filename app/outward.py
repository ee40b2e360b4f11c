"""Calls outwards: the only file that decides where we may connect (threats-and-faults 6).

https; plain http to this machine alone, and only if it is trusted. No redirects, no proxy of the environment, the name
resolved once and every address looked at, a deadline for the whole, and an answer of a largest size.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlencode, urlsplit

from app import tracing
from app.fitness import is_loopback

DEADLINE = 10  # seconds
LARGEST = 200_000  # bytes

# The special registries of IANA for IPv4; of IPv6 all that is not global unicast, and what is special within it.
SPECIAL_IPV4 = tuple(
    ip_network(said)
    for said in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
GLOBAL_IPV6 = ip_network("2000::/3")
SPECIAL_IPV6 = tuple(
    ip_network(said) for said in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


class NotReached(Exception):
    """Nothing was answered, or we may not connect there; the message says why."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def get(url: str, trusted: frozenset[str] = frozenset()) -> Answer:
    """What the address answers. Hosts in `trusted` the operator has named: they may be inside. Raises NotReached."""
    return _called("GET", url, None, {}, trusted)


def post(
    url: str, form: Mapping[str, str], headers: Mapping[str, str], trusted: frozenset[str] = frozenset()
) -> Answer:
    """What it answers to a form. Raises NotReached."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return _called("POST", url, urlencode(form).encode(), {**kind, **headers}, trusted)


def _called(
    method: str, url: str, body: bytes | None, headers: Mapping[str, str], trusted: frozenset[str]
) -> Answer:
    target = _allowed(url, trusted)
    trace = tracing.present()
    sent = {"Accept": "application/json", **headers, **({"traceparent": trace.traceparent} if trace else {})}
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    try:
        with _connected(target, trusted) as connection:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            read = answer.read(LARGEST + 1)
    except (OSError, ValueError, HTTPException) as error:
        raise NotReached(f"{target.hostname}: {error or type(error).__name__}") from error
    if len(read) > LARGEST:
        raise NotReached(f"{target.hostname}: more than {LARGEST} bytes")
    return Answer(answer.status, read)


def _allowed(url: str, trusted: frozenset[str]) -> SplitResult:
    target = urlsplit(url)
    plain = target.scheme == "http" and is_loopback(target.hostname) and target.hostname in trusted
    if not target.hostname or target.username or not (target.scheme == "https" or plain):
        raise NotReached(f"{target.hostname}: not https")
    return target


@contextlib.contextmanager
def _connected(target: SplitResult, trusted: frozenset[str]) -> Iterator[HTTPConnection]:
    """A connection to an address that was looked at, cut when the deadline has passed."""
    host, secure = str(target.hostname), target.scheme == "https"
    port = target.port or (443 if secure else 80)
    line = socket.create_connection((_address(host, port, trusted), port), DEADLINE)
    handle = line.dup()  # securing the line takes it away from us
    cut = threading.Timer(DEADLINE, _cut, [handle])
    cut.daemon = True
    cut.start()
    connection = HTTPSConnection(host, port) if secure else HTTPConnection(host, port)
    try:
        connection.sock = _secured(line, host) if secure else line
        yield connection
    finally:
        cut.cancel()
        connection.close()
        line.close()
        handle.close()


def _secured(line: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(line, server_hostname=host)


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _address(host: str, port: int, trusted: frozenset[str]) -> str:
    """The first address of the name; if it is not trusted, none of them may be special."""
    found = [
        str(entry[4][0]).partition("%")[0]
        for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ]
    if host not in trusted and any(is_special(ip_address(address)) for address in found):
        raise NotReached(f"{host}: an address that is not on the open net")
    return found[0]


def is_special(address: IPv4Address | IPv6Address) -> bool:
    """True for what is not an ordinary address of the open net, in whichever form it is written."""
    if isinstance(address, IPv4Address):
        return any(address in network for network in SPECIAL_IPV4)
    return address not in GLOBAL_IPV6 or any(address in network for network in SPECIAL_IPV6)
