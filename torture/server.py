"""A mail server in a process of its own: it follows its script, and keeps what it has taken in.

What comes on its standard input is how it is from then on: open, away (nobody listens), closing (421 to
everybody) or silent. Its first line of output is the port it listens on.
"""

import argparse
import asyncio
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from torture.answers import CLOSING, HANGS, Script, Then, Turn
from torture.letterbox import Letterbox

LARGEST = 4 * 1024 * 1024
END = b"\r\n.\r\n"


class Server:
    def __init__(self, script: Script, letterbox: Letterbox, speed: float) -> None:
        self._script, self._letterbox, self._speed = script, letterbox, speed
        self._manner, self._port = "open", 0
        self._seen: Counter[str] = Counter()
        self._listener: asyncio.Server | None = None

    async def listen(self) -> int:
        """The port: the same each time."""
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", self._port, limit=LARGEST)
        self._port = int(self._listener.sockets[0].getsockname()[1])
        return self._port

    async def be(self, manner: str) -> None:
        self._manner = manner
        if manner == "away" and self._listener:
            self._listener.close()
            self._listener = None
        elif manner != "away" and self._listener is None:
            await self.listen()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._talk(reader, writer)
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._seen["connections"] += 1
        who, nth, step = "connection", self._seen["connections"], "greeting"
        while await self._say(self._turn(step, who, nth), reader, writer):
            if step == "DATA" and not await self._take(who, nth, reader, writer):
                return
            line = (await reader.readuntil(b"\r\n")).decode("latin-1")
            step = line[:4].strip().upper()
            if step == "RCPT":
                who = line.partition("<")[2].partition(">")[0]
                self._seen[who] += 1
                nth = self._seen[who]

    async def _take(
        self, who: str, nth: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """The message, and the answer to it; whether the conversation goes on."""
        if not await self._say(self._turn("body", who, nth), reader, writer):
            return False
        message = (await reader.readuntil(END)).removesuffix(b".\r\n")
        turn = self._turn("message", who, nth)
        if turn.kept:
            self._letterbox.keep(who, message.replace(b"\r\n..", b"\r\n."))
        return await self._say(turn, reader, writer)

    def _turn(self, step: str, who: str, nth: int) -> Turn:
        if step == "greeting" and self._manner != "open":
            return CLOSING if self._manner == "closing" else HANGS
        return self._script.turn(step, who, nth)

    async def _say(self, turn: Turn, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the conversation goes on."""
        if turn.every:
            for octet in turn.says:
                writer.write(bytes([octet]))
                await writer.drain()
                await asyncio.sleep(turn.every / self._speed)
        else:
            writer.write(turn.says)
        await writer.drain()
        if turn.then == Then.hangs:
            await self._wait_until_gone(reader)
        return turn.then == Then.goes_on

    @staticmethod
    async def _wait_until_gone(reader: asyncio.StreamReader) -> None:
        while await reader.read(4096):
            pass


async def _run(server: Server) -> None:
    sys.stdout.write(f"{await server.listen()}\n")
    sys.stdout.flush()
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin.buffer
    )
    while order := await orders.readline():
        await server.be(order.decode().strip())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("speed", type=float)
    parser.add_argument("letterbox", type=Path)
    told = parser.parse_args()
    asyncio.run(_run(Server(Script(told.seed), Letterbox(told.letterbox), told.speed)))


if __name__ == "__main__":
    main()
