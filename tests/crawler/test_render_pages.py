"""A real Chromium on pages as sites make them: whatever hides behind clicks, scrolling, waiting and frames must be in the HTML."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from crawler.addresses import AddressGuard
from crawler.browser import Browser, Rendered
from crawler.browser_find import find_browser
from crawler.render_process import ChromiumProcess
from crawler.render_result import Patience
from oit.content import Page
from reading.html import read_page

FOUND = find_browser()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]
GUARD = AddressGuard(("127.0.0.1",))
BRISK = Patience(load=10, quiet=1.5, unfinished=3, expand=8, answer=5, whole=40)
Render = Callable[..., Rendered]


@pytest.fixture(scope="module")
def render() -> Iterator[Render]:
    """Renders an address in a session of its own; all sessions share one browser."""
    assert FOUND is not None
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    process = ChromiumProcess(FOUND)

    async def one(url: str, patience: Patience) -> Rendered:
        async with Browser(FOUND, GUARD, "oit-crawler/test", 4, process=process, patience=patience) as browser:
            return await browser.render(url)

    yield lambda url, patience=BRISK: asyncio.run_coroutine_threadsafe(one(url, patience), loop).result(60)
    asyncio.run_coroutine_threadsafe(process.close(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)


def _page(body: str, script: str = "") -> str:
    filler = "<p>" + "ข้อความของหน่วยงานสำหรับทดสอบ " * 20 + "</p>" + "".join(f"<a href='/menu{n}'>เมนู {n}</a> " for n in range(6))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>t</title></head><body>{body}{filler}<script>{script}</script></body></html>"


def _read(rendered: Rendered) -> Page:
    assert rendered.problem == ""
    return read_page(rendered.html.encode(), rendered.final_url, "text/html; charset=utf-8")


def _links(rendered: Rendered) -> dict[str, str]:
    """Path of each address -> heading over it."""
    return {"/" + (link.url or "").partition("//")[2].partition("/")[2]: link.heading for link in _read(rendered).links if link.url}


def _json(site: Any, path: str, data: object) -> None:
    site.answer(path, 200, json.dumps(data).encode(), **{"Content-Type": "application/json"})


def test_tabs_of_every_make(site: Any, render: Render) -> None:
    fill = """
    const put = (id, file) => { document.getElementById(id).innerHTML = `<a href="/f/${file}.pdf">${file}</a>`; };
    document.getElementById('b5').addEventListener('click', () => put('p5', 'b5'));
    document.getElementById('b3').onclick = () => put('p3', 'b3');
    document.getElementById('radix').addEventListener('mousedown', () => put('pr', 'radix'));
    document.getElementById('hand').onclick = () => put('ph', 'hand');
    document.getElementById('box').onchange = () => put('pc', 'check');
    document.getElementById('hover').addEventListener('mouseenter', () => put('pm', 'hover'));
    addEventListener('hashchange', () => { if (location.hash === '#target') put('target', 'target'); });"""
    body = """<ul><li><a id="b5" data-bs-toggle="tab" href="#p5">ห้า</a></li></ul><div id="p5"></div>
    <a id="b3" data-toggle="collapse" href="#p3">สาม</a><div id="p3"></div>
    <div role="tablist"><button role="tab" aria-selected="false" id="radix">aria</button></div><div id="pr"></div>
    <div style="cursor:pointer" id="hand">ทำเอง</div><div id="ph"></div>
    <input type="checkbox" id="box"><label for="box">กล่อง</label><div id="pc"></div>
    <nav><ul><li id="hover">เมนู</li></ul></nav><div id="pm"></div>
    <a href="#target">เป้า</a><div id="target"></div>
    <details><summary>พับ</summary><a href="/f/details.pdf">ในพับ</a></details>"""
    site.raw_page("/", _page(body, fill))
    found = _links(render(f"{site.url}/"))
    for name in ("b5", "b3", "radix", "hand", "check", "hover", "target", "details"):
        assert f"/f/{name}.pdf" in found, name


def test_years_in_turn_keep_their_words(site: Any, render: Render) -> None:
    years = """
    const files = {2567: 'c', 2566: 'b', 2565: 'a'};
    const show = (year) => { list.innerHTML = `<tr><td>แผน</td><td><a href="/f/${files[year]}.pdf">ดาวน์โหลด</a></td></tr>`; };
    show(2567); year.onchange = () => show(year.value);"""
    options = "".join(f"<option>{year}</option>" for year in (2567, 2566, 2565))
    site.raw_page("/", _page(f"<select id='year'>{options}</select><table><tbody id='list'></tbody></table>", years))
    found = _links(render(f"{site.url}/"))
    assert {path: heading for path, heading in found.items() if path.startswith("/f/")} == {
        "/f/c.pdf": "",
        "/f/b.pdf": "2566",
        "/f/a.pdf": "2565",
    }


def test_more_and_next_are_clicked_again_within_bounds(site: Any, render: Render) -> None:
    grow = """
    let n = 0, page = 1;
    more.onclick = () => { list.insertAdjacentHTML('beforeend', `<li><a href="/more/${++n}.pdf">ข่าว ${n}</a></li>`); };
    const draw = () => {
      rows.innerHTML = `<tr><td>แถว ${page}</td><td><a href="/row/${page}.pdf">ไฟล์</a></td></tr>`;
      pager.innerHTML = `<a class="paginate_button previous">ก่อนหน้า</a><a class="paginate_button">1</a>` +
        `<a class="paginate_button next ${page === 7 ? 'disabled' : ''}">ถัดไป</a>`;
      pager.lastChild.onclick = () => { if (page < 7) { page++; draw(); } };
    };
    draw();"""
    body = """<ul id="list"></ul><button id="more" type="button">โหลดเพิ่มเติม</button>
    <table><thead><tr><th>เรื่อง</th><th>ไฟล์</th></tr></thead><tbody id="rows"></tbody></table><div class="dataTables_paginate" id="pager"></div>"""
    site.raw_page("/", _page(body, grow))
    rendered = render(f"{site.url}/")
    found = _links(rendered)
    assert [n for n in range(1, 30) if f"/more/{n}.pdf" in found] == list(range(1, 11))
    assert [n for n in range(1, 30) if f"/row/{n}.pdf" in found] == list(range(1, 8))
    assert any("แถว 3" in block.text and block.kind.value == "row" for block in _read(rendered).blocks)


def test_the_longest_table_is_chosen(site: Any, render: Render) -> None:
    script = "n.onchange = () => { rows.innerHTML = Array.from({length: +n.value}, (_, i) => `<li><a href='/d/${i}'>เอกสาร ${i}</a></li>`).join(''); }"
    options = "".join(f"<option value={n}>{n}</option>" for n in (10, 25, 100))
    site.raw_page("/", _page(f"<select id='n' name='list_length'>{options}</select><ul id='rows'></ul>", script))
    assert "/d/99" in _links(render(f"{site.url}/"))


def test_three_clicks_deep_and_only_one_open(site: Any, render: Render) -> None:
    script = """
    const tree = {'2567': {'O1': 'a', 'O2': 'b'}, '2566': {'O1': 'c', 'O2': 'd'}};
    const years = document.getElementById('years');
    for (const year of Object.keys(tree)) {
      const box = document.createElement('div'), button = document.createElement('button'), panel = document.createElement('div');
      button.textContent = 'ปี ' + year;
      button.onclick = () => {
        document.querySelectorAll('.panel').forEach((other) => { other.innerHTML = ''; });
        for (const item of Object.keys(tree[year])) {
          const inner = document.createElement('button'), deep = document.createElement('div');
          inner.textContent = item + ' ของ ' + year;
          inner.onclick = () => setTimeout(() => {
            deep.innerHTML = `<button onclick="this.nextSibling.innerHTML='<a href=/f/${tree[year][item]}.pdf>ไฟล์</a>'">เปิดดู</button><p></p>`; }, 5);
          panel.append(inner, deep);
        }
      };
      panel.className = 'panel';
      box.append(button, panel);
      years.append(box);
    }"""
    site.raw_page("/", _page("<div id='years'></div>", script))
    found = _links(render(f"{site.url}/"))
    assert {"/f/a.pdf", "/f/b.pdf", "/f/c.pdf", "/f/d.pdf"} <= found.keys()


def test_data_that_comes_late_is_waited_for(site: Any, render: Render) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        threading.Event().wait(0.7)
        body = b'[{"name": "\\u0e41\\u0e1c\\u0e19", "file": "/f/late.pdf"}]'
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.answers["/api"] = slow
    script = """setTimeout(async () => { const all = await (await fetch('/api')).json();
      box.innerHTML = all.map((one) => `<a href="${one.file}">${one.name}</a>`).join(''); }, 900);
    setInterval(() => { clock.textContent = Date.now(); }, 100); (function poll() { fetch('/poll').finally(() => setTimeout(poll, 100)); })();"""
    site.answers["/poll"] = lambda handler: threading.Event().wait(6)  # type: ignore[assignment, return-value]
    site.raw_page("/", _page("<p id='clock'></p><div id='box'>กำลังโหลดข้อมูล...</div>", script))
    assert "/f/late.pdf" in _links(render(f"{site.url}/"))


def test_scrolling_brings_more_within_bounds(site: Any, render: Render) -> None:
    script = """let n = 0;
    const add = () => { for (let i = 0; i < 5; i++) box.insertAdjacentHTML('beforeend', `<p style="height:400px"><a href="/s/${++n}">ข่าว</a></p>`); };
    add(); new IntersectionObserver((seen) => { if (seen[0].isIntersecting) add(); }).observe(end);"""
    site.raw_page("/", _page("<div id='box'></div><div id='end'>.</div>", script))
    found = _links(render(f"{site.url}/"))
    assert 10 <= sum(path.startswith("/s/") for path in found) <= 400  # five stand there at first; a busy machine may add no more than once


def test_frames_and_shadows_are_read(site: Any, other_site: Any, render: Render) -> None:
    closed = "document.getElementById('{0}').attachShadow({{mode: '{1}'}}).innerHTML = `{2}`;"
    nested = "<div id='in'></div><a href='/f/outer.pdf'>นอก</a>"
    script = (
        closed.format("open", "closed", nested) + "const deep = window.__oit.shadows[0].getElementById('in').attachShadow({mode: 'open'});"
    )
    script += "deep.innerHTML = `<button>เปิด</button><p></p>`;"
    script += "deep.querySelector('button').onclick = () => { deep.querySelector('p').innerHTML = '<a href=/f/inner.pdf>ใน</a>'; };"
    site.raw_page("/", _page("<div id='open'></div><iframe src='/part/list.html'></iframe>", script))
    inside = "<button type='button' onclick=\"p.innerHTML='<a href=frame.pdf>ในกรอบ</a>'\">แผน</button><p id='p'></p><p>คำในกรอบ</p>"
    site.raw_page("/part/list.html", _page(inside))
    rendered = render(f"{site.url}/")
    found = _links(rendered)
    assert {"/f/outer.pdf", "/f/inner.pdf", "/part/frame.pdf"} <= found.keys()
    assert "คำในกรอบ" in _read(rendered).text


def test_views_of_a_hash_router_are_kept_with_their_words(site: Any, render: Render) -> None:
    script = """
    const views = {'': '<a href="#/ita">เปิดเผยข้อมูล</a>', '#/ita': '<h2>รายการ</h2><a href="#/ita/o1">O1 โครงสร้าง</a> <a href="#/ita/o2">O2 ผู้บริหาร</a>',
      '#/ita/o1': '<p>แผนผังโครงสร้างของหน่วยงาน</p><a href="/f/o1.pdf">ไฟล์</a>', '#/ita/o2': '<p>รายชื่อผู้บริหาร</p><a href="/f/o2.pdf">ไฟล์</a>'};
    const show = () => { app.innerHTML = views[location.hash === '#/' ? '' : location.hash] || ''; };
    addEventListener('hashchange', show); show();"""
    site.raw_page("/", _page("<div id='app'></div>", script))
    rendered = render(f"{site.url}/")
    found = _links(rendered)
    assert (found.get("/f/o1.pdf"), found.get("/f/o2.pdf")) == ("O1 โครงสร้าง", "O2 ผู้บริหาร")
    assert rendered.views >= 3
    assert 'data-oit-view="#/ita/o1"' in rendered.html


@pytest.mark.parametrize(
    "body",
    [
        "<img src='/intro.jpg'><script>document.body.addEventListener('click', () => { location.href = '/home'; })</script>",
        "<p>ยินดีต้อนรับ</p><script>setTimeout(() => { location.href = '/home'; }, 2500)</script>",
        "<video src='/intro.mp4' autoplay></video><script>document.querySelector('video').onended = () => { location.href = '/home'; }</script>",
        "<div onclick=\"location.assign('/home')\">เข้าสู่เว็บไซต์</div>",
    ],
    ids=["click-anywhere", "timer", "film", "button"],
)
def test_splash_pages_lead_on(site: Any, render: Render, body: str) -> None:
    site.raw_page("/", f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>")
    site.page("/home", "<a href='/ita'>ITA</a>")
    rendered = render(f"{site.url}/")
    assert rendered.final_url.endswith("/home") or "/home" in _links(rendered)


def test_a_consent_wall_neither_hides_nor_is_granted(site: Any, render: Render) -> None:
    wall = """<div id="cookie-wall" style="position:fixed;inset:0;z-index:9">เราใช้คุกกี้
    <button type="button" onclick="fetch('/granted')">ยอมรับทั้งหมด</button><button type="button" onclick="this.parentNode.remove()">ปฏิเสธ</button></div>
    <button type="button" onclick="p.innerHTML='<a href=/f/under.pdf>แผน</a>'">ใต้คุกกี้</button><p id="p"></p>"""
    site.raw_page("/", _page(wall))
    assert "/f/under.pdf" in _links(render(f"{site.url}/"))
    assert "/granted" not in site.paths


def test_a_modal_shows_what_each_button_put_into_it(site: Any, render: Render) -> None:
    script = """const show = (file) => { modal.innerHTML = `<a href="/f/${file}.pdf">เอกสาร</a>`; frame.src = '/doc/' + file + '.pdf'; };"""
    body = """<button type="button" onclick="show('one')">ไตรมาส 1</button><button type="button" onclick="show('two')">ไตรมาส 2</button>
    <div id="modal" role="dialog"></div><iframe id="frame"></iframe>"""
    site.raw_page("/", _page(body, script))
    found = _links(render(f"{site.url}/"))
    assert (found.get("/f/one.pdf"), found.get("/f/two.pdf")) == ("ไตรมาส 1", "ไตรมาส 2")
    assert {"/doc/one.pdf", "/doc/two.pdf"} <= found.keys()


def test_nothing_is_sent_by_any_road(site: Any, render: Render) -> None:
    body = """
    <form id="auto" action="/sent/auto" method="post"><input name="q"></form>
    <form action="/sent/get"><input name="q"><button>ค้นหา</button></form>
    <form id="keys" action="/sent/keys" method="post"><input name="q" onkeydown="this.form.submit()"></form>
    <form action="/sent/select"><select name="y" onchange="this.form.submit()"><option>2567<option>2566</select></form>
    <button type="button" onclick="document.getElementById('auto').requestSubmit()">หนึ่ง</button>
    <button type="button" onclick="HTMLFormElement.prototype.submit.call(document.getElementById('auto'))">สอง</button>
    <button type="button" onclick="fetch('/sent/post', {method: 'POST', body: 'score=5'})">สาม</button>
    <button type="button" onclick="fetch('/sent/x', {method: 'DELETE'})">สี่</button>
    <button type="button" onclick="navigator.sendBeacon('/sent/beacon', 'x')">ห้า</button>
    <button type="button" onclick="fetch('/sent/vote?id=1')">หก</button>
    <button type="button" onclick="const f = document.createElement('form'); f.method = 'post'; f.action = '/sent/made'; document.body.append(f);
      f.append(document.createElement('button')); f.lastChild.click()">เจ็ด</button>
    <span onclick="fetch('/sent/logout')">ออกจากระบบ</span><button type="button" onclick="fetch('/sent/delete')">ลบ</button>
    <button class="accordion-button" type="button" onclick="fetch('/ajax/vote.php', {method: 'POST', body: 'id=1'})">แบบสำรวจ</button>"""
    site.raw_page("/", _page(body, "auto.submit(); auto.requestSubmit(); fetch('/sent/put', {method: 'PUT'}).catch(() => {});"))
    rendered = render(f"{site.url}/")
    assert rendered.clicks >= 8
    assert [path for path in site.paths if path.startswith(("/sent", "/ajax"))] == []
    assert rendered.traffic.held["changes"] >= 4


def test_lists_that_come_by_post_are_read(site: Any, render: Render) -> None:
    site.answer("/wp-admin/admin-ajax.php", 200, b"<a href='/f/by-post.pdf'>plan</a>", **{"Content-Type": "text/html"})
    script = """const ask = async (id, body) => { const answer = await fetch('/wp-admin/admin-ajax.php', {method: 'POST', body: new URLSearchParams(body)});
      document.getElementById(id).innerHTML = (await answer.text()).replace('by-post', id); };
    ask('loading', {action: 'get_files', page: 1});"""
    body = """<div id="loading"></div><div id="tab"></div><div id="other"></div>
    <a href="#" role="tab" onclick="ask('tab', {action: 'load_more_posts', page: 2}); return false">เอกสาร</a>
    <button type="button" onclick="ask('other', {rating: 5})">ถูกใจมาก</button>"""
    site.raw_page("/", _page(body, script))
    found = _links(render(f"{site.url}/"))
    assert {"/f/loading.pdf", "/f/tab.pdf"} <= found.keys()
    assert "/f/other.pdf" not in found
