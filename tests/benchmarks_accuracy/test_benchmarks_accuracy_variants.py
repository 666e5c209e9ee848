"""Generated agencies: the same for a seed, and a truth that follows from the draw and is there to be seen on the site."""

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

import rules
from app.judging import Terms
from benchmarks.accuracy import papers
from benchmarks.accuracy.generate import Generated, generate
from benchmarks.accuracy.judging import flips, judge_again, judged
from benchmarks.accuracy.layouts import LAYOUTS
from benchmarks.accuracy.made_site import HOST, Answer, gather, read_content, target_of
from benchmarks.accuracy.papers import filled, gaps
from benchmarks.accuracy.peers import likenesses
from benchmarks.accuracy.variant import TECHNOLOGIES, Bare, ItemPlan, State, Variant, draw, label_of, load_specification
from benchmarks.accuracy.wording import wordings
from oit.content import Document, Page
from oit.snapshot import FetchFailure, NotFetched
from oit.thai import arabic_digits

PACK = rules.load_pack("o01_o43")
ITEMS = {item.code: item for item in PACK.items}
STATES = {"O1": State.PRESENT, "O10": State.OUTDATED, "O12": State.PRESENT, "O21": State.TITLE_ONLY, "O36": State.PRESENT}


def plan(code: str, state: State, year: int = 2566) -> ItemPlan:
    """One item as a document with a plain wording, or as a page where it cannot be one."""
    item, forms = ITEMS[code], load_specification()["items"][code]["as"]
    about = year + item.period.offset - (state is State.OUTDATED)
    bare = Bare.HASH if state is State.TITLE_ONLY else Bare.NONE
    return ItemPlan(code, state, about, item.title_th, "<title>", 0, "pdf" if "pdf" in forms else forms[0], bare, False, False)


def tiny(technology: str = "menu", **changes: object) -> Variant:
    """A variant made by hand: five items as in STATES, all others missing."""
    plans = tuple(plan(item.code, STATES.get(item.code, State.MISSING)) for item in PACK.items)
    agency = load_specification()["agencies"]["sao"]["name"]
    made = Variant(0, "sao", agency, 2566, dt.date(2023, 5, 2), technology, "utf-8", True, False, "O{n} ", plans)
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made() -> Generated:
    return generate(tiny(), 1, PACK)


def test_truth_of_a_variant_made_by_hand(made: Generated) -> None:
    labels = made.labels
    assert (labels["O1"].present, labels["O1"].currency) == ("yes", "not_required")
    assert (labels["O10"].present, labels["O10"].currency) == ("yes", "outdated")
    assert (labels["O12"].present, labels["O12"].currency) == ("yes", "current")
    assert (labels["O21"].present, labels["O21"].urls) == ("no", None)
    assert [code for code, label in labels.items() if label.present == "yes"] == ["O1", "O10", "O12", "O36"]


def test_right_addresses_show_the_paper_of_the_right_year(made: Generated) -> None:
    for code, year in (("O10", 2565), ("O12", 2565), ("O36", 2566)):
        urls = made.labels[code].urls or frozenset()
        [file] = [url for url in urls if url.endswith(".pdf")]
        document = read_content(made.site[file], f"{HOST}{file}")
        assert isinstance(document, Document)
        assert f"พ.ศ. {year}" in document.text
        pages = [read_content(made.site[url], f"{HOST}{url}") for url in urls - {file}]
        assert all(isinstance(page, Page) and any(target_of(link.url or "") == file for link in page.links) for page in pages)


def test_a_bare_title_leads_nowhere(made: Generated) -> None:
    page = read_content(made.site["/"], f"{HOST}/")
    assert isinstance(page, Page)
    assert [link.url for link in page.links if link.text == ITEMS["O21"].title_th] == [None]


def test_a_missing_item_has_its_rival_and_no_paper(made: Generated) -> None:
    page = read_content(made.site["/"], f"{HOST}/")
    assert isinstance(page, Page)
    words = {link.text for link in page.links}
    missing = [code for code in ITEMS if code not in STATES]
    rivals = {filled(load_specification()["items"][code]["rival"]["text"], gaps(made.variant, 2566)) for code in missing}
    assert rivals <= words
    assert not words & {ITEMS[code].title_th for code in missing}


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_whatever_the_technology_every_right_address_can_be_reached(technology: str) -> None:
    made = generate(tiny(technology), 1, PACK)
    snapshot = gather(made.site, made.variant.name, "sao")
    reached = {target_of(resource.url) for resource in snapshot.resources if resource.failure is None}
    assert {url for label in made.labels.values() for url in label.urls or ()} <= reached
    assert set(made.site) <= reached, "a page or document that no link leads to"
    assert not [resource.url for resource in snapshot.resources if resource.failure], "a link to nothing"


def test_the_same_seed_gives_the_same_site() -> None:
    first = generate(draw(7, 4, PACK), 7, PACK)
    papers._written.cache_clear()
    assert generate(draw(7, 4, PACK), 7, PACK) == first
    assert draw(7, 4, PACK) != draw(8, 4, PACK)
    assert draw(7, 4, PACK).items != draw(7, 5, PACK).items


def test_draws_are_of_all_kinds() -> None:
    variants = [draw(3, number, PACK) for number in range(24)]
    plans = [one for variant in variants for one in variant.items]
    assert {variant.technology for variant in variants} == set(LAYOUTS) == set(TECHNOLOGIES)
    assert {variant.charset for variant in variants} == {"utf-8", "tis-620", "windows-874"}
    assert {variant.thai_digits for variant in variants} == {True, False}
    assert {variant.agency_kind for variant in variants} == set(load_specification()["agencies"])
    assert {one.state for one in plans} == set(State)
    assert {one.bare for one in plans} == set(Bare)
    assert {one.form for one in plans} >= {"page", "pdf", "docx", "xlsx", "list"}
    assert all(one.bare is Bare.NONE for one in plans if one.state is not State.TITLE_ONLY)
    assert not [one for one in plans if one.state is State.OUTDATED and ITEMS[one.code].period.kind == "none"]


@pytest.mark.parametrize("code", list(ITEMS))
def test_an_old_paper_speaks_of_no_right_year(code: str) -> None:
    """What is called outdated must not name the asked year, or a span with it, anywhere in its own text."""
    item, paper, variant = ITEMS[code], load_specification()["items"][code], tiny()
    if item.period.kind == "none":
        assert label_of(plan(code, State.PRESENT), item, None).currency == "not_required"
        return
    asked = 2566 + item.period.offset
    age = 5 if item.period.kind == "spans" else 1
    old, new = (str(filled([paper["titles"], paper.get("body"), paper.get("entries")], gaps(variant, asked - back))) for back in (age, 0))
    years = {int(year) for year in re.findall(r"25[5-7]\d", arabic_digits(old))}
    assert max(years) < asked
    assert str(asked) in new or max(int(year) for year in re.findall(r"25[5-7]\d", new)) >= asked


def test_wordings_fit_the_kind_of_agency() -> None:
    for agency in load_specification()["agencies"].values():
        for item in PACK.items:
            found = wordings(item.topic, agency["wordings"], agency["own_words"])
            assert len(set(found)) == len(found)
            assert not [text for text in found if "วิทยาลัย" in text]
            assert not [text for text in found if re.search(r"25[5-7]\d", text)]


def test_every_gap_is_filled() -> None:
    for agency in load_specification()["agencies"]:
        variant = dataclasses.replace(tiny(), agency_kind=agency)
        for paper in load_specification()["items"].values():
            text = str(filled(dict(paper), gaps(variant, 2566)))
            assert not re.search(r"<(?:[A-Z]|d\d|agency|head|deputy|clerk|office|unit\d|council|law|staff|short)>", text)


def test_a_site_as_a_crawl_would_keep_it() -> None:
    page = '<a href="a.html">A</a><a href="gone.html">G</a><a href="https://other.example/">O</a><a href="chart.png">P</a>'
    site = {"/": Answer(page.encode(), "text/html"), "/a.html": Answer(b'<a href="/">home</a>', "text/html; charset=utf-8")}
    snapshot = gather(site, "", "other")
    assert [(resource.url, resource.failure) for resource in snapshot.resources] == [
        (f"{HOST}/", None), (f"{HOST}/a.html", None), (f"{HOST}/gone.html", FetchFailure.NOT_FOUND)
    ]  # fmt: skip
    assert [sighting.text for sighting in snapshot.resources[1].seen] == ["A"]
    assert {link.url: link.why for link in snapshot.unfetched} == {
        "https://other.example/": NotFetched.OFF_SCOPE, f"{HOST}/chart.png": NotFetched.TYPE
    }  # fmt: skip


def test_the_peer_takes_the_likest_text_that_leads_somewhere(made: Generated) -> None:
    found = likenesses(gather(made.site, made.variant.name, "sao"), PACK)
    assert found["O1"].score == 100
    assert found["O12"].year == 2565
    assert found["O21"].score < 100, "the dead link is not taken"


def test_judging_again_flips_nothing_and_a_flip_is_seen(made: Generated, tmp_path: Path) -> None:
    terms = Terms("o01_o43", 2566, dt.date(2023, 5, 2))
    first = judged(gather(made.site, made.variant.name, "sao"), terms, "tiny", made.labels, {}, tmp_path)
    assert [case.code for case in first.cases] == list(ITEMS)
    assert flips(first.fingerprint, judge_again(first.kept)) == []
    assert flips(first.fingerprint, {**first.fingerprint, "O5": ("pass",)}) == ["O5"]
