"""The browser's only way out: an HTTP proxy on loopback that resolves a name, checks the addresses, and connects to the checked one.

Names are resolved once and the connection goes to that very address, so a name that changes its answer gains nothing. WebSockets
and https come as CONNECT. One request a connection, so that no later request can ride on a connection checked for another host. Which
ports are refused the guard says: those that the Fetch standard has browsers refuse, so that no page makes them speak to a mail server.
Odd ports are not refused: agencies' sites stand on them.
"""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Sequence

from crawler.addresses import AddressGuard
from crawler.net_limits import MOST_ADDRESSES
from crawler.proxy_calls import MOST_HEAD, Call, answer_head, parse

MOST_BYTES = 60_000_000  # through one connection, each way
MOST_CONNECTIONS = 200  # at a time; a browser needs some thirty
_MOST_EARLY_ANSWERS = 20  # "1xx" before the answer: a server may send a few, a hostile one has no end of them
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Lookup = Callable[[str, int], Awaitable[Sequence[str]]]


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` by the system's resolver, whatever the spelling. Raises OSError for an unknown host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class FilteringProxy:
    """`async with FilteringProxy(guard) as proxy: proxy.url`. `refused` counts the connections that the guard held back, `reached` takes
    every address and port that was connected to. Seconds: `idle` that a line may be silent, `connecting` to find and reach a host,
    `whole` that a connection lasts."""

    def __init__(self, guard: AddressGuard, lookup: Lookup = look_up, *, idle: float = 30.0, connecting: float = 15.0,
                 whole: float = 180.0) -> None:  # fmt: skip
        self.refused = 0
        self.reached: set[tuple[str, int]] = set()
        self._guard, self._lookup = guard, lookup
        self._idle, self._connecting, self._whole = idle, connecting, whole
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._answered: set[asyncio.StreamWriter] = set()  # connections on which the answer has begun: no other can follow

    async def __aenter__(self) -> "FilteringProxy":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MOST_HEAD)
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
            async with asyncio.timeout(self._whole):
                await self._serve(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            await self._answer(writer, b"502 Bad Gateway")
        except (ValueError, asyncio.LimitOverrunError):
            await self._answer(writer, b"400 Bad Request")
        except asyncio.CancelledError:
            pass  # the browser is being closed
        finally:
            self._tasks.discard(task)
            self._answered.discard(writer)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._tasks) > MOST_CONNECTIONS:
            await self._answer(writer, b"503 Service Unavailable")
            return
        call = parse(await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), self._idle))
        async with asyncio.timeout(self._connecting):
            up_streams = await self._connect(call)
        if up_streams is None:
            self.refused += 1
            await self._answer(writer, b"403 Forbidden")
            return
        try:
            if call.method == "CONNECT":
                self._answered.add(writer)
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await self._both_ways((reader, writer), up_streams)
            else:
                await self._forward(call, (reader, writer), up_streams)
        finally:
            up_streams[1].close()

    async def _connect(self, call: Call) -> _Streams | None:
        """A connection to the first allowed address that answers; None if there are only forbidden ones. Raises OSError where none does."""
        found = list(dict.fromkeys(await self._lookup(call.host, call.port)))
        allowed = [address for address in found if self._guard.allows(address, call.host, call.port)][:MOST_ADDRESSES]
        trouble = OSError("no address")
        for address in allowed:
            try:
                streams = await asyncio.wait_for(asyncio.open_connection(address, call.port, limit=MOST_HEAD), self._connecting / 2)
            except (OSError, TimeoutError) as error:
                trouble = OSError(str(error))
                continue
            self.reached.add((address, call.port))
            return streams
        if allowed or not found:
            raise trouble
        return None

    async def _forward(self, call: Call, browser: _Streams, up: _Streams) -> None:
        """One request, one answer, end. The answer says so whatever the server said."""
        up[1].write(call.head)
        if call.body_length:
            up[1].write(await asyncio.wait_for(browser[0].readexactly(call.body_length), self._idle))
        await asyncio.wait_for(up[1].drain(), self._idle)
        for _ in range(_MOST_EARLY_ANSWERS + 1):
            head = answer_head(await asyncio.wait_for(up[0].readuntil(b"\r\n\r\n"), self._idle))
            if head:
                self._answered.add(browser[1])
                browser[1].write(head)
                await self._pump(up[0], browser[1])
                return
        raise ValueError("answers before the answer without end")

    async def _both_ways(self, one: _Streams, other: _Streams) -> None:
        """Until either side ends."""
        pumps = {asyncio.create_task(self._pump(one[0], other[1])), asyncio.create_task(self._pump(other[0], one[1]))}
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent = 0
        with contextlib.suppress(OSError, TimeoutError):
            while sent < MOST_BYTES and (data := await asyncio.wait_for(reader.read(65_536), self._idle)):
                sent += len(data)
                writer.write(data)
                await asyncio.wait_for(writer.drain(), self._idle)

    async def _answer(self, writer: asyncio.StreamWriter, status: bytes) -> None:
        if writer in self._answered:
            return
        with contextlib.suppress(OSError, TimeoutError):
            writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await asyncio.wait_for(writer.drain(), self._idle)
