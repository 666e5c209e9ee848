"""Pages that fight the browser: each ends in bounded time, with its HTML or with a named problem, and the next page is rendered."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import asyncio
import os
import signal
from collections.abc import Coroutine
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any, TypeVar

import pytest

from crawler.addresses import AddressGuard
from crawler.browser import Browser, BrowserFailed, BrowserFound, Rendered
from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits
from crawler.render_process import ChromiumProcess
from crawler.render_result import Patience, RenderProblem
from crawler.rendering import RenderDesk

FOUND = find_browser()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]
GUARD = AddressGuard(("127.0.0.1",))
SHORT = Patience(load=1.5, quiet=0.6, unfinished=0.8, expand=1.5, answer=1, whole=6)
CALM = replace(SHORT, load=15, answer=5, whole=40)  # for what is no matter of time: ends late on a busy machine
GREAT = "<p>" + "ข้อความ " * 50 + "</p>" + "".join(f"<a href='/{n}'>{n}</a>" for n in range(6))
_T = TypeVar("_T")


def _run(work: Coroutine[Any, Any, _T]) -> _T:
    return asyncio.run(asyncio.wait_for(work, 60))


def _browser(process: ChromiumProcess | None = None, patience: Patience = SHORT, timeout: float = 3) -> Browser:
    assert FOUND is not None
    return Browser(FOUND, GUARD, "oit-crawler/test", timeout, process=process, patience=patience)


HOSTILE = {
    "hangs": ("<script>while (true) {}</script>", RenderProblem.TIME),
    "hangs-on-click": (f"{GREAT}<button type=button onclick='for (;;) {{}}'>แผน</button><p>kept</p>", "kept"),
    "alerts": (f"{GREAT}<p>kept</p><script>for (let n = 0; n < 1e5; n++) {{ alert(n); confirm(n); prompt(n); }}</script>", "kept"),
    "closes": (f"{GREAT}<p>kept</p><script>window.close(); setTimeout(() => window.close(), 50)</script>", "kept"),
    "unload": (f"{GREAT}<p>kept</p><a href=# onclick='location.reload()'>แผน</a><script>onbeforeunload = () => 'stay?'; addEventListener('beforeunload', (e) => e.preventDefault())</script>", "kept"),
    "writes": (f"{GREAT}<p>kept</p><button type=button onclick=\"document.write('<h1>gone</h1>'); document.close()\">แผน</button>", "kept"),
    "write-flood": ("<script>setInterval(() => document.write('<p>' + 'x'.repeat(1000) + '</p>'), 0)</script>", ""),
    "grows": (f"{GREAT}<script>setInterval(() => {{ for (let n = 0; n < 300; n++) document.body.append(document.createElement('p'), 'growing'); }}, 5)</script>", ""),
    "sockets": (f"{GREAT}<p>kept</p><script>for (let n = 0; n < 20; n++) new WebSocket('ws://' + location.host + '/ws'); new EventSource('/sse')</script>", "kept"),
    "worker": (f"{GREAT}<p>kept</p><script>navigator.serviceWorker && navigator.serviceWorker.register('/sw.js').catch(() => 0); new Worker(URL.createObjectURL(new Blob(['for(;;){{}}'])))</script>", "kept"),
    "blank": ("<script>location.replace('about:blank')</script>", RenderProblem.BLANK),
    "too-large": ("<script>document.addEventListener('DOMContentLoaded', () => { document.body.hidden = true; document.body.textContent = 'x'.repeat(11e6); })</script>", RenderProblem.TOO_LARGE),
    "breaks-tools": ("<p>kept</p><script>Object.prototype.toJSON = () => 1; Array.prototype.filter = null; window.setTimeout = null; Map.prototype.set = null; JSON.stringify = null</script>", ""),
}  # fmt: skip


def test_hostile_pages_end_and_the_next_is_rendered(site: Any) -> None:
    for name, (body, _) in HOSTILE.items():
        site.raw_page(f"/{name}", f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>")
    site.page("/after", "<p>after all</p>")

    async def all_of_them() -> tuple[dict[str, Rendered], Rendered]:
        async with _browser() as browser:
            came = {name: await browser.render(f"{site.url}/{name}") for name in HOSTILE}
            return came, await browser.render(f"{site.url}/after")

    came, after = _run(all_of_them())
    assert "after all" in after.html
    known = tuple(RenderProblem)
    for name, (_, expected) in HOSTILE.items():
        rendered = came[name]
        assert rendered.problem == "" or rendered.problem.startswith(known), (name, rendered.problem)
        assert bool(rendered.html) != bool(rendered.problem), name
        if isinstance(expected, RenderProblem):
            assert rendered.problem == expected, (name, rendered.problem)
        else:
            assert expected in rendered.html, (name, rendered.problem)


def test_answers_that_are_no_page_are_named(site: Any) -> None:
    site.answer(
        "/file",
        200,
        b"PK\x03\x04" + b"x" * 2000,
        **{"Content-Type": "application/zip", "Content-Disposition": "attachment; filename=a.zip"},
    )
    site.redirect("/loop", "/loop")
    site.answer("/gone", 404, b"<p>no</p>", **{"Content-Type": "text/html"})

    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    site.answers["/silent"] = silent

    async def render() -> list[str]:
        async with _browser(patience=CALM, timeout=15) as browser:
            return [(await browser.render(f"{site.url}{path}")).problem for path in ("/file", "/loop", "/gone", "/silent")]

    file, loop, gone, silence = _run(render())
    assert (file, loop, gone) == (RenderProblem.FILE, RenderProblem.REDIRECTS, "HTTP 404 in the browser")
    assert silence.startswith((RenderProblem.FAILED, RenderProblem.STATUS))


def test_a_page_that_eats_memory_is_named_and_another_program_takes_over(site: Any) -> None:
    site.raw_page("/eats", "<body><script>const all = []; for (;;) all.push(new Array(1e6).fill({a: Math.random()}));</script></body>")
    site.page("/after", "<p>after all</p>")

    async def render() -> tuple[Rendered, Rendered]:
        async with _browser(patience=Patience(load=6, quiet=0.6, unfinished=0.8, expand=1, answer=1, whole=9)) as browser:
            return await browser.render(f"{site.url}/eats"), await browser.render(f"{site.url}/after")

    eats, after = _run(render())
    assert eats.problem in (RenderProblem.CRASHED, RenderProblem.TIME, RenderProblem.HANGS)
    assert "after all" in after.html


def test_a_program_that_dies_is_replaced(site: Any) -> None:
    site.page("/", "<p>there</p>")

    async def render() -> tuple[Rendered, Rendered, int]:
        assert FOUND is not None
        async with ChromiumProcess(FOUND) as process, _browser(process) as browser:
            await browser.render(f"{site.url}/")
            async with process.use() as running:
                session = await running.chromium.new_browser_cdp_session()
                processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
            os.kill(next(int(one["id"]) for one in processes if one["type"] == "browser"), signal.SIGKILL)
            first = await browser.render(f"{site.url}/")
            return first, await browser.render(f"{site.url}/"), process.starts

    first, second, starts = _run(render())
    assert first.problem == RenderProblem.CRASHED or "there" in first.html
    assert "there" in second.html
    assert starts == 2


def test_sessions_share_a_program_and_nothing_else(site: Any, other_site: Any) -> None:
    for place in (site, other_site):
        place.answer(
            "/",
            200,
            f"{GREAT}<script>document.title = document.cookie</script>".encode(),
            **{"Set-Cookie": f"at={place.host}", "Content-Type": "text/html; charset=utf-8"},
        )
        place.answer("/lib.js", 200, b"1", **{"Content-Type": "text/javascript"})
        place.raw_page("/lib", f"{GREAT}<script src=/lib.js></script>")

    async def render() -> tuple[list[Rendered], int]:
        assert FOUND is not None
        async with ChromiumProcess(FOUND, most_pages=4) as process:
            other = Browser(FOUND, AddressGuard(("127.0.0.2",)), "oit-crawler/test", 15, process=process, patience=CALM)
            async with _browser(process, CALM, 15) as one, other:
                await asyncio.gather(one.render(f"{site.url}/"), other.render(f"{other_site.url}/"))
                own = [await one.render(f"{site.url}/"), await other.render(f"{other_site.url}/")]
                crossed = [await one.render(f"{other_site.url}/"), await other.render(f"{site.url}/")]
                lib = [await one.render(f"{site.url}/lib"), await one.render(f"{site.url}/lib")]
                return [*own, *crossed, *lib], process.starts

    (one, other, *crossed, first, again), starts = _run(render())
    assert ("at=127.0.0.1" in one.html, "at=127.0.0.2" in other.html) == (True, True)
    assert [rendered.problem for rendered in crossed] == ["HTTP 403 in the browser"] * 2
    assert starts == 2  # eight pages, four in each
    assert (first.traffic.cached, again.traffic.cached, site.paths.count("/lib.js")) == (0, 1, 1)


def test_a_program_that_does_not_start_is_said() -> None:
    async def start() -> None:
        async with Browser(BrowserFound("/bin/false", "x", "1", "test"), GUARD, "x"):
            pass

    with pytest.raises(BrowserFailed, match="the browser failed"):
        _run(start())


def test_a_site_whose_pages_all_hang_is_left_to_plain_http(site: Any) -> None:
    site.raw_page("/", "<script>for (;;) {}</script>")
    limits = CrawlLimits(timeout=0.3, allow_private_hosts=("127.0.0.1",), max_renders=20)

    async def render() -> tuple[list[object], RenderDesk]:
        desk = RenderDesk(FOUND, limits, patience=SHORT)
        came = [await desk.render(f"{site.url}/", 30) for _ in range(6)]
        await desk.close()
        return came, desk

    came, desk = _run(render())
    assert came == [None] * 6
    assert desk.left == 0
    assert desk.problem.startswith("5 pages in a row gave nothing in the browser")
    assert site.paths.count("/") == 5
