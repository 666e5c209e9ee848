"""Verdicts of a second night: found again where nothing has changed, and always what judging the snapshot afresh gives."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.verdicts
import rules
from app.judging import Terms, judge_folder
from app.known_verdicts import content_key
from app.ocr import NEVER
from app.verdicts import Wanted, verdicts
from benchmarks.accuracy.generate import Generated, generate
from benchmarks.accuracy.variant import draw
from oit.audit import AgencyAudit
from oit.content import Page
from oit.day import WatchedDay
from oit.plain_data import from_data, to_data
from oit.snapshot import FetchFailure
from reading.bundle import Bundle, bundle
from reading.html import read_page
from store.snapshot_reader import load_outline
from store.snapshots import load_snapshot
from tests.crawler.conftest import Site, _serve
from tests.crawler.repeats import DAY, YEAR, Nights, nurse

TERMS = Terms("o01_o43", YEAR, DAY)
days = st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1))


@pytest.fixture(scope="module")
def made() -> Generated:
    pack = rules.load_pack()
    return generate(draw(1, 3, pack), 1, pack)


@pytest.fixture(scope="module")
def site(made: Generated) -> Iterator[Site]:
    """A generated agency's site, without validators."""
    for one in _serve("127.0.0.1"):
        for path, answer in made.site.items():
            one.answer(path, 200, answer.body, **{"Content-Type": answer.content_type})
        one.answers = _Unquoted(one.answers)
        yield one


class _Unquoted(dict[str, Any]):
    def get(self, path: str, default: Any = None) -> Any:
        return super().get(unquote(path), default)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    process = nurse()
    yield Nights(tmp_path_factory.mktemp("nights"), process)
    assert process.stdin is not None
    process.stdin.close()
    process.wait(20)


@pytest.fixture(scope="module")
def first(site: Site, made: Generated, nights: Nights) -> tuple[Path, AgencyAudit]:
    folder = nights.crawl(f"{site.url}/", name=made.variant.name)
    return folder, verdicts(folder, wanted(None))[0]


def wanted(earlier: Path | None, day: dt.date = DAY) -> Wanted:
    return Wanted(replace(TERMS, day=day), NEVER, earlier, lambda _: None)


def evidence(audit: AgencyAudit) -> tuple[str, ...]:
    """Every location that the verdicts rest on."""
    return tuple(dict.fromkeys(url for item in audit.items for one in item.evidence for url in (one.url, one.found_on) if url))


def untimed(audit: AgencyAudit) -> list[Any]:
    return [replace(item, evidence=tuple(replace(one, fetched_at="") for one in item.evidence)) for item in audit.items]


def judged_anew(folder: Path, tmp_path: Path, day: dt.date = DAY) -> AgencyAudit:
    """What judging a copy of the snapshot gives that has nothing of what was read or judged before."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    shutil.rmtree(copy / "read")
    return judge_folder(copy, replace(TERMS, day=day), NEVER)[0]


def test_an_unchanged_site_is_neither_read_nor_judged_again(
    site: Site, made: Generated, nights: Nights, first: tuple[Path, AgencyAudit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, audit = first
    second = nights.crawl(f"{site.url}/", earlier=before, shown=evidence(audit), name=made.variant.name)

    def not_again(*_: Any) -> Any:
        raise AssertionError("judged again")

    with monkeypatch.context() as patched:
        patched.setattr(app.verdicts, "findings_of", not_again)
        patched.setattr(app.verdicts, "read_snapshot", not_again)
        known, snapshot = verdicts(second, wanted(before))
    assert snapshot.captured
    assert untimed(known) == untimed(audit)
    assert known == judged_anew(second, tmp_path), "byte for byte what judging gives, times included"
    assert judge_folder(second, TERMS, NEVER)[0] == known
    assert {one.fetched_at for item in known.items for one in item.evidence} <= {one.fetched_at for one in snapshot.resources}


def test_what_one_page_says_otherwise_is_judged(
    site: Site, made: Generated, nights: Nights, first: tuple[Path, AgencyAudit], tmp_path: Path
) -> None:
    """Every page with another visitor number: nothing is the same by its bytes, the verdicts are. Then an item's page is taken away."""
    before, audit = first
    kept = dict(site.answers)
    try:
        for path, answer in made.site.items():
            counted = answer.body.replace(b"</body>", b"<p>12,345</p></body>")
            site.answer(path, 200, counted, **{"Content-Type": answer.content_type})
        second = nights.crawl(f"{site.url}/", earlier=before, shown=evidence(audit), name=made.variant.name)
        counted_audit, _ = verdicts(second, wanted(before))
        assert counted_audit == judged_anew(second, tmp_path)
        outcomes = {item.code: item.outcome for item in counted_audit.items}
        assert outcomes == {item.code: item.outcome for item in audit.items}
        passed = next(item for item in audit.items if item.outcome == "pass" and item.evidence[0].kind == "pdf")
        gone = unquote(passed.evidence[0].url.removeprefix(site.url))
        del site.answers[gone]
        third = nights.crawl(f"{site.url}/", earlier=second, shown=evidence(audit), name=made.variant.name)
        after = {item.code: item.outcome for item in verdicts(third, wanted(second))[0].items}
        assert after[passed.code] != "pass"
    finally:
        site.answers.clear()
        site.answers.update(kept)


def test_verdicts_that_hang_on_the_day_are_judged_on_another_day(first: tuple[Path, AgencyAudit], tmp_path: Path) -> None:
    """The same folder as its own night before: what is recalled is right on every day, or judged anew."""
    before, _ = first
    for day in (DAY, DAY - dt.timedelta(days=400), DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=300)):
        copy = tmp_path / day.isoformat()
        shutil.copytree(before, copy)
        shutil.rmtree(copy / "read")
        assert verdicts(copy, wanted(before, day))[0] == judged_anew(before, tmp_path / f"{day}-anew", day)


@given(days, st.lists(st.tuples(st.sampled_from(["<", "<=", ">", ">="]), days, st.integers(-500, 500)), min_size=1, max_size=6), days)
@settings(max_examples=150, deadline=None)
def test_a_watched_day_knows_on_which_days_it_would_say_the_same(
    day: dt.date, asked: list[tuple[str, dt.date, int]], other: dt.date
) -> None:
    def answers(of: dt.date) -> list[bool]:
        signs = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}
        return [signs[sign](limit, of + dt.timedelta(days=ahead)) for sign, limit, ahead in asked]

    watched = WatchedDay(day)
    assert answers(watched) == answers(day)
    assert watched.bounds.holds(day)
    if watched.bounds.holds(other):
        assert answers(other) == answers(day)
    for edge, beyond in ((watched.bounds.first, -1), (watched.bounds.last, 1)):
        if edge not in (dt.date.min, dt.date.max):
            assert answers(edge + dt.timedelta(days=beyond)) != answers(day), "no narrower than it must be"


_TELLS = [str, repr, hash, lambda d: d.year, lambda d: d.isoformat(), lambda d: d == DAY, lambda d: d - DAY, lambda d: f"{d:%Y}"]


@pytest.mark.parametrize("tell", _TELLS)
def test_who_is_told_the_day_itself_binds_to_it(tell: Any) -> None:
    watched = WatchedDay(DAY)
    tell(watched)
    assert (watched.bounds.first, watched.bounds.last) == (DAY, DAY)


def test_findings_come_back_from_plain_data(first: tuple[Path, AgencyAudit]) -> None:
    items = first[1].items
    assert tuple(from_data(type(item), to_data(item)) for item in items) == items
    broken = to_data(items[0]) | {"outcome": 5}
    with pytest.raises(ValueError, match="5"):
        from_data(type(items[0]), broken)


def test_pages_come_back_from_a_bundle(first: tuple[Path, AgencyAudit]) -> None:
    seen = load_snapshot(first[0], lambda body, one: read_page(body, one.final_url, one.content_type) if b"<html" in body[:500] else None)
    pages = {one.url: one.content for one in seen.resources if isinstance(one.content, Page)}
    assert len(pages) > 10
    text = bundle(pages)
    again = Bundle.of(text)
    assert {url: again.get(url) for url in pages} == pages
    assert again.get("elsewhere") is None
    for damaged in ("", "[]", "{}", "[" * 100_000, '{"links":[],"blocks":[],"pages":[]}'):
        with pytest.raises(ValueError, match=r"."):
            Bundle.of(damaged)
    short = Bundle.of(text.replace('"links":[[', '"links":[[1],[', 1))
    with pytest.raises(ValueError, match=r"."):
        [short.get(url) for url in pages]


def test_how_a_failure_was_put_into_words_changes_no_verdict(first: tuple[Path, AgencyAudit]) -> None:
    """A host that is not known is looked up once: the next address on it fails with other words, each night another one first."""
    snapshot = load_outline(first[0])
    told = replace(snapshot, resources=tuple(replace(one, detail="in other words") for one in snapshot.resources))
    failed = replace(snapshot, resources=(replace(snapshot.resources[0], failure=FetchFailure.TIMEOUT), *snapshot.resources[1:]))
    assert content_key(told, TERMS, NEVER) == content_key(snapshot, TERMS, NEVER) != content_key(failed, TERMS, NEVER)
