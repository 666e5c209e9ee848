"""A generated site as answers by address: read into a snapshot as a crawl would have kept it, or served on loopback for a real crawl."""

import hashlib
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from oit.agency import Agency
from oit.content import Content, Page
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.documents import read_document
from reading.html import read_page
from reading.kinds import sniff

HOST = "https://www.agency.example"
WHEN = "2023-04-18T09:00:00+07:00"
MOST_SIGHTINGS = 20
_PICTURES = (".png", ".jpg", ".gif")


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    content_type: str


Site = Mapping[str, Answer]  # path with query, percent signs decoded -> what the server sends; what is not there is a 404


def target_of(url: str) -> str:
    """The key of a site for an address: path and query, percent signs decoded."""
    parts = urlsplit(url)
    return unquote(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")


def read_content(answer: Answer, url: str) -> Content:
    """Bytes read by the tool's own readers."""
    if sniff(answer.body, answer.content_type, url) == "html":
        return read_page(answer.body, url, answer.content_type)
    return read_document(answer.body, url, answer.content_type)


def gather(site: Site, name: str, kind: str) -> SiteSnapshot:
    """Every address that the site's pages lead to, breadth first from "/", without the network."""
    start = f"{HOST}/"
    waiting, contents = deque([start]), dict[str, Content | None]()
    seen: dict[str, list[Sighting]] = {start: []}
    while waiting:
        url = waiting.popleft()
        answer = site.get(target_of(url))
        content = contents[url] = read_content(answer, url) if answer else None
        if isinstance(content, Page):
            for link in content.links:
                if link.url is None:
                    continue
                if link.url not in seen and _within(link.url):
                    waiting.append(link.url)
                sighting = Sighting(link.text, link.heading, url, link.region, link.context)
                if link.url != start and sighting not in seen.setdefault(link.url, []):
                    seen[link.url].append(sighting)
    resources = tuple(_resource(url, site, content, seen[url]) for url, content in contents.items())
    unfetched = tuple(UnfetchedLink(url, _why(url), tuple(found[:MOST_SIGHTINGS])) for url, found in seen.items() if url not in contents)
    return SiteSnapshot(Agency(start, name, kind), _facts(resources), resources, unfetched)


def _within(url: str) -> bool:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" == HOST and not parts.path.lower().endswith(_PICTURES)


def _why(url: str) -> NotFetched:
    return NotFetched.TYPE if url.startswith(f"{HOST}/") else NotFetched.OFF_SCOPE


def _resource(url: str, site: Site, content: Content | None, seen: list[Sighting]) -> Resource:
    sighted = tuple(seen[:MOST_SIGHTINGS])
    if content is None:
        return Resource(url, url, 404, FetchFailure.NOT_FOUND, "", "", 0, WHEN, sighted)
    answer = site[target_of(url)]
    digest = hashlib.sha256(answer.body).hexdigest()
    return Resource(url, url, 200, None, answer.content_type, digest, len(answer.body), WHEN, sighted, content=content)


def _facts(resources: tuple[Resource, ...]) -> CrawlFacts:
    pages = sum(isinstance(resource.content, Page) for resource in resources)
    documents = sum(resource.content is not None for resource in resources) - pages
    size = sum(resource.size for resource in resources)
    return CrawlFacts(WHEN, WHEN, len(resources), pages, documents, 0, size, "finished", "", "never", "benchmark", "o01_o43 1")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        answer = site.get(target_of(self.path))
        sent = answer or Answer(b"<html><body><h1>404 Not Found</h1></body></html>", "text/html")
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", sent.content_type)
        self.send_header("Content-Length", str(len(sent.body)))
        self.end_headers()
        self.wfile.write(sent.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the tables are what people look at."""


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of the site on loopback while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
