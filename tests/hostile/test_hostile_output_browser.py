"""The reports with hostile text, opened in the real browser: nothing runs, nothing is asked for, no dialog opens."""

import io
import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crawler.browser_find import find_browser
from reports import WRITERS, ReportOptions
from reports.proof_page import render_proof
from tests.hostile.output_corpus import CORPUS, Poison, small_audit, small_proof

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
SHIFTS = range(0, len(CORPUS), 9)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = find_browser("")
    if found is None:
        pytest.skip("no browser was found on this machine")
    with playwright.sync_playwright() as started:
        # Whatever a page asks for, no packet leaves the machine: no name is known and the only proxy is a closed port.
        arguments = ["--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9"]
        opened = started.chromium.launch(executable_path=found.path, args=arguments, chromium_sandbox=os.geteuid() != 0)
        yield opened
        opened.close()


class Watched:
    """What a page did when it was opened and touched."""

    def __init__(self, browser: Any, file: Path) -> None:
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.told: list[str] = []
        own = file.as_uri()
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        context.on("page", lambda other: self.asked.append(f"window {other.url}"))
        context.on("request", lambda request: None if request.url.startswith(("data:", own)) else self.asked.append(request.url))
        context.route("**/*", lambda route: route.continue_() if route.request.url == own else route.abort())
        page.goto(own)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.mouse.move(300, 300)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
        self.addresses = page.evaluate("[...document.links].map(one => one.protocol)")
        self.sound = page.evaluate("document.querySelectorAll('script, base, iframe, object, embed, form').length === 0")
        self.words = page.evaluate("document.body.innerText")
        self.stayed = page.url == own
        context.close()


def mixed(record: Any, shift: int) -> Any:
    """Each text field another text of the corpus; over all shifts each text stands in many places."""
    texts = islice(cycle(text for text in CORPUS.values() if len(text) < 10_000), shift, None)
    return Poison(lambda: next(texts)).into(record)


def picture(name: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "#345").save(out, "PNG")
    return out.getvalue()


def assert_inert(seen: Watched, protocols: set[str]) -> None:
    assert seen.dialogs == []
    assert seen.asked == []
    assert seen.told == []
    assert seen.sound
    assert seen.stayed
    assert set(seen.addresses) <= protocols
    assert "แผนงาน 2566" in seen.words


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_report_is_inert(browser: Any, tmp_path: Path, shift: int) -> None:
    file = tmp_path / "report.html"
    with file.open("wb") as stream:
        WRITERS["html"](mixed(small_audit(), shift), stream, ReportOptions("th", "1.0", picture))
    assert_inert(Watched(browser, file), {"http:", "https:", "file:"})  # places in the page itself are of the file


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_page_of_a_proof_asks_for_its_own_pictures_only(browser: Any, tmp_path: Path, shift: int) -> None:
    file = tmp_path / "proof" / "index.html"
    file.parent.mkdir()
    file.write_text(render_proof(mixed(small_proof(), shift), "en", "1.0"), encoding="utf-8")
    seen = Watched(browser, file)
    pictures = [url for url in seen.asked if url.startswith(file.parent.as_uri() + "/")]
    assert [url for url in seen.asked if url not in pictures] == []
    seen.asked.clear()
    seen.told[:] = [line for line in seen.told if "ERR_FAILED" not in line]  # the picture, which the test refuses
    assert_inert(seen, {"http:", "https:", "file:"})


@pytest.mark.parametrize(
    "body",
    [
        "<img src=http://a.example/x.png>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>@import 'http://a.example/x'</style>",
    ],
)
def test_the_check_can_fail(browser: Any, tmp_path: Path, body: str) -> None:
    file = tmp_path / "bad.html"
    file.write_text(f"<html><body>แผนงาน 2566 {body}</body></html>", encoding="utf-8")
    with pytest.raises(AssertionError):
        assert_inert(Watched(browser, file), {"http:", "https:", "file:"})
