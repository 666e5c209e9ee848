"""Pages that never have enough of the network: each visit ends, with the page or with a named problem, and the next page is shown."""

# ruff: noqa: E501 - a page is easier to read in its own lines

from collections.abc import Iterator

import pytest

from tests.hostile.browser_ground import FOUND, HURRIED, Ground, assert_ended, ground
from tests.hostile.net_server import CALM, head

pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        yield made


FLOODS = {
    "hashes": "<script>setInterval(() => { location.hash = Math.random() }, 0)</script>",
    "reloads": "<script>location.reload()</script>",
    "refresh": "<meta http-equiv=refresh content='0'>",
    "wanders": "<script>location = '/wanders?' + Math.random()</script>",
    "frames": "<iframe src='/frames?1'></iframe><iframe src='/frames?2'></iframe><script>for (let n = 0; n < 50; n++) document.body.append(document.createElement('iframe'))</script>",
    "requests": "<script>setInterval(() => { for (let n = 0; n < 20; n++) fetch('/nothing?' + Math.random()).catch(() => 0) }, 10)</script>",
    "sockets": "<script>for (let n = 0; n < 500; n++) { new WebSocket('ws://' + location.host + '/nothing'); new EventSource('/drip?' + n) }</script>",
    "clicks": '<button type=button onclick="for (let n = 0; n < 500; n++) this.after(this.cloneNode(true))" aria-expanded=false>แผนปฏิบัติการ</button>',
}
NEVER_DONE = {
    "/drip": (b"<!DOCTYPE html><meta charset=utf-8><title>x</title>" + CALM.encode(), b"<!-- -->"),
    "/drip-script": (b"", b" "),
}


def test_pages_that_never_have_enough_end(land: Ground) -> None:
    for name, body in FLOODS.items():
        land.site.page(f"/{name}", body)
    for path, (start, again) in NEVER_DONE.items():
        land.site.endless(path, head(200, f"Content-Type: {'text/html' if start else 'text/javascript'}") + start, again, 0.05)
    land.site.page("/waits", "<script src='/drip-script'></script>")
    land.site.page("/after", "<p>after all</p>")
    floods, slow = [f"/{name}" for name in FLOODS], ["/drip", "/waits", "/after"]
    visited = [*land.visit(floods, patience=HURRIED).came, *land.visit(slow).came]
    came = dict(zip([*floods, *slow], visited, strict=True))
    assert_ended(came)
    assert "ข้อความของหน่วยงาน" in came["/drip"].html  # what came is read
