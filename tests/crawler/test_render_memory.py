"""Whether rendering paid, and what a crawl and the next one learn of it."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import json

import pytest

from crawler.render_gain import data_failed, gain_of, gained
from crawler.render_hosts import is_side_show
from crawler.render_memory import FRUITLESS, GIVE_UP, Advice, RenderMemory
from crawler.render_requests import Sent, held_back, same_site
from oit.content import Page
from reading.html import read_page

SITE = "https://x.go.th"
WORDS = "<p>" + "ข้อความของหน้าเว็บหน่วยงาน " * 20 + "</p>"
EMPTY = (
    WORDS + "<div id='files'></div><script src=/a.js></script><script>fetch('/api').then(r => files.innerHTML = r); $('#files')</script>"
)


def _page(body: str, path: str = "/a.php") -> Page:
    return read_page(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(), SITE + path)


@pytest.mark.parametrize(
    "more",
    [
        "<a href='/plan.pdf'>แผน</a>",
        "<p>" + "รายงานผลการดำเนินงานรอบหกเดือน ของหน่วยงานฉบับใหม่" + "</p>",
        "<form action='/ask' method='post'><textarea name='question'></textarea><button>ส่ง</button></form>",
        "<iframe src='https://drive.google.com/file/d/1/preview'></iframe>",
        "<table><tr><td>แผน ปี 2566</td></tr><tr><td>แผน ปี 2567</td></tr><tr><td>รายงานผลการใช้จ่ายงบประมาณรายไตรมาส</td></tr></table>",
    ],
    ids=["link", "text", "form", "viewer", "rows"],
)
def test_what_is_new_is_gained(more: str) -> None:
    assert gained(_page(WORDS), _page(WORDS + more))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>ผู้เข้าชมวันนี้ 12 คน รวมทั้งหมด 99,120 คน นับตั้งแต่เปิดเว็บไซต์</p>", "<p>ผู้เข้าชมวันนี้ 13 คน รวมทั้งหมด 99,121 คน นับตั้งแต่เปิดเว็บไซต์</p>"),
        ("<div><a href='/1'>สไลด์ หนึ่ง</a></div>", "<div><a href='/1'>สไลด์ หนึ่ง</a></div><div><a href='/1'>สไลด์ หนึ่ง</a></div>"),
        ("", "<p>22 พฤศจิกายน 2569</p>"),
        ("", "<iframe src='https://www.youtube.com/embed/x'></iframe><a href='https://www.facebook.com/sharer/sharer.php?u=1'>แชร์</a>"),
        ("", f"<a href='{SITE}/a.php?utm_source=x'>หน้านี้</a>"),
        ("", "<footer>" + "ลิขสิทธิ์ของหน่วยงาน " * 10 + "</footer>"),
    ],
    ids=["counter", "slides", "date", "widgets", "itself", "footer"],
)
def test_what_only_looks_new_is_not(before: str, after: str) -> None:
    assert not gained(_page(WORDS + before), _page(WORDS + after)), gain_of(_page(WORDS + before), _page(WORDS + after))


def test_data_that_did_not_come_is_seen() -> None:
    assert data_failed(_page("<p>เกิดข้อผิดพลาดในการโหลดข้อมูล</p>"))
    assert data_failed(_page("<td>Failed to load data</td>"))
    assert not data_failed(_page(WORDS))


def test_a_template_that_gives_nothing_twice_needs_no_browser() -> None:
    memory = RenderMemory()
    assert memory.advice(_page(WORDS)) is Advice.PLAIN
    for number in range(FRUITLESS):
        static = _page(EMPTY, f"/page{number}.php")
        assert static.needs_browser == ("empty_list:files",)
        assert memory.advice(static) is Advice.RENDER
        assert not memory.learn(static, _page(EMPTY, f"/page{number}.php"))
    assert memory.advice(_page(EMPTY, "/other.php")) is Advice.COMPLETE
    assert memory.advice(_page(EMPTY, "/other/folder.html")) is Advice.RENDER  # made by another program
    assert memory.advice(_page(EMPTY + "<new-menu></new-menu>", "/more.php")) is Advice.RENDER  # lacks something else too


def test_a_menu_that_every_page_shows_is_new_once() -> None:
    memory = RenderMemory()
    parts = WORDS + "<app-menu></app-menu><script src=/m.js></script>"
    full = parts.replace("<app-menu></app-menu>", "<app-menu><a href='/ita'>การเปิดเผยข้อมูล</a></app-menu>")
    said = []
    for number in range(5):
        static = _page(parts, f"/{number}.php")
        said.append(memory.advice(static))
        if said[-1] is Advice.RENDER:
            memory.learn(static, _page(full, f"/{number}.php"))
    assert said == [Advice.RENDER] * 3 + [Advice.COMPLETE] * 2
    assert memory.record()["signs"] == {"empty_component": [3, 1]}


def test_spot_checks_call_pages_back() -> None:
    memory = RenderMemory()
    for number in range(FRUITLESS):
        memory.advice(_page(EMPTY, f"/{number}.php"))
        memory.learn(_page(EMPTY, f"/{number}.php"), _page(EMPTY))
    said = [memory.advice(_page(EMPTY, f"/late{number}.php")) for number in range(6)]
    assert said == [Advice.COMPLETE] * 5 + [Advice.RENDER]
    memory.learn(_page(EMPTY, "/late5.php"), _page(EMPTY + "<a href='/new.pdf'>แผน</a>"))
    assert memory.overlooked == [f"{SITE}/late{number}.php" for number in range(5)]
    assert memory.advice(_page(EMPTY, "/last.php")) is Advice.RENDER


def test_hollow_pages_and_failed_data_never_count_as_complete() -> None:
    for shell, shown in (
        ("<div id='root'></div><script src=/app.js></script>", "<div id='root'></div>"),
        (EMPTY, EMPTY + "<p>เกิดข้อผิดพลาดในการโหลดข้อมูล</p>"),
    ):
        memory, said = RenderMemory(), []
        for number in range(GIVE_UP + 2):
            said.append(memory.advice(_page(shell, f"/{number}.php")))
            if said[-1] is Advice.RENDER:
                memory.learn(_page(shell, f"/{number}.php"), _page(shown))
        assert said == [Advice.RENDER] * GIVE_UP + [Advice.NO_USE] * 2


def test_the_next_crawl_knows_what_the_last_one_learned() -> None:
    first = RenderMemory()
    for number in range(FRUITLESS):
        first.learn(_page(EMPTY, f"/{number}.php"), _page(EMPTY))
    first.learn(_page(WORDS, "/plain/1.html"), _page(WORDS + "<a href='/x.pdf'>x</a>"))
    past = json.loads(json.dumps(first.record()))
    second = RenderMemory(past)
    assert second.advice(_page(EMPTY, "/a.php")) is Advice.RENDER
    second.learn(_page(EMPTY, "/a.php"), _page(EMPTY))
    assert second.advice(_page(EMPTY, "/b.php")) is Advice.COMPLETE
    assert second.pays(_page(WORDS, "/plain/2.html"))
    assert not second.pays(_page(EMPTY, "/c.php"))


@pytest.mark.parametrize("past", [None, 3, "x", [], {"causes": 1}, {"causes": {"a": [1]}}, {"causes": {"a": ["x", 2], "b": [True, False]}}])
def test_a_record_of_another_shape_is_ignored(past: object) -> None:
    assert RenderMemory(past).advice(_page(EMPTY)) is Advice.RENDER


def test_services_beside_the_content_are_known() -> None:
    for url in ("https://www.googletagmanager.com/gtag/js", "https://connect.facebook.net/th_TH/sdk.js", "https://www.google.com/maps/embed?pb=1",
                "https://stats.g.doubleclick.net/x", "https://www.facebook.com/plugins/page.php?href=x", "https://i.ytimg.com/vi/x/0.jpg"):  # fmt: skip
        assert is_side_show(url), url
    for url in ("https://cdn.jsdelivr.net/npm/bootstrap.js", "https://code.jquery.com/jquery.js", "https://www.facebook.com/agency", "http://[bad",
                "https://docs.google.com/spreadsheets/d/1", "https://fonts.googleapis.com/css", "https://notyoutube.com/x", ""):  # fmt: skip
        assert not is_side_show(url), url


@pytest.mark.parametrize(
    ("sent", "click", "why"),
    [
        (Sent("/api", "GET", "fetch"), None, ""),
        (Sent("/a.png", "GET", "image"), None, "heavy"),
        (Sent("https://www.google-analytics.com/a.js", "GET", "script"), None, "side_show"),
        (Sent("/wp-admin/admin-ajax.php", "POST", "xhr", "action=load_posts&page=2"), None, ""),
        (Sent("/wp-admin/admin-ajax.php", "POST", "xhr", "action=delete_post&id=2"), None, "changes"),
        (Sent("/rows", "POST", "xhr", "draw=2&order[0][column]=1&start=10&length=10"), "next", ""),
        (Sent("/graphql", "POST", "fetch", '{"query": "query { items }"}'), "toggle", ""),
        (Sent("/graphql", "POST", "fetch", '{"query": "mutation { like }"}'), "toggle", "changes"),
        (Sent("/rows", "POST", "xhr", "id=1"), "other", "changes"),
        (Sent("https://other.example/rows", "POST", "xhr", "id=1"), "more", "changes"),
        (Sent("/send", "POST", "document", "a=1", navigates=True, main=True), None, "changes"),
        (Sent("/item/1", "DELETE", "fetch"), "toggle", "changes"),
        (Sent("/vote.php?id=1", "GET", "xhr"), "other", "changes"),
        (Sent("/hit", "POST", "ping"), None, "changes"),
    ],
)
def test_which_requests_go_out(sent: Sent, click: str | None, why: str) -> None:
    url = sent.url if "//" in sent.url else SITE + sent.url
    assert held_back(Sent(url, sent.method, sent.kind, sent.body, sent.navigates, sent.main), f"{SITE}/page", click, pictures=False) == why


def test_sites_are_told_apart() -> None:
    assert same_site("https://www.x.go.th/a", "http://x.go.th:8080/b")
    assert same_site("https://docs.x.go.th/a", "https://x.go.th/b")
    assert not same_site("https://xx.go.th/", "https://x.go.th/")
    assert not same_site("about:blank", "about:blank")


def test_a_second_look_is_spared_where_the_same_scripts_showed_nothing() -> None:
    memory, complete, script = RenderMemory(), WORDS + "<a href='/b.pdf'>แผน</a>", "<script src=/a.js></script>"
    assert not memory.may_show_more(_page(complete))
    assert memory.may_show_more(_page(complete + script, "/p/x.php"))
    memory.learn(_page(complete + script, "/p/x.php"), _page(complete + script, "/p/x.php"))
    assert not memory.may_show_more(_page(complete + script, "/other/y.php"))
    assert memory.may_show_more(_page(complete + "<script src=/b.js></script>"))
    assert memory.may_show_more(_page(complete + "<p><a href='#'>แผนปฏิบัติการ</a></p>" + script))
    assert memory.may_show_more(_page(EMPTY))
    memory.learn(_page(complete + script), _page(complete + "<a href='/new.pdf'>ใหม่</a>" + script))
    assert memory.may_show_more(_page(complete + script, "/other/y.php"))


def test_pages_with_dead_links_speak_for_all_and_the_others_not_for_them() -> None:
    memory, script = RenderMemory(), "<script src=/a.js></script>"
    plain, dead = WORDS + script, WORDS + "<p><a href='#'>แผนปฏิบัติการ</a></p>" + script
    for _ in range(FRUITLESS):
        memory.learn(_page(plain), _page(plain))
    assert memory.may_show_more(_page(dead, "/a/x.php"))
    memory.learn(_page(dead, "/a/x.php"), _page(dead, "/a/x.php"))
    assert not memory.may_show_more(_page(dead, "/a/y.php"))  # made alike
    assert memory.may_show_more(_page(dead, "/b/x.php"))
    memory.learn(_page(dead, "/b/x.php"), _page(dead, "/b/x.php"))
    assert not memory.may_show_more(_page(dead, "/c/x.php"))
    memory.learn(_page(plain), _page(plain + "<a href='/new.pdf'>ใหม่</a>"))
    assert memory.may_show_more(_page(dead, "/c/x.php"))
    assert memory.may_show_more(_page(plain))
