"""Answers that a site gives to any address: when two pages are the same one, which never count, and what a crawl makes of them."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import count
from typing import Any
from urllib.parse import unquote

import pytest

from crawler.soft_404 import folder_kind, is_all_there, is_script_shell, likeness, no_such_address
from reading.html import read_page

Crawl = Callable[..., Any]
HOST = "https://www.example.go.th"
MENU = "<nav>" + "".join(f'<a href="/m{n}.html">เมนู {name}</a>' for n, name in enumerate("กขคงจฉชซ")) + "</nav>"
GONE = "<h1>ไม่พบหน้าที่ต้องการ</h1><p>หน้านี้อาจถูกย้ายหรือลบไปแล้ว</p>"


def _html(inner: str, title: str = "เทศบาลตำบลตัวอย่าง", head: str = "") -> str:
    head = f"<head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"<!DOCTYPE html><html lang='th'>{head}<body>{MENU}{inner}</body></html>"


def _same(one: str, other: str, at: str = "/a/one-page.html", or_at: str = "/b/other.html") -> bool:
    return bool(_keys(one, HOST + at) & _keys(other, HOST + or_at))


def _keys(html: str, address: str) -> frozenset[str]:
    return likeness(read_page(html.encode(), address, "text/html"), html.encode(), address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>x</p>", "<p>x</p>"),
        ("<p>ผู้เข้าชม 12,345 คน เวลา 10:15:01 น.</p>", "<p>ผู้เข้าชม 12,399 คน เวลา 10:15:44 น.</p>"),
        ("<p>ผู้เข้าชม ๑๒๓ คน</p>", "<p>ผู้เข้าชม ๙๙๙๙ คน</p>"),
        ("<p>รหัส a81f0c9d7e55b2</p>", "<p>รหัส 0092bbde77aa41</p>"),
        ("<form><input type='hidden' name='t' value='a1'></form>", "<form><input type='hidden' name='t' value='b2'></form>"),
        ("<p>The requested URL /a/one-page.html was not found</p>", "<p>The requested URL /b/other.html was not found</p>"),
        (f"<p>ไม่พบ {HOST}/a/one-page.html</p>", f"<p>ไม่พบ {HOST}/b/other.html</p>"),
        (
            "<a href='https://f.example/share?u=https%3A%2F%2Fwww.example.go.th%2Fa'>แชร์</a>",
            "<a href='https://f.example/share?u=https%3A%2F%2Fz'>แชร์</a>",
        ),
        ("<img src='logo.png' alt='ตรา'>", "<img src='logo.png' alt='ตรา'>"),
    ],
)
def test_one_page_under_two_addresses(one: str, other: str) -> None:
    assert _same(_html(one), _html(other))


def test_an_address_in_thai_is_taken_out_however_it_is_written() -> None:
    one, other = "/ข่าว/แผนงาน", "/ข่าว/รายงาน"
    assert _same(_html(f"<p>ไม่พบ {one}</p>"), _html(f"<p>ไม่พบ {other}</p>"), _coded(one), _coded(other))


def _coded(path: str) -> str:
    page = read_page(f'<a href="{path}">x</a>'.encode(), HOST, "text/html; charset=utf-8")
    assert page.links[0].url is not None
    assert unquote(page.links[0].url) == HOST + path
    return page.links[0].url.removeprefix(HOST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>แผนพัฒนา</p>", "<p>แผนงบประมาณ</p>"),
        (GONE, "<p>อยู่ระหว่างปรับปรุง</p>"),
        ("<img src='chart.png'>", "<img src='people.png'>"),
        ("<iframe src='/view.php?file=plan.pdf'></iframe>", "<iframe src='/view.php?file=report.pdf'></iframe>"),
        ("<p><a href='plan-2565.pdf'>ดาวน์โหลด</a></p>", "<p><a href='plan-2566.pdf'>ดาวน์โหลด</a></p>"),
        ("", "<form><label>เรื่อง <input name='s'></label><textarea name='m'></textarea><button>ส่ง</button></form>"),
        ("<p>ประกาศ</p>", "<p>ประกาศ</p><p>ประกาศ</p>"),
    ],
)
def test_pages_that_show_something_else(one: str, other: str) -> None:
    assert not _same(_html(one), _html(other))


@pytest.mark.parametrize(
    "html",
    [
        _html("<div id='root'></div><p>เมนูที่มาพร้อมหน้า</p>"),
        _html('<div id="__next"><p>x</p></div><script id="__NEXT_DATA__" type="application/json">{}</script>'),
        _html("<main ng-view></main>"),
        _html("<p>x</p>", head='<script type="module" src="/assets/index.js"></script>'),
        _html("<div>x</div>", head="<script>fetch('/api/page?of=' + location.pathname)</script>"),
        _html("<form action='/in' method='post'><input name='u'><input type='password' name='p'><button>เข้าสู่ระบบ</button></form>"),
        "<html><head><meta http-equiv='refresh' content='0; url=/home.php'></head><body>x</body></html>",
    ],
)
def test_pages_that_are_left_alone(html: str) -> None:
    assert is_script_shell(html.encode()) or not is_all_there(read_page(html.encode(), f"{HOST}/x", "text/html; charset=utf-8"))


def test_plain_pages_may_answer_for_any() -> None:
    html = _html(GONE, head="<script>if (location.pathname == '/') document.title = 'x'</script>")
    assert is_all_there(read_page(html.encode(), f"{HOST}/x", "text/html; charset=utf-8"))
    assert not is_script_shell(html.encode())


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        ("/plans/hr.html", "/plans/no-such-page-", ".html"),
        ("/news/about/", "/news/no-such-page-", "/"),
        ("/plan?id=5#x", "/no-such-page-", ""),
        ("/", "/no-such-page-", ""),
        ("/a/b.php?x=1", "/a/no-such-page-", ".php"),
    ],
)
def test_an_address_that_does_not_exist(address: str, start: str, end: str) -> None:
    made = no_such_address(HOST + address)
    assert made.startswith(HOST + start)
    assert made.endswith(end)
    assert "?" not in made
    assert made == no_such_address(HOST + address)


def test_kinds_of_folders() -> None:
    assert folder_kind(f"{HOST}/plans/a/x.html") == folder_kind(f"{HOST}/plans/b.html?y=1")
    assert len({folder_kind(HOST + path) for path in ("/x.html", "/plans/x.html", "/plans/x.php", "/plans/x/", "/plans/x")}) == 5


# Crawls


def _answers_all(site: Any, html: Callable[[str], str]) -> None:
    """From now on every address that has no answer of its own is answered with 200."""

    class Any_(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return dict.get(self, path) or default or (None if path == "/robots.txt" else self.made)

        @staticmethod
        def made(handler: BaseHTTPRequestHandler) -> None:
            body = html(handler.path).encode()
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html; charset=utf-8")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

    site.answers = Any_(site.answers)


def _links(*paths: str) -> str:
    return "".join(f'<p><a href="{path}">เรื่อง {path}</a></p>' for path in paths)


FRONT = _html("<p>ยินดีต้อนรับ</p>" + _links("/plan.html", "/x/dead.html", "/y/gone.html", "/z/none.html", "/m.html", "/n.html", "/o.html"))


def _probes(site: Any) -> list[str]:
    return [path for path in site.paths if "no-such-page" in path]


def _failures(site: Any, result: Any) -> dict[str, str | None]:
    return {url.removeprefix(site.url): resource["failure"] for url, resource in result.resources.items()}


def _real_pages(site: Any, *paths: str) -> None:
    for path in paths:
        site.raw_page(path, _html(f"<h1>หน้า {path}</h1><p>เนื้อหาของ {path} ทั้งหมด</p>"))


def test_dead_links_that_answer_200_are_not_found(site: Any, crawl: Crawl) -> None:
    numbers = count(1)
    site.raw_page("/", FRONT)
    _real_pages(site, "/plan.html", "/m.html", "/n.html", "/o.html", *(f"/m{n}.html" for n in range(8)))
    _answers_all(site, lambda path: _html(f"{GONE}<p>{path} ครั้งที่ {next(numbers)}</p>" + '<a href="deeper/again.html">ย้อนกลับ</a>'))
    result = crawl(site.url)
    failures = _failures(site, result)
    dead = [path for path, failure in failures.items() if failure == "not_found"]
    assert {"/x/dead.html", "/y/gone.html", "/z/none.html"} <= set(dead)
    assert all(failure is None for path, failure in failures.items() if path not in dead)
    assert "/plan.html" not in dead
    assert result.resources[f"{site.url}/x/dead.html"]["detail"] == "the site answers unknown addresses with this page"
    assert result.resources[f"{site.url}/x/dead.html"]["status"] == 200
    assert not any("no-such-page" in url for url in result.resources)
    assert 1 <= len(_probes(site)) <= 3
    assert sum("deeper/deeper" in path for path in site.paths) <= 2  # such pages lead no further
    assert result.facts["pages"] == sum(failure is None for failure in failures.values())


def test_pages_that_are_alike_on_a_site_that_says_404_stay(site: Any, crawl: Crawl) -> None:
    site.raw_page("/", FRONT)
    for path in ("/plan.html", "/x/dead.html", "/y/gone.html", "/z/none.html"):
        site.raw_page(path, _html("<h1>ข่าว</h1><p>ยังไม่มีข้อมูล</p>"))
    result = crawl(site.url)
    assert {_failures(site, result)[path] for path in ("/plan.html", "/x/dead.html", "/y/gone.html", "/z/none.html")} == {None}
    assert 1 <= len(_probes(site)) <= 3


def test_the_start_page_for_unknown_addresses(site: Any, crawl: Crawl) -> None:
    """Byte for byte it stays a copy of the start page; with a token in it it is not found. A page that is called home is what it says."""
    numbers = count(1)
    front = FRONT.replace("</nav>", '</nav><a href="/index.php">หน้าแรก</a>')
    _answers_all(site, lambda path: front if path == "/plan.html" else front.replace("</nav>", f"</nav><p>ครั้งที่ {next(numbers)}</p>"))
    site.raw_page("/m0.html", _html("<p>เนื้อหาที่มีจริง</p>"))
    failures = _failures(site, crawl(site.url))
    assert (failures["/"], failures["/index.php"], failures["/m0.html"]) == (None, None, None)
    assert {failures[path] for path in ("/x/dead.html", "/y/gone.html", "/z/none.html")} == {"not_found"}


def test_a_site_in_trouble_is_not_taken_for_one_that_answers_anything(site: Any, crawl: Crawl) -> None:
    """After the first page every address, the start page too, gives the same error with 200: that says nothing of any address."""
    asked = count()
    trouble = "<html><body><p>Error establishing a database connection</p></body></html>"
    _answers_all(site, lambda path: FRONT if next(asked) == 0 else trouble)
    failures = _failures(site, crawl(site.url))
    assert len(failures) > 3
    assert "not_found" not in failures.values()


def test_script_applications_are_left_alone(site: Any, crawl: Crawl) -> None:
    shell = _html("<div id='app'></div>" + _links("/a.html", "/b/c.html"), head="<script src='/app.js'></script>")
    _answers_all(site, lambda path: shell)
    failures = _failures(site, crawl(site.url))
    assert {"/a.html", "/b/c.html"} <= set(failures)
    assert "not_found" not in failures.values()
    assert _probes(site) == []


def test_the_home_behind_a_splash_page_is_never_named(site: Any, crawl: Crawl) -> None:
    home = _html("<h1>หน้าหลัก</h1>" + _links("/plan.html", "/x/dead.html", "/y/gone.html"))
    site.raw_page("/", '<html><body><a href="/first/">เข้าสู่เว็บไซต์</a><a href="/first/?l=en">English</a></body></html>')
    site.raw_page("/plan.html", _html("<p>แผนพัฒนา</p>"))
    _answers_all(site, lambda path: home)
    failures = _failures(site, crawl(site.url))
    assert (failures["/first/"], failures["/plan.html"]) == (None, None)
    assert (failures["/x/dead.html"], failures["/y/gone.html"]) == ("not_found", "not_found")
