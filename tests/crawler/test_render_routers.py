"""Pages whose clicks put another page in their place: the address is noted, the visit goes back and goes on with what is left to click."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from crawler import page_visit
from crawler.addresses import AddressGuard
from crawler.browser import Browser, Rendered
from crawler.browser_find import find_browser
from crawler.render_process import ChromiumProcess
from crawler.render_result import Patience
from oit.content import Link
from reading.html import read_page

FOUND = find_browser()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]
PATIENCE = Patience(
    load=15, quiet=1, unfinished=1.5, expand=30, answer=10, whole=60
)  # ends late on a busy machine: what is tested is the way
Render = Callable[..., Rendered]
ITEMS = {"แผนดำเนินงาน": ["O10", "O11", "O12"], "งบประมาณ": ["O18", "O19"], "ความโปร่งใส": ["O34"]}
# Two clicks down to a button that leads to a page of its own, beside a button that opens a file's link.
SITE = """
const tree = TREE, root = document.getElementById('app');
const fold = (name, parent, fill) => {
  const head = document.createElement('div');
  head.textContent = name; head.style.cursor = 'pointer'; parent.append(head);
  head.onclick = () => {
    if (head.dataset.open) { head.nextSibling.remove(); delete head.dataset.open; return; }
    head.dataset.open = 1;
    const panel = document.createElement('div'); head.after(panel); fill(panel);
  };
};
const home = () => {
  root.innerHTML = '<h1>การเปิดเผยข้อมูล</h1><main></main>';
  for (const group of Object.keys(tree)) fold(group, root.lastChild, (panel) => {
    for (const code of tree[group]) fold(code + ' รายการ', panel, (deep) => {
      deep.innerHTML = `<button type="button">หน้า ${code}</button> <a href="/f/${code}.pdf">ไฟล์ ${code}</a>`;
      deep.firstChild.onclick = () => go('/page/' + code);
    });
  });
};
const other = (path) => { root.innerHTML = `<h1>หน้าอื่น</h1><p>เนื้อหาของ ${path}</p><a href="/alien.pdf">ของหน้าอื่น</a>`; };
const show = () => fetch('/api').then(() => (location.pathname === '/' ? home() : other(location.pathname)));
ROUTER
home();"""
ROUTERS = {
    "by hand": "const go = (path) => { history.pushState({}, '', path); fetch('/api').then(() => other(path)); }; addEventListener('popstate', show);",
    "at any price": "const go = (path) => { other(path); try { history.pushState({}, '', path); } catch (e) { location.assign(path); } }; addEventListener('popstate', show);",
    "by replaceState": "const go = (path) => { history.replaceState({}, '', path); other(path); }; addEventListener('popstate', show);",
    "with no way back": "const go = (path) => { try { history.pushState({}, '', path); } catch (e) {} other(path); };",
}


@pytest.fixture(scope="module")
def render() -> Iterator[Render]:
    """Renders an address in a session of its own; all sessions share one browser."""
    assert FOUND is not None
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    process = ChromiumProcess(FOUND)

    async def one(url: str, patience: Patience) -> Rendered:
        async with Browser(FOUND, AddressGuard(("127.0.0.1",)), "oit-crawler/test", 4, process=process, patience=patience) as browser:
            return await browser.render(url)

    yield lambda url, patience=PATIENCE: asyncio.run_coroutine_threadsafe(one(url, patience), loop).result(90)
    asyncio.run_coroutine_threadsafe(process.close(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)


def _serve(site: Any, script: str, body: str = "<div id='app'></div>") -> str:
    menu = "".join(f"<a href='/menu{n}'>เมนู {n}</a> " for n in range(6)) + "<p>" + "ข้อความของหน่วยงาน " * 20 + "</p>"
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>t</title></head>"
    site.raw_page("/", f"{head}<body>{body}{menu}<script>{script}</script></body></html>")
    site.answer("/api", 200, b"{}", **{"Content-Type": "application/json"})
    return f"{site.url}/"


def _links(rendered: Rendered) -> dict[str, Link]:
    """Path of each address -> the first link to it."""
    assert rendered.problem == ""
    page = read_page(rendered.html.encode(), rendered.final_url, "text/html; charset=utf-8")
    found: dict[str, Link] = {}
    for link in page.links:
        found.setdefault("/" + (link.url or "").partition("//")[2].partition("/")[2], link)
    return found


@pytest.mark.parametrize("router", ROUTERS.values(), ids=ROUTERS)
def test_all_that_stands_behind_a_router_is_opened(site: Any, render: Render, router: str) -> None:
    url = _serve(site, SITE.replace("TREE", str(ITEMS)).replace("ROUTER", router))
    rendered = render(url)
    found, codes = _links(rendered), [code for group in ITEMS.values() for code in group]
    may_stop = router == ROUTERS["with no way back"]  # each page costs loading this one again, which is done a few times
    seen = [code for code in codes if f"/f/{code}.pdf" in found]
    assert seen == codes or (may_stop and rendered.unfinished and len(seen) >= 4)
    named = [code for code in seen if f"/page/{code}" in found]
    assert named == seen or (may_stop and named == seen[:-1])  # the browser may have been stopped on the way back from the last
    assert [found[f"/page/{code}"].text for code in named] == [f"หน้า {code}" for code in named]
    assert [found[f"/f/{code}.pdf"].heading for code in seen] == [f"{code} รายการ" for code in seen] or may_stop
    assert rendered.unfinished == (seen != codes)
    assert "/alien.pdf" not in found
    assert rendered.final_url == url
    assert "/page/O10" not in site.paths


def test_a_page_that_makes_itself_anew_is_opened_all_the_same(site: Any, render: Render) -> None:
    again = "const go = () => home();"
    rendered = render(_serve(site, SITE.replace("TREE", str(ITEMS)).replace("ROUTER", again)))
    assert {f"/f/{code}.pdf" for group in ITEMS.values() for code in group} <= _links(rendered).keys()
    assert not rendered.unfinished


def test_a_tab_that_writes_its_address_keeps_its_content(site: Any, render: Render) -> None:
    script = """for (const tab of document.querySelectorAll('button')) tab.onclick = () => {
      history.pushState({}, '', '?year=' + tab.textContent); box.innerHTML = `<a href="/f/${tab.textContent}.pdf">แผน</a>`; };"""
    body = "<h1>แผน</h1><button type=button>2566</button><button type=button>2565</button><div id='box'></div>"
    rendered = render(_serve(site, script, body))
    assert {"/f/2566.pdf", "/f/2565.pdf", "/?year=2566"} <= _links(rendered).keys()
    assert not rendered.unfinished


def _toggles(number: int) -> str:
    one = "<button type='button' aria-expanded='false' onclick='q{0}.textContent={0}'>ข้อ {0}</button><p id='q{0}'></p>"
    return "".join(map(one.format, range(number)))


def test_a_list_that_grows_with_every_click_is_told_to_go_on(site: Any, render: Render) -> None:
    endless = "let n = 0; more.onclick = () => { list.insertAdjacentHTML('beforeend', `<li>ข่าว ${++n}</li>`); };"
    assert render(_serve(site, endless, "<ul id='list'></ul><button id='more' type='button'>โหลดเพิ่มเติม</button>")).unfinished


def test_clicks_that_end_with_their_time_are_told(site: Any, render: Render) -> None:
    """After each click the page is given 25 ms to do its part: no machine is quick enough for all of these in the time they get."""
    rendered = render(_serve(site, "", _toggles(100)), replace(PATIENCE, expand=1))
    assert rendered.unfinished
    assert 0 < rendered.clicks <= 40


def test_clicks_that_end_with_their_number_are_told(site: Any, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_visit, "MAX_CLICKS", 20)
    long = replace(PATIENCE, expand=40)
    one_too_many, all_of_them = render(_serve(site, "", _toggles(21)), long), render(_serve(site, "", _toggles(20)), long)
    assert (one_too_many.clicks, one_too_many.unfinished) == (20, True)
    assert (all_of_them.clicks, all_of_them.unfinished) == (20, False)
