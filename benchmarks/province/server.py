"""The province's web servers in a process of their own: a loopback address an agency, validators, counters, slow and broken ones.

What each was asked and sent is counted here, where nobody can flatter it.
"""

import asyncio
import hashlib
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.accuracy.made_site import Answer, target_of
from benchmarks.province.sites import Made, Validators

_BUILT = 1_680_000_000  # when the sites were made, seconds since 1970


@dataclass(slots=True)
class Served:
    """One agency's server, and what it saw."""

    made: Made
    answers: Mapping[str, Answer]
    down: str = ""  # "", "error" (503 to everything), "reset" (hangs up)
    visitors: int = 0
    requests: int = 0
    sent: int = 0  # bytes, headers included
    unchanged: int = 0  # answers that only say so
    at_once: int = 0
    most_at_once: int = 0

    def counts(self) -> dict[str, Any]:
        seen = {name: getattr(self, name) for name in ("requests", "sent", "unchanged", "most_at_once")}
        self.requests = self.sent = self.unchanged = self.most_at_once = 0
        return seen


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an agency's server before a night. None leaves the answers as they are."""

    number: int
    answers: Mapping[str, Answer] | None = None
    down: str = ""


class Province:
    """The running servers, seen from the benchmark's process."""

    def __init__(self, pipe: Connection, port: int, process: int) -> None:
        self._pipe, self.port, self.process = pipe, port, process

    def change(self, changes: list[Change]) -> None:
        """Before a night: every agency without a change is up again as it was."""
        self._pipe.send(("change", changes))
        self._pipe.recv()

    def counts(self) -> dict[int, dict[str, Any]]:
        """What each server saw since the last call."""
        self._pipe.send(("counts", None))
        counts: dict[int, dict[str, Any]] = self._pipe.recv()
        return counts


@contextmanager
def served(agencies: list[Made]) -> Iterator[Province]:
    """All servers on one free port of their loopback addresses while the context lasts."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(agencies, theirs), daemon=True)
    process.start()
    try:
        yield Province(ours, ours.recv(), process.pid or 0)
    finally:
        process.terminate()
        process.join()


def _serve(agencies: list[Made], pipe: Connection) -> None:
    asyncio.run(_run({made.number: Served(made, made.site) for made in agencies}, pipe))


async def _run(all_served: dict[int, Served], pipe: Connection) -> None:
    first = min(all_served)
    server = await asyncio.start_server(lambda r, w: _talk(all_served[first], r, w), all_served[first].made.address, 0, backlog=500)
    port = server.sockets[0].getsockname()[1]
    for number, one in all_served.items():
        if number != first:
            await asyncio.start_server(lambda r, w, one=one: _talk(one, r, w), one.made.address, port, backlog=500)  # type: ignore[misc]
    pipe.send(port)
    while True:
        word, given = await asyncio.to_thread(pipe.recv)
        if word == "counts":
            pipe.send({number: one.counts() for number, one in all_served.items()})
            continue
        for one in all_served.values():
            one.down = ""
        for change in given:
            one = all_served[change.number]
            one.down = change.down
            if change.answers is not None:
                one.answers = change.answers
        pipe.send("done")


async def _talk(one: Served, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            one.at_once += 1
            one.most_at_once = max(one.most_at_once, one.at_once)
            try:
                if not await _answer(one, head.decode("latin-1"), writer):
                    return
            finally:
                one.at_once -= 1
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return
    finally:
        writer.close()


async def _answer(one: Served, head: str, writer: asyncio.StreamWriter) -> bool:
    line, *rest = head.split("\r\n")
    method, target, _ = line.split(" ", 2)
    asked = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}
    one.requests += 1
    await asyncio.sleep(one.made.delay)
    if one.down == "reset":
        return False
    status, body, headers = _made(one, target, asked)
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    if status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(body)}")
    sent = "\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if method == "HEAD" else body)
    one.sent += len(sent)
    one.unchanged += status == HTTPStatus.NOT_MODIFIED
    writer.write(sent)
    await writer.drain()
    return asked.get("connection", "").lower() != "close"


def _made(one: Served, target: str, asked: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]]:
    if one.down == "error":
        return 503, b"<html><body>Service Unavailable</body></html>", {"Content-Type": "text/html"}
    answer = one.answers.get(target_of(target))
    if answer is None:
        return 404, b"<html><body><h1>404 Not Found</h1></body></html>", {"Content-Type": "text/html"}
    headers = {"Content-Type": answer.content_type}
    page = answer.content_type.startswith("text/html")
    if page and one.made.counter:
        one.visitors += 1
        return 200, answer.body.replace(b"</body>", b"<p>%d</p></body>" % one.visitors), headers
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    if one.made.validators is Validators.ETAG:
        headers["ETag"] = tag
        if asked.get("if-none-match") == tag:
            return 304, b"", headers
    if one.made.validators is Validators.LAST_MODIFIED:
        headers["Last-Modified"] = since = _since(one.made.site, one.answers, target_of(target))
        if asked.get("if-modified-since") == since:
            return 304, b"", headers
    return 200, answer.body, headers


def _since(first: Mapping[str, Answer], now: Mapping[str, Answer], target: str) -> str:
    """A day later for what is not as it was at first."""
    changed = target not in first or first[target].body != now[target].body
    return formatdate(_BUILT + 86_400 * changed, usegmt=True)
