"""No road that a page can take leads the browser to a forbidden address. The last test opens the guard: the roads are no dead ends."""

from collections.abc import Iterator, Sequence

import pytest

from tests.hostile.browser_ground import FOUND, Ground, ground
from tests.hostile.browser_pages import BYWAYS, ROADS, page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        yield made


def test_no_road_of_a_page_leads_there(land: Ground) -> None:
    land.site.page("/roads", page(ROADS, land.far.place))
    report = f"Content-Security-Policy-Report-Only: default-src 'none'; report-uri http://{land.far.place}/report"
    land.site.page("/byways", page(BYWAYS, land.far.place), report, f"Link: <http://{land.far.place}/link>; rel=preload; as=script")
    land.site.page("/beside", page(ROADS, land.beside.place))
    visited = land.visit(("/roads", "/byways", "/beside"))
    assert land.reached == []
    assert visited.refused >= 2 * len(ROADS) - 6  # what is a frame in one page may be asked for once only
    assert all("ข้อความของหน่วยงาน" in rendered.html and "SECRET" not in rendered.html for rendered in visited.came)
    assert visited.connected == {("127.0.0.1", land.site.port)}


def test_no_redirect_and_no_navigation_leads_there(land: Ground) -> None:
    site, far = land.site, f"http://{land.far.place}/"
    for status in (301, 302, 303, 307, 308):
        site.redirect(f"/{status}", far, status)
    for hop in range(6):
        site.redirect(f"/hop{hop}", f"/hop{hop + 1}" if hop < 5 else far)
    site.page("/refresh", f"<meta http-equiv=refresh content='0; url={far}'>")
    site.page("/refresh-header", "", f"Refresh: 0; url={far}")
    site.page("/location", f"<script>location = '{far}'</script>")
    site.page("/replace", f"<script>setTimeout(() => location.replace('{far}'), 50)</script>")
    site.page("/submits", f"<form method=post action='{far}'><input name=a></form><script>document.forms[0].submit()</script>")
    site.page("/gets", f"<form action='{far}'><button>x</button></form><script>document.querySelector('button').click()</script>")
    site.page("/opens-frame", "<iframe src='/302'></iframe><script>fetch('/307', {mode: 'no-cors'}).catch(() => 0)</script>")
    site.page("/top", f"<iframe sandbox='allow-scripts allow-top-navigation' srcdoc=\"<script>top.location = '{far}'</script>\"></iframe>")
    site.page("/click", f"<button type=button onclick=\"location = '{far}'\">แผนปฏิบัติการ</button><a href='{far}' onclick=''>แผน</a>")
    site.page("/based", f"<base href='{far}'><script src='x.js'></script><iframe src='y.html'></iframe>")
    site.page("/download", f"<a download href='{far}'>x</a><script>document.querySelector('a').click()</script>")
    paths = [path for path in site.answers if not path.startswith("/hop") or path == "/hop0"]
    visited = land.visit(paths)
    assert land.reached == []
    assert visited.refused >= 10
    assert not any("SECRET" in rendered.html for rendered in visited.came)
    shown = dict(zip(paths, visited.came, strict=True))
    for path in ("/301", "/hop0", "/refresh", "/location", "/replace", "/download"):
        assert (shown[path].html, shown[path].problem) == ("", "HTTP 403 in the browser"), path  # and not an empty page of the site's
    for path in ("/submits", "/gets", "/opens-frame", "/click", "/based"):
        assert "ข้อความของหน่วยงาน" in shown[path].html, path


def test_a_name_that_changes_its_answer_gains_nothing(land: Ground) -> None:
    asked: list[str] = []

    async def lookup(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if host == "changes.test":
            return ("127.0.0.1",) if asked.count(host) == 1 else ("127.0.0.2",)
        return {"both.test": ("127.0.0.2", "127.0.0.1"), "bad.test": ("127.0.0.2",)}.get(host, (host,))

    script = "<script>setInterval(() => { fetch('/again').catch(() => 0); new WebSocket('ws://' + location.host + '/ws') }, 100)</script>"
    land.site.page("/", f"<p>first answer</p>{script}<iframe src='/frame'></iframe>")
    visited = land.visit([f"http://{name}.test:{land.site.port}/" for name in ("changes", "both", "bad")], lookup)
    changes, both, bad = visited.came
    assert "first answer" in changes.html
    assert "first answer" in both.html
    assert bad.html == ""
    assert land.reached == []
    assert asked.count("changes.test") > 2
    assert visited.refused > 2
    assert visited.connected == {("127.0.0.1", land.site.port)}
    assert land.site.times("/frame") == 1  # for both.test: the other name had changed by then


def test_the_roads_lead_there_where_the_guard_is_open(land: Ground) -> None:
    land.site.page("/roads", page(ROADS, land.far.place))
    visited = land.visit(("/roads",), more=(land.far.place,))
    assert {path.strip("/") for path in land.far.paths()} >= ROADS.keys()
    assert visited.refused == 0
