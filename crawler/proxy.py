"""The browser's only way out: an HTTP proxy on loopback that resolves a name, checks the addresses, and connects to the checked one.

Names are resolved once and the connection goes to that very address, so a name that changes its answer gains nothing. WebSockets
and https come as CONNECT. One request a connection, so that no later request can ride on a connection checked for another host.
"""

import asyncio
import contextlib
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.addresses import AddressGuard

_MAX_HEAD = 65_536
_CONNECT_SECONDS, _IDLE_SECONDS = 15.0, 30.0
MAX_BYTES = 60_000_000  # through one connection, each way
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_HOP_HEADERS = (b"proxy-connection", b"connection", b"keep-alive", b"proxy-authorization")


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    host: str
    port: int
    head: bytes  # the request head as the server gets it; b"" for CONNECT
    body_length: int


class FilteringProxy:
    """`async with FilteringProxy(guard) as proxy: proxy.url`. `refused` counts the connections that the guard held back."""

    def __init__(self, guard: AddressGuard) -> None:
        self.refused = 0
        self._guard = guard
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "FilteringProxy":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_MAX_HEAD)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=2)

    @property
    def running(self) -> bool:
        return self._server is not None and self._server.is_serving()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await _answer(writer, b"502 Bad Gateway")
        except asyncio.CancelledError:
            pass  # the browser is being closed
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        call = _parse(await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS))
        address = await self._checked_address(call.host, call.port)
        if address is None:
            self.refused += 1
            await _answer(writer, b"403 Forbidden")
            return
        up_reader, up_writer = await asyncio.wait_for(asyncio.open_connection(address, call.port), _CONNECT_SECONDS)
        try:
            if call.method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await _both_ways((reader, up_writer), (up_reader, writer))
            else:
                await _forward(call, (reader, up_writer), (up_reader, writer))
        finally:
            up_writer.close()

    async def _checked_address(self, host: str, port: int) -> str | None:
        """The first allowed address of `host`; None if there are only forbidden ones. Raises OSError for an unknown host."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return next((str(entry[4][0]) for entry in found if self._guard.allows(str(entry[4][0]), host, port)), None)


def _parse(head: bytes) -> _Call:
    """Raises ValueError for what is no request of a browser to a proxy."""
    line, *headers = head[:-4].split(b"\r\n")
    method, target, _ = line.decode("latin-1").split(" ")
    split = urlsplit(f"//{target}" if method == "CONNECT" else target)
    if not split.hostname or (method != "CONNECT" and split.scheme != "http"):
        raise ValueError("no host")
    if method == "CONNECT":
        return _Call(method, split.hostname, split.port or 443, b"", 0)
    kept = [header for header in headers if header.split(b":", 1)[0].strip().lower() not in _HOP_HEADERS]
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    start = f"{method} {path} HTTP/1.1".encode("latin-1")
    lengths = [header.split(b":", 1)[1] for header in headers if header.lower().startswith(b"content-length:")]
    lines = b"\r\n".join([start, *kept, b"Connection: close", b"", b""])
    return _Call(method, split.hostname, split.port or 80, lines, int(lengths[0]) if lengths else 0)


async def _forward(call: _Call, out: _Streams, back: _Streams) -> None:
    """One request, one answer, end. The answer says so whatever the server said."""
    reader, up_writer = out
    up_reader, writer = back
    up_writer.write(call.head)
    if 0 < call.body_length <= MAX_BYTES:
        up_writer.write(await asyncio.wait_for(reader.readexactly(call.body_length), _IDLE_SECONDS))
    await up_writer.drain()
    head = await asyncio.wait_for(up_reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
    lines = [line for line in head[:-4].split(b"\r\n") if line.split(b":", 1)[0].strip().lower() not in _HOP_HEADERS]
    writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
    await _pump(up_reader, writer)


async def _both_ways(one: _Streams, other: _Streams) -> None:
    """Until either side ends."""
    pumps = {asyncio.create_task(_pump(*one)), asyncio.create_task(_pump(*other))}
    _, left = await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
    for pump in left:
        pump.cancel()
    await asyncio.gather(*pumps, return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    sent = 0
    with contextlib.suppress(OSError, TimeoutError):
        while sent < MAX_BYTES and (data := await asyncio.wait_for(reader.read(65_536), _IDLE_SECONDS)):
            sent += len(data)
            writer.write(data)
            await writer.drain()


async def _answer(writer: asyncio.StreamWriter, status: bytes) -> None:
    with contextlib.suppress(OSError):
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
