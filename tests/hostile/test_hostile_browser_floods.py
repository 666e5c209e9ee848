"""Scripts that take all time or memory: each visit ends, with the page or with a named problem, and the next page is shown."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import asyncio
from collections.abc import Iterator

import pytest

from crawler.addresses import AddressGuard
from crawler.browser import Browser, Rendered
from crawler.render_process import ChromiumProcess
from crawler.render_result import RenderProblem
from tests.hostile.browser_ground import DEADLINE, FOUND, HURRIED, SHORT, Ground, assert_ended, ground

pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        yield made


FLOODS = {
    "timers": "<script>(function again() { for (let n = 0; n < 50; n++) setTimeout(again, 0) })()</script>",
    "microtasks": "<script>(function again() { Promise.resolve().then(again) })()</script>",
    "loop-later": "<script>setTimeout(() => { while (true); }, 300)</script>",
    "nodes": "<script>setInterval(() => { const f = document.createDocumentFragment(); for (let n = 0; n < 1e5; n++) f.append(document.createElement('p')); document.body.append(f) }, 1000)</script>",
    "name": "<script>window.name = 'x'.repeat(5e7)</script>",
    "history": "<script>for (let n = 0; n < 1e5; n++) try { history.pushState('x'.repeat(1000), '', '?' + n) } catch (e) {}</script>",
    "observer": "<script>new MutationObserver(() => document.body.append('x')).observe(document.body, {childList: true}); document.body.append('x')</script>",
}


def test_scripts_without_end_end(land: Ground) -> None:
    for name, body in FLOODS.items():
        land.site.page(f"/{name}", body)
    land.site.page("/after", "<p>after all</p>")
    paths = [*(f"/{name}" for name in FLOODS), "/after"]
    assert_ended(dict(zip(paths, land.visit(paths, patience=HURRIED).came, strict=True)))


HOGS = {
    "buffers": "<script>const all = []; setTimeout(() => { for (;;) all.push(new Uint8Array(2e7).fill(1)) }, 50)</script>",
    "now-and-then": "<script>const all = []; setInterval(() => all.push(new Uint8Array(5e7).fill(1)), 20)</script>",
}


@pytest.mark.parametrize("name", HOGS)
def test_a_page_that_takes_all_memory_is_ended(land: Ground, name: str) -> None:
    land.site.page("/hog", HOGS[name])
    land.site.page("/after", "<p>after all</p>")

    async def run() -> tuple[Rendered, Rendered]:
        assert FOUND is not None
        guard = AddressGuard((land.site.place,))
        process = ChromiumProcess(FOUND, most_of_a_page=700)
        async with process, Browser(FOUND, guard, "oit-crawler/test", 5, process=process, patience=SHORT) as browser:
            hog = await asyncio.wait_for(browser.render(f"{land.site.url}/hog"), DEADLINE)
            return hog, await asyncio.wait_for(browser.render(f"{land.site.url}/after"), DEADLINE)

    hog, after = asyncio.run(run())
    assert hog.problem == RenderProblem.CRASHED
    assert "after all" in after.html
