"""A real Chromium on pages of loopback: what clicks bring to light, what they must never do, and where it must never get."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.addresses import AddressGuard
from crawler.browser import Browser, Rendered
from crawler.browser_find import find_browser, sandbox_usable
from crawler.contract import CrawlLimits
from crawler.crawl import crawl
from crawler.render_result import Patience, RenderProblem
from crawler.screenshots import take_screenshots
from oit.agency import Agency
from oit.errors import NotFit
from reading.html import read_page

FOUND = find_browser()
pytestmark = pytest.mark.browser
needs_browser = pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")

CLICKS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>t</title></head><body>
<div class="accordion"><h3 onclick="show('one')">ไตรมาส 1</h3><h3 onclick="show('two')">ไตรมาส 2</h3></div><div id="panel"></div>
<details><summary>รายละเอียด</summary><p>inside details</p></details>
<ul class="tabs"><li id="t1" style="cursor:pointer">แท็บ</li></ul><div id="tab"></div>
<button type="button" onclick="location.href='/files/by-button.pdf'">เปิดเอกสาร</button>
<span onclick="window.open('/files/by-window.pdf')">หน้าต่างใหม่</span>
<a href="javascript:void(0)" onclick="alert('hello'); document.title='clicked'">ประกาศ</a>
<button type="button" onclick="fetch('/like', {method:'POST'})">ออกจากระบบ</button>
<form action="/send" method="post"><input type="text" name="q"><button>ค้นหา</button>
<button type="button" onclick="fetch('/sent')">ตกลง</button></form>
<form id="auto" action="/auto" method="post"></form>
<div id="shadow"></div>
<script>
const text = {one: '<a href="/files/q1.pdf">รายงานไตรมาส 1</a>',
              two: '<a href="#" onclick="deeper(); return false">ไฟล์</a><div id="deep"></div>'};
function show(which) { document.getElementById('panel').innerHTML = text[which]; }
function deeper() { document.getElementById('deep').innerHTML = '<a href="/files/deep.pdf">สองคลิก</a>'; }
document.getElementById('t1').addEventListener('click', async () => {
  document.getElementById('tab').innerHTML = await (await fetch('/part.html')).text(); });
document.getElementById('shadow').attachShadow({mode: 'open'}).innerHTML = '<a href="/files/shadow.pdf">เงา</a>';
document.getElementById('auto').submit();
</script></body></html>"""


def _render(*urls: str, timeout: float = 10.0) -> list[Rendered]:
    assert FOUND is not None
    patience = Patience(load=timeout, expand=4)

    async def run() -> list[Rendered]:
        guard = AddressGuard(("127.0.0.1",))
        async with Browser(FOUND, guard, "oit-crawler/test (+https://example.org)", timeout, patience=patience) as browser:
            return [await browser.render(url) for url in urls]

    return asyncio.run(run())


@needs_browser
def test_clicks_bring_to_light_and_nothing_is_sent(site: Any) -> None:
    site.raw_page("/", CLICKS)
    site.answer("/part.html", 200, b"<a href='/files/tab.pdf'>in the tab</a>", **{"Content-Type": "text/html"})
    (rendered,) = _render(f"{site.url}/")
    assert (rendered.problem, rendered.status, rendered.final_url) == ("", 200, f"{site.url}/")
    page = read_page(rendered.html.encode(), rendered.final_url, "text/html; charset=utf-8")
    links = {(link.url or "").removeprefix(site.url): link for link in page.links}
    for path in ("/files/q1.pdf", "/files/deep.pdf", "/files/tab.pdf", "/files/shadow.pdf", "/files/by-button.pdf", "/files/by-window.pdf"):
        assert path in links, path
    assert "<details open" in rendered.html
    assert links["/files/q1.pdf"].heading == "ไตรมาส 1"  # the words that were clicked stand above what they showed
    assert links["/files/by-button.pdf"].text == "เปิดเอกสาร"
    assert {(link.text, link.url.removeprefix(site.url)) for link in rendered.links_seen} == {
        ("เปิดเอกสาร", "/files/by-button.pdf"),
        ("หน้าต่างใหม่", "/files/by-window.pdf"),
    }
    assert 5 <= rendered.clicks <= 150
    assert not {"/send", "/sent", "/auto", "/like", "/files/by-button.pdf", "/files/by-window.pdf"} & set(site.paths)


@needs_browser
def test_the_browser_never_reaches_a_forbidden_address(site: Any, other_site: Any) -> None:
    away = other_site.url
    for path in ("/secret", "/frame", "/fetched", "/hop", "/ws", "/"):
        other_site.page(path, "secret")
    site.redirect("/hop", f"{away}/hop")
    site.raw_page(
        "/",
        f"<html><body><p>own</p><iframe src='{away}/frame'></iframe><iframe src='/hop'></iframe><img src='{away}/'>"
        f"<script>fetch('{away}/fetched', {{mode: 'no-cors'}}); new WebSocket('ws://127.0.0.2:{other_site.port}/ws');"
        f"fetch('http://2130706434:{other_site.port}/fetched', {{mode: 'no-cors'}})</script></body></html>",
    )
    own, secret = _render(f"{site.url}/", f"{away}/secret")
    assert "own" in own.html
    assert (secret.html, secret.problem) == ("", "HTTP 403 in the browser")
    assert other_site.asked == []


@needs_browser
def test_hostile_pages_end(site: Any) -> None:
    grow = "for (let i = 0; i < 50; i++) document.body.insertAdjacentHTML('beforeend', `<a href='#' onclick='grow()'>${n++}</a>`)"
    endless = f"<html><body><a href='#' onclick='grow()'>0</a><script>let n = 0; function grow() {{ {grow} }}</script></body></html>"
    site.raw_page("/", endless)
    leave = "addEventListener('beforeunload', e => e.preventDefault()); setInterval(() => { location.href = '/elsewhere' }, 10)"
    site.raw_page("/leaves", f"<html><body><p>first</p><script>{leave}</script></body></html>")
    site.page("/elsewhere", "second")
    site.raw_page("/hangs", "<html><body><p>x</p><script>while (true) {}</script></body></html>")
    grows, leaves, hangs = _render(f"{site.url}/", f"{site.url}/leaves", f"{site.url}/hangs", timeout=3)
    assert 2 <= grows.clicks <= 150
    assert leaves.problem in ("", RenderProblem.TIME, RenderProblem.HANGS)
    assert hangs.problem in (RenderProblem.TIME, RenderProblem.HANGS)


@needs_browser
def test_a_page_filled_by_scripts_is_rendered_in_a_crawl(site: Any, crawl: Callable[..., Any]) -> None:
    fill = """document.getElementById('root').innerHTML = '<h2>แผน</h2><a href="/plan.pdf">แผนปี 2566</a>'"""
    site.raw_page("/", f"<html><head><meta charset='utf-8'></head><body><div id='root'></div><script>{fill}</script></body></html>")
    site.answer("/plan.pdf", 200, b"%PDF-1.4")
    result = crawl(site.url, render="auto")
    start = result.resources[f"{site.url}/"]
    assert (start["rendered"], start["failure"]) == (True, None)
    assert "/plan.pdf" in result.bodies[start["render_sha256"]]
    assert result.resources[f"{site.url}/plan.pdf"]["seen"][0]["text"] == "แผนปี 2566"
    assert (result.facts["rendered"], result.facts["sandbox"]) == (1, sandbox_usable())
    assert result.facts["browser"].startswith(FOUND.name if FOUND else "")


@needs_browser
def test_always_and_the_cap_on_renders(site: Any, crawl: Callable[..., Any]) -> None:
    site.links("/", "/a", "/b")
    site.page("/a", "a")
    site.page("/b", "b")
    result = crawl(site.url, render="always", max_renders=2)
    assert result.facts["rendered"] == 2
    assert all(r["failure"] is None for r in result.resources.values())


def test_always_means_every_page_where_no_cap_is_set() -> None:
    assert CrawlLimits().most_renders == 40
    assert CrawlLimits(render="always", max_pages=900).most_renders >= 900
    assert CrawlLimits(render="always", max_renders=2).most_renders == 2


def test_without_a_browser_such_a_page_is_kept_and_named(site: Any, crawl: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", "/nowhere")
    shell = "<div id='root'></div><noscript>กรุณาเปิด JavaScript</noscript><script src='/app.js'></script>"
    site.raw_page("/", f"<html><head><meta charset='utf-8'></head><body>{shell}</body></html>")
    result = crawl(site.url, render="auto")
    start = result.resources[f"{site.url}/"]
    assert (start["failure"], start["status"], start["rendered"]) == ("needs_browser", 200, False)
    assert start["sha256"] in result.bodies
    assert result.facts["browser"] == ""


@needs_browser
def test_screenshots(site: Any, tmp_path: Path) -> None:
    site.page("/", "<h1>แผน</h1>")
    limits = CrawlLimits(delay=0, allow_private_hosts=("127.0.0.1",), timeout=5)
    taken = take_screenshots([f"{site.url}/", f"{site.url}/", f"{site.url}/plan.pdf", f"{site.url}/missing"], tmp_path / "shots", limits)
    assert list(taken) == [f"{site.url}/"]
    assert (tmp_path / "shots" / taken[f"{site.url}/"]).read_bytes().startswith(b"\xff\xd8\xff")


def test_a_named_browser_that_does_not_run_is_an_error() -> None:
    with pytest.raises(NotFit, match="does not run"):
        find_browser("/no/such/program")
    with pytest.raises(NotFit, match="does not run"):
        find_browser(sys.executable + "-missing")


def test_a_demanded_browser_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PATH", "PLAYWRIGHT_BROWSERS_PATH", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.delenv("OIT_BROWSER", raising=False)
    if find_browser() is not None:
        pytest.skip("a browser stands in one of the usual places")
    with pytest.raises(NotFit, match="none was found"):
        crawl(Agency("http://127.0.0.1/"), CrawlLimits(render="always"), None, None, lambda _: None)  # type: ignore[arg-type]


@needs_browser
def test_pages_that_are_nothing_without_the_browser_do_not_use_up_its_cap(site: Any, crawl: Callable[..., Any]) -> None:
    shell = "<html><head><meta charset='utf-8'></head><body><div id='root'></div><script>var here='{}'</script>{}</body></html>"
    script = (
        "const n = +location.pathname.slice(2) || 0; document.getElementById('root').innerHTML ="
        " `<h1>หน้า ${n}</h1>` + 'ข้อความของหน้านี้ '.repeat(n + 2) +"
        " (n < 5 ? `<a href='/p${n + 1}'>หน้าต่อไปของรายการที่ ${n}</a>` : 'จบรายการ')"
    )
    site.answer("/app.js", 200, script.encode(), **{"Content-Type": "text/javascript"})
    for path in ("/", *(f"/p{n}" for n in range(1, 6))):
        site.raw_page(path, shell.format(path, "<script src='/app.js'></script>"))
    result = crawl(site.url, render="auto", max_renders=2)
    assert result.facts["rendered"] == 6


@needs_browser
def test_a_page_that_breaks_off_in_the_browser_is_kept_as_it_came(site: Any, crawl: Callable[..., Any]) -> None:
    links = "".join(f"<p><a href='/{n}.pdf'>เอกสารฉบับที่ {n} ของหน่วยงาน</a></p>" for n in range(9))
    site.page("/", f"<script>location = 'mailto:office@example.go.th'</script>{links}")
    result = crawl(site.url, render="always")
    start = result.resources[f"{site.url}/"]
    assert (start["rendered"], start["failure"]) == (False, None)


@needs_browser
def test_a_page_that_met_trouble_in_the_browser_is_shown_once_more(site: Any, crawl: Callable[..., Any]) -> None:
    shell = "<html><head><meta charset='utf-8'></head><body><div id='root'></div><script src='/app.js'></script></body></html>"
    script = f"document.getElementById('root').innerHTML = '<h1>แผน</h1><a href=/a>แผนปี 2566</a><p>{'ข้อความ ' * 30}</p>'"
    site.answer("/app.js", 200, script.encode(), **{"Content-Type": "text/javascript"})
    site.raw_page("/", shell)
    site.page("/a", "a")
    plain, asked = site.answers["/"], [0]

    def busy_for_the_browser(handler: Any) -> None:
        asked[0] += 1
        if asked[0] == 2:
            handler.send_error(503)
        else:
            plain(handler)

    site.answers["/"] = busy_for_the_browser
    result = crawl(site.url, render="auto")
    start = result.resources[f"{site.url}/"]
    assert (start["rendered"], start["failure"], asked[0]) == (True, None, 3)
    assert result.resources[f"{site.url}/a"]["failure"] is None
