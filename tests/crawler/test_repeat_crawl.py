"""A second night: what has not changed is not sent again, what has changed is seen, and the new snapshot stands alone."""

import datetime as dt
import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from oit.content import Page
from oit.snapshot import Resource
from reading.html import read_page
from store.snapshot_reader import load_outline
from store.snapshots import archive_of, load_snapshot
from store.verifying import problems_of
from tests.crawler.conftest import Site, _serve
from tests.crawler.repeats import Nights, nurse

SINCE = "responses.jsonl"


class Watched:
    """A site whose pages have validators, and what its server was asked and sent."""

    def __init__(self, site: Site) -> None:
        self.site, self.url = site, site.url
        self.asked: list[tuple[str, bool, int]] = []  # path, asked conditionally, status
        self.sent = 0  # bytes of bodies

    def page(self, path: str, body: str, etag: str | None = None, modified: str = "", lies: int = 0) -> None:
        """`etag` None: the hash of the bytes, "" none at all. `lies`: the status that is sent whatever was asked."""
        html = f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{path}</title></head><body>{body}{FILLER}</body></html>"
        data = html.encode()
        tag = f'"{hashlib.md5(data).hexdigest()}"' if etag is None else etag

        def send(handler: BaseHTTPRequestHandler) -> None:
            named = handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")
            same = (bool(tag) and named[0] == tag) or (not tag and bool(modified) and named[1] == modified)
            status = lies or (304 if same else 200)
            self.asked.append((path, any(named), status))
            handler.send_response(status)
            headers = {"ETag": tag, "Last-Modified": modified, "Content-Type": "text/html; charset=utf-8" if status == 200 else ""}
            for name, value in {**headers, "Content-Length": str(len(data)) if status == 200 else ""}.items():
                if value:
                    handler.send_header(name, value)
            handler.end_headers()
            if status == 200:
                self.sent += len(data)
                handler.wfile.write(data)

        self.site.answers[path] = send

    def links(self, path: str, *hrefs: str, **more: Any) -> None:
        self.page(path, "".join(f'<p><a href="{href}">rank {90 - 3 * place} {href}</a></p>' for place, href in enumerate(hrefs)), **more)

    def night(self) -> list[tuple[str, bool, int]]:
        """What was asked since the last call."""
        asked, self.asked, self.sent = self.asked, [], 0
        return asked


FILLER = "<p>" + "ข้อความของหน่วยงานสำหรับทดสอบ " * 30 + "</p>"


@pytest.fixture(scope="module")
def nurse_process() -> Iterator[Any]:
    process = nurse()
    yield process
    assert process.stdin is not None
    process.stdin.close()
    process.wait(20)


@pytest.fixture
def nights(nurse_process: Any, tmp_path: Path) -> Nights:
    return Nights(tmp_path, nurse_process)


@pytest.fixture
def watched() -> Iterator[Watched]:
    for site in _serve("127.0.0.1"):
        made = Watched(site)
        made.links("/", "/a", "/b", "/c")
        for path in ("/a", "/b", "/c"):
            made.page(path, f"<h1>หน้า {path}</h1>")
        yield made


def resources(folder: Path) -> dict[str, Resource]:
    """By path, without contents."""
    return {"/" + one.url.split("/", 3)[3]: one for one in load_outline(folder).resources}


def whole(folder: Path) -> dict[str, str]:
    """The text of each page, every body checked against its hash; nothing else is wrong with the snapshot either."""
    assert problems_of(folder, deep=True) == ()
    seen = load_snapshot(folder, lambda body, one: read_page(body, one.final_url, one.content_type))
    return {one.url: one.content.text for one in seen.resources if isinstance(one.content, Page)}


def age(folder: Path, days: float) -> None:
    """Makes the bodies of a snapshot so many days older."""
    lines = (folder / SINCE).read_text(encoding="utf-8").splitlines()
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat(timespec="seconds")
    made = [json.dumps({**record, "since": then} if record.get("since") else record) for record in map(json.loads, lines)]
    (folder / SINCE).write_text("\n".join(made) + "\n", encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][SINCE]["sha256"] = hashlib.sha256((folder / SINCE).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_what_has_not_changed_is_not_sent_again(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    bodies = watched.sent
    assert bodies > 4_000
    assert all(not conditional for _, conditional, _ in watched.night())
    second = nights.crawl(watched.url + "/", earlier=first)
    assert sorted(watched.asked) == [(path, True, 304) for path in ("/", "/a", "/b", "/c")]
    assert watched.sent == 0
    before, after = resources(first), resources(second)
    assert {path: one.sha256 for path, one in after.items()} == {path: one.sha256 for path, one in before.items()}
    assert all((one.status, one.failure) == (200, None) and "" < one.unchanged_since <= one.fetched_at for one in after.values())
    assert all(not one.unchanged_since for one in before.values())


def test_the_second_snapshot_needs_no_other(watched: Watched, nights: Nights) -> None:
    """Every body is in its own archive, the server's word stands as a revisit of its kind, and a third night can rest on the second."""
    first = nights.crawl(watched.url + "/")
    text = whole(first)
    second = nights.crawl(watched.url + "/", earlier=first)
    shutil.rmtree(first)
    assert whole(second) == text
    with (second / "responses.warc.gz").open("rb") as file:
        checked = ArchiveIterator(file, check_digests="raise")
        records = [(one.rec_type, one.rec_headers.get_header("WARC-Profile"), one.content_stream().read()) for one in checked]
    revisits = [profile for kind, profile, _ in records if kind == "revisit"]
    assert revisits == ["http://netpreserve.org/warc/1.1/revisit/server-not-modified"] * 4
    assert sum(kind == "response" and b"<title>/" in body for kind, _, body in records) == 4
    watched.night()
    third = nights.crawl(watched.url + "/", earlier=second)
    assert {status for _, _, status in watched.asked} == {304}
    assert whole(third) == text
    since = {one.sha256: one.unchanged_since for one in resources(second).values()}
    assert {one.sha256: one.unchanged_since for one in resources(third).values()} == since, "since when the body is held, not confirmed"


def test_a_changed_page_is_seen(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    watched.night()
    watched.page("/b", "<h1>หน้าใหม่</h1>")
    second = nights.crawl(watched.url + "/", earlier=first)
    assert ("/b", True, 200) in watched.asked
    assert "หน้าใหม่" in whole(second)[watched.url + "/b"]
    assert resources(second)["/b"].unchanged_since == ""
    assert resources(second)["/a"].unchanged_since


def test_last_modified_alone_will_do(watched: Watched, nights: Nights) -> None:
    watched.page("/a", "<h1>เอกสาร</h1>", etag="", modified="Mon, 03 Apr 2023 01:02:03 GMT")
    first = nights.crawl(watched.url + "/")
    watched.night()
    second = nights.crawl(watched.url + "/", earlier=first)
    assert ("/a", True, 304) in watched.asked
    assert "เอกสาร" in whole(second)[watched.url + "/a"]


def test_without_validators_nothing_is_asked_conditionally(watched: Watched, nights: Nights) -> None:
    for path in ("/a", "/b", "/c"):
        watched.page(path, "<h1>หน้า</h1>", etag="")
    watched.links("/", "/a", "/b", "/c", etag="")
    first = nights.crawl(watched.url + "/")
    watched.night()
    second = nights.crawl(watched.url + "/", earlier=first)
    assert [(conditional, status) for _, conditional, status in watched.asked] == [(False, 200)] * 4
    assert whole(second) == whole(first)


def test_a_page_that_is_gone_stays_gone(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    del watched.site.answers["/b"]
    second = nights.crawl(watched.url + "/", earlier=first)
    gone = resources(second)["/b"]
    assert (gone.status, gone.failure) == (404, "not_found")
    assert gone.sha256 == "" or gone.sha256 != resources(first)["/b"].sha256
    assert watched.url + "/b" not in whole(second)


def test_a_page_that_nothing_leads_to_any_more_is_not_asked_for(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/", shown=())
    watched.links("/", "/a", "/c")
    watched.night()
    second = nights.crawl(watched.url + "/", earlier=first, shown=(watched.url + "/b",))
    assert "/b" not in {path for path, _, _ in watched.asked}
    assert "/b" not in resources(second)


def test_a_304_that_nobody_asked_for_is_no_page(watched: Watched, nights: Nights) -> None:
    watched.page("/b", "<h1>x</h1>", lies=304)
    first = nights.crawl(watched.url + "/")
    one = resources(first)["/b"]
    assert (one.status, one.failure, one.sha256) == (304, "bad_answer", "")
    second = nights.crawl(watched.url + "/", earlier=first)
    assert resources(second)["/b"].failure == "bad_answer"
    assert all(not conditional for path, conditional, _ in watched.asked if path == "/b")


def test_a_304_about_another_etag_is_not_believed(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    asked: list[bool] = []

    def send(handler: BaseHTTPRequestHandler) -> None:
        conditional = handler.headers.get("If-None-Match") is not None
        asked.append(conditional)
        body = b"" if conditional else b"<html><body><h1>another</h1></body></html>"
        handler.send_response(304 if conditional else 200)
        for name, value in {"ETag": '"another"', "Content-Type": "text/html", "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    watched.site.answers["/b"] = send
    second = nights.crawl(watched.url + "/", earlier=first)
    assert asked == [True, False]
    assert "another" in whole(second)[watched.url + "/b"]


@pytest.mark.parametrize(("days", "asked_again"), [(1, False), (8, True)])
def test_an_etag_that_never_changes_hides_a_change_for_a_week_at_most(
    watched: Watched, nights: Nights, days: float, asked_again: bool
) -> None:
    watched.page("/b", "<h1>before</h1>", etag='"always"')
    first = nights.crawl(watched.url + "/")
    watched.page("/b", "<h1>after</h1>", etag='"always"')
    age(first, days)
    second = nights.crawl(watched.url + "/", earlier=first)
    assert ("after" in whole(second)[watched.url + "/b"]) is asked_again


def test_what_shows_an_item_is_asked_in_full_sooner(watched: Watched, nights: Nights) -> None:
    """After four days at most; other pages, whose bodies are as old, after four at least."""
    first = nights.crawl(watched.url + "/")
    age(first, 3.88)
    watched.night()
    nights.crawl(watched.url + "/", earlier=first, shown=(watched.url + "/b",))
    conditional = {path: asked for path, asked, _ in watched.asked}
    assert conditional == {"/": False, "/b": False, "/a": True, "/c": True}


def test_a_body_whose_archive_is_damaged_is_fetched_again(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    text = whole(first)
    kept = next(one for one in archive_of(first).records if one.url.endswith("/b"))
    with (first / "responses.warc.gz").open("r+b") as file:
        file.seek(kept.offset)
        file.write(gzip.compress(b"WARC/1.1\r\n\r\n")[: kept.length])
    watched.night()
    second = nights.crawl(watched.url + "/", earlier=first)
    assert [(conditional, status) for path, conditional, status in watched.asked if path == "/b"] == [(True, 304), (False, 200)]
    assert whole(second) == text
    assert resources(second)["/b"].unchanged_since == ""


def test_an_earlier_snapshot_that_cannot_be_read_is_done_without(watched: Watched, nights: Nights) -> None:
    first = nights.crawl(watched.url + "/")
    (first / SINCE).write_bytes(b"{}\n")
    watched.night()
    second = nights.crawl(watched.url + "/", earlier=first)
    assert all(not conditional for _, conditional, _ in watched.asked)
    assert len(whole(second)) == 4


def test_evidence_comes_first_and_what_was_asked_before_comes_before_what_was_left(watched: Watched, nights: Nights) -> None:
    """At a limit the second night asks for the same addresses as the first, those that showed something first."""
    paths = [f"/p{number}" for number in range(12)]
    watched.links("/", *paths)
    for path in paths:
        watched.page(path, f"<h1>{path}</h1>")
    first = nights.crawl(watched.url + "/", max_pages=6)
    asked = [path for path, _, _ in watched.night()]
    assert len(asked) == 6
    last = asked[-1]
    second = nights.crawl(watched.url + "/", earlier=first, shown=(watched.url + last,), max_pages=6)
    again = [path for path, _, _ in watched.asked]
    assert again[:2] == ["/", last]
    assert sorted(again) == sorted(asked)
    assert list(resources(second)) == list(resources(first)), "the snapshot tells them in the order of the first night"


def test_a_new_link_of_promise_takes_its_place_at_a_limit(watched: Watched, nights: Nights) -> None:
    paths = [f"/p{number}" for number in range(12)]
    plain = "".join(f'<p><a href="{path}">{path}</a></p>' for path in paths)
    watched.page("/", plain)
    for path in (*paths, "/plan"):
        watched.page(path, f"<h1>{path}</h1>")
    first = nights.crawl(watched.url + "/", max_pages=6)
    watched.page("/", plain + '<p><a href="/plan">แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน พ.ศ. 2566</a></p>')
    watched.night()
    nights.crawl(watched.url + "/", earlier=first, max_pages=6)
    assert "/plan" in {path for path, _, _ in watched.asked}
