"""A website whose words, addresses and headers are hostile: kept as a snapshot, as a crawl (or a stranger) would leave it."""

from html import escape
from pathlib import Path
from urllib.parse import quote

from oit.agency import Agency
from oit.content import Region
from oit.exchange import Exchange
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, UnfetchedLink
from store.snapshots import SnapshotWriter
from tests.hostile.output_corpus import CORPUS

HOST = "https://www.agency.example"
AT = "2023-04-18T09:00:00+07:00"
TITLE = "แผนดำเนินงานประจำปี 2566"
_SHORT = {name: text for name, text in CORPUS.items() if len(text) < 4000}
_HTML = "text/html; charset=utf-8"


def hostile_pages() -> dict[str, bytes]:
    """Path -> page. The front page links to all; each page is about the plan of O10 and bears one text of the corpus wherever it can."""
    texts = {f"/{quote(name)}/{quote(text[:60], safe='', errors='replace')}": text for name, text in _SHORT.items()}
    pages = {path: page_of(text) for path, text in texts.items()}
    links = "".join(f'<li><a href="{escape(path)}" title="{_shown(text)}">{TITLE} {_shown(text)}</a></li>' for path, text in texts.items())
    odd = "".join(f'<a href="{_shown(text)}">รายงานผลการดำเนินงาน 2566 {_shown(text)}</a><img alt="{_shown(text)}" src="{_shown(text)}">'
                  for text in _SHORT.values())  # fmt: skip
    head = f"<title>{_shown(CORPUS['osc_title'] + CORPUS['script'] + CORPUS['bidi_override'])}</title>"
    front = f"<html><head>{head}</head><body><ul>{links}</ul><div>{odd}</div></body></html>"
    return {"/": front.encode("utf-8", "replace"), **pages}


def page_of(text: str) -> bytes:
    """A page that shows the item, but for when the work is done, with the text in its title, heading, table, address and form."""
    shown = _shown(text)
    return (
        f"<html><head><title>{TITLE} {shown}</title></head><body><h1>{TITLE} {shown}</h1>"
        f"<p>โครงการ {shown} งบประมาณ 1,000 บาท {shown}</p><table><tr><td>{shown}</td><td>{TITLE}</td></tr></table>"
        f"<a href='{shown}'>{TITLE}</a><form action='{shown}'><input placeholder='{shown}'></form></body></html>"
    ).encode("utf-8", "surrogatepass")


def _shown(text: str) -> str:
    return escape(text)


def hostile_snapshot(folder: Path) -> Path:
    """The site as its crawl leaves it, and beside it records that no crawl of ours writes: a snapshot may come from anywhere."""
    writer = SnapshotWriter(folder)
    pages = hostile_pages()
    for number, (path, body) in enumerate(pages.items()):
        text = list(_SHORT.values())[number % len(_SHORT)]
        url = HOST + path
        headers = (("Content-Type", _HTML), ("X-\x1b[31m", text), ("Location", text), ("Set-Cookie", text))
        sha256 = writer.answer(Exchange(url, AT, (), 200, headers, body))
        seen = () if path == "/" else (Sighting(f"{TITLE} {text}", text, HOST + "/", Region.CONTENT, text),)
        writer.resource(Resource(url, url, 200, None, f"text/html; {text}", sha256, len(body), AT, seen, detail=text))
    for name, text in _SHORT.items():
        odd = text if name != "null_bytes" else f"{HOST}/\0"
        seen = (Sighting(f"รายงานผลการดำเนินงาน {text}", text, text, Region.CONTENT, text),)
        writer.resource(Resource(odd, odd, 500, FetchFailure.SERVER_ERROR, text, "", 0, AT, seen, detail=text, screenshot=text))
        writer.unfetched(UnfetchedLink(HOST + "/not/" + odd, NotFetched.PAGE_LIMIT, seen))
    words = CORPUS["osc_8_link"] + CORPUS["bidi_override"] + CORPUS["rich_markup"] + CORPUS["surrogates"]
    facts = CrawlFacts(AT, AT, 9, 9, 9, 1, 9999, words, words, words, words, words)
    writer.finish(Agency(HOST + "/", words, "sao"), facts)
    return folder
