"""Whatever a site holds, the judgement ends with 43 findings, the same each time, and accuses nobody of what was not looked at."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rules
from oit.agency import Agency
from oit.audit import Outcome
from oit.content import Document, Region, TextLayer
from oit.judge import judge
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.html import read_page

HOST = "https://a.example"
FACTS = CrawlFacts("2023-04-18T10:00:00+07:00", "2023-04-18T10:01:00+07:00", 3, 2, 1, 0, 9, "finished", "", "never", "x", "o01_o43/1")
TITLES = [item.title_th for item in rules.load_pack().items]
pieces = st.one_of(
    st.sampled_from(TITLES),
    st.sampled_from(["2566", "พ.ศ. 2561-2565", "ดาวน์โหลด", "ITA 2566", "โทร 0-2123-4567", " | "]),
    st.sampled_from(["<b>", "</div>", "<table><tr><td>O12<td>", "<h2>", "</a>"]),
    st.text(max_size=30),
)
links = st.builds(
    lambda href, text: f'<a href="{href}">{text}</a>',
    st.sampled_from(
        ["#", "", "/p0", "/p1", "/d.pdf", "/x.jpg", "javascript:void(0)", "https://b.example/y", "\\\\p1", "?year=2566", "http://["]
    ),
    pieces,
)
bodies = st.lists(st.one_of(pieces, links), max_size=25).map(" ".join)


def resource(path: str, content: object, sha: str, seen: tuple[Sighting, ...], failure: FetchFailure | None = None) -> Resource:
    return Resource(f"{HOST}{path}", f"{HOST}{path}", 200, failure, "text/html", sha, 9, FACTS.started, seen, content=content)  # type: ignore[arg-type]


@st.composite
def snapshots(draw: st.DrawFn) -> SiteSnapshot:
    texts = draw(st.lists(bodies, min_size=1, max_size=3))
    pages = [
        resource("/" if n == 0 else f"/p{n}", read_page(text.encode(errors="replace"), f"{HOST}/p{n}"), f"{n}" * 64,
                 () if n == 0 else (Sighting(draw(pieces), "", f"{HOST}/", Region.MENU),))
        for n, text in enumerate(texts)
    ]  # fmt: skip
    layer = draw(st.sampled_from(TextLayer))
    paper = Document(f"{HOST}/d.pdf", "pdf", draw(pieces), tuple(draw(st.lists(bodies, max_size=2))), 1, layer)
    found = Sighting(draw(pieces), draw(pieces), f"{HOST}/", Region.CONTENT)
    left = UnfetchedLink(f"{HOST}/left", draw(st.sampled_from(NotFetched)), (found,))
    failed = resource("/f", None, "", (found,), draw(st.sampled_from(FetchFailure)))
    return SiteSnapshot(Agency(HOST, draw(pieces)), FACTS, (*pages, resource("/d.pdf", paper, "d" * 64, (found,)), failed), (left,))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_any_site_is_judged(snapshot: SiteSnapshot) -> None:
    pack, words = rules.load_pack(), rules.load_words()
    first = judge(snapshot, pack, words, dt.date(2023, 4, 18), 2566)
    assert first == judge(snapshot, pack, words, dt.date(2023, 4, 18), 2566)
    assert [finding.code for finding in first.items] == [item.code for item in pack.items]
    assert 0 <= first.score.oit.lowest <= first.score.oit.highest <= 100
    for finding in first.items:
        assert finding.reasons, finding.code
        assert len(finding.evidence) <= 3
        if finding.outcome in (Outcome.PASS, Outcome.OUTDATED, Outcome.INCOMPLETE):
            assert finding.best_url is not None
