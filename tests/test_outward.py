"""Where we may connect, and how much of an answer we take."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address

import pytest

from app import outward
from app.outward import NotReached

LOOPBACK = frozenset({"127.0.0.1"})


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.0.0.8"),
        *("192.168.1.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "255.255.255.255"),
        *("::", "::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "100::1", "2001:db8::1", "2002:a00:1::1"),
        *("fc00::1", "fe80::1", "fec0::1", "ff02::1", "3fff::1", "2001::1"),
    ],
)
def test_an_address_that_is_not_on_the_open_net_is_special(address: str) -> None:
    assert outward.is_special(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "100.128.0.1", "172.32.0.1", "193.0.0.1", "2a00:1450::1"])
def test_an_address_on_the_open_net_is_not(address: str) -> None:
    assert not outward.is_special(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://user@example.org/"),
        *("https:///x", "http://10.0.0.1/"),
    ],
)
def test_only_https_is_called(url: str) -> None:
    with pytest.raises(NotReached, match="not https"):
        outward.get(url, LOOPBACK | {"10.0.0.1"})


def _naming(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("1.1.1.1", "10.0.0.1")])
def test_a_name_that_leads_inside_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    _naming(monkeypatch, *addresses)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("connected"))

    with pytest.raises(NotReached, match="not on the open net"):
        outward.get("https://keys.example.org/")


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server for one call."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def one() -> None:
            line, _ = server.accept()
            with line:
                line.recv(10_000)
                answer(line)

        thread = threading.Thread(target=one)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/keys"
        thread.join()


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 0\r\n\r\n"

    with answering(lambda line: line.sendall(moved)) as url:
        assert outward.get(url, LOOPBACK).status == 302


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

    with answering(lambda line: line.sendall(whole)) as url:
        assert outward.get(url, LOOPBACK).body == b"{}"


def test_more_than_the_largest_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "LARGEST", 10)
    whole = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 11

    with answering(lambda line: line.sendall(whole)) as url, pytest.raises(NotReached, match="more than"):
        outward.get(url, LOOPBACK)


def test_one_who_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the whole never."""
    monkeypatch.setattr(outward, "DEADLINE", 0.2)

    def drip(line: socket.socket) -> None:
        with suppress(OSError):
            for _ in range(1000):
                line.sendall(b"H")
                threading.Event().wait(0.01)

    with answering(drip) as url, pytest.raises(NotReached):
        outward.get(url, LOOPBACK)


def test_nobody_there_is_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(NotReached):
        outward.get(f"http://127.0.0.1:{port}/", LOOPBACK)
