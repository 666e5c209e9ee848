"""Crawls and single requests in processes of their own. Run as a program it forks one for each order; no name is ever looked up outside.

Names are answered from the order's table alone: each entry is a list of answers, one list of addresses after the other, the last for good;
"never" as an address stands for a name server that does not answer.
"""

import asyncio
import hashlib
import json
import os
import socket
import sys
import time
import traceback
from dataclasses import asdict
from typing import Any

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


def _install_names(table: dict[str, list[list[str]]]) -> list[str]:
    """Puts the table in the place of the name servers; gives the list that every look-up is added to."""
    from scrapy.utils.reactor import install_reactor  # noqa: PLC0415
    from twisted.internet.address import IPv4Address, IPv6Address  # noqa: PLC0415
    from twisted.internet.interfaces import IHostnameResolver  # noqa: PLC0415
    from zope.interface import implementer  # noqa: PLC0415

    install_reactor(REACTOR)
    from twisted.internet import reactor  # noqa: PLC0415

    looked_up: list[str] = []
    numeric = socket.getaddrinfo

    def no_names(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        """For whatever code looks up a name by itself: it is noted, and no name server hears of it."""
        try:
            return numeric(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            looked_up.append(str(host))
            raise

    socket.getaddrinfo = no_names

    def found(name: str) -> list[str]:
        answers = table.get(name.rstrip(".").lower())
        if answers is not None:
            return answers.pop(0) if len(answers) > 1 else answers[0]
        try:  # every spelling of an address that the machine's own library takes, and never a name
            entries = numeric(name.strip("[]"), 0, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except (OSError, UnicodeError):
            return []
        return [str(entry[4][0]) for entry in entries]

    @implementer(IHostnameResolver)
    class Table:
        def resolveHostName(self, receiver: Any, hostName: str, portNumber: int = 0, *_: Any, **__: Any) -> Any:
            receiver.resolutionBegan(self)
            looked_up.append(hostName)
            addresses = found(hostName)
            if addresses == ["never"]:
                return self
            for address in addresses:
                kind = IPv6Address if ":" in address else IPv4Address
                receiver.addressResolved(kind("TCP", address, portNumber))
            receiver.resolutionComplete()
            return self

    reactor.installNameResolver(Table())
    return looked_up


class _Memory:
    """A sink that keeps digests and the beginnings of bodies."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.resources: dict[str, Any] = {}
        self.links: dict[str, Any] = {}

    def answer(self, exchange: Any) -> str:
        return self.body(exchange.body)

    def body(self, data: bytes, url: str = "", at: str = "") -> str:
        sha = hashlib.sha256(data).hexdigest()
        self.bodies[sha] = data[:2_000].decode("utf-8", "replace")
        return sha

    def resource(self, resource: Any) -> None:
        assert resource.url not in self.resources, resource.url
        self.resources[resource.url] = asdict(resource)

    def unfetched(self, link: Any) -> None:
        assert link.url not in self.resources, link.url
        self.links.setdefault(link.url, asdict(link))


def _limits(order: dict[str, Any]) -> Any:
    from crawler.contract import CrawlLimits  # noqa: PLC0415

    settings = order["settings"]
    return CrawlLimits(**{**settings, "allow_private_hosts": tuple(settings["allow_private_hosts"])})


def _crawl(order: dict[str, Any], _: float) -> dict[str, Any]:
    import rules  # noqa: PLC0415
    from crawler.crawl import NO_RULES, crawl  # noqa: PLC0415
    from oit.agency import Agency  # noqa: PLC0415
    from tests.crawler.plain_guide import PlainGuide  # noqa: PLC0415

    sink, steps, began = _Memory(), [], time.monotonic()
    outside = rules.load_pack(rules.pack_names()[-1]).outside if order["outside"] else NO_RULES
    facts = crawl(Agency(order["url"]), _limits(order), PlainGuide(), sink, lambda step: steps.append(step.current_url), outside)
    kept = {"resources": sink.resources, "unfetched": sink.links, "bodies": sink.bodies, "order": steps}
    return {"facts": asdict(facts), "seconds": time.monotonic() - began, **kept}


def _ask(order: dict[str, Any], began: float) -> dict[str, Any]:
    """Each address as it stands, past everything that reads or refuses links: only Scrapy, the manners and the guard are in between."""
    import scrapy  # noqa: PLC0415
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415

    from crawler.fetching import Fetcher  # noqa: PLC0415
    from crawler.host_clock import HostClock  # noqa: PLC0415
    from crawler.settings import scrapy_settings  # noqa: PLC0415
    from crawler.targets import Target  # noqa: PLC0415
    from crawler.visits import Visit  # noqa: PLC0415

    limits, answers, errors = _limits(order), {}, []

    class Asker(scrapy.Spider):
        name = "asker"
        clock = HostClock(0)

        def seconds_left(self) -> float:
            return limits.max_minutes * 60 - (time.monotonic() - began)

        async def start(self) -> Any:
            self.limits = limits
            try:
                await self.ask_all(Fetcher(self.crawler, limits.timeout, self.seconds_left, lambda exchange: ""))
            except Exception as error:  # Scrapy would only log it
                errors.append(error)
            for nothing in ():
                yield nothing

        async def ask_all(self, fetcher: Fetcher) -> None:
            for url in order["urls"]:
                visit = Visit(Target(url, 0, 0))
                answer = await asyncio.wait_for(fetcher.ask(visit, url), 20)
                failure = visit.failure.value if visit.failure else None
                body = answer.body[:2_000].decode("utf-8", "replace") if answer else ""
                answers[url] = {"failure": failure, "detail": visit.detail, "status": answer.status if answer else None, "body": body}

    process = AsyncCrawlerProcess(scrapy_settings(limits))
    crawler = process.create_crawler(Asker)
    process.crawl(crawler)
    process.start(install_signal_handlers=False)
    if errors:
        raise errors[0]
    requests = int(crawler.stats.get_value("downloader/request_count", 0))
    return {"answers": answers, "requests": requests, "seconds": time.monotonic() - began}


def _child(order: dict[str, Any]) -> None:
    """In the forked process: output to files, then the order, then the end."""
    began = time.monotonic()
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.environ.update(order["environment"])
    code = 1
    try:
        looked_up = _install_names(order["names"])
        result = {"crawl": _crawl, "ask": _ask}[order["do"]](order, began)
        json.dump({**result, "looked_up": looked_up}, sys.stdout)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _nurse() -> None:
    """Reads orders, one a line: forks a child, or waits for one and tells its exit code and the most memory that it had, in megabytes."""
    import crawler.crawl  # noqa: F401, PLC0415
    import rules  # noqa: F401, PLC0415

    assert "twisted.internet.reactor" not in sys.modules  # each child has one of its own

    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status, used = os.wait4(order["wait"], 0)
            print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024]), flush=True)
        elif pid := os.fork():
            print(pid, flush=True)
        else:
            _child(order)


if __name__ == "__main__":
    _nurse()
