"""Traps and their look-alikes: a table of sequences of addresses, and what holds for any addresses."""

import re
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import link_rules, trap_learning
from crawler.identity import identity
from crawler.link_rules import TRUSTED_RANK, Traps, is_document, refused
from oit.snapshot import NotFetched

TABLE = Path(__file__).parents[1] / "data" / "trap_cases.tsv"
_CHOICE = re.compile(r"\{([^{}]*)\}")


class Row(NamedTuple):
    expected: str
    name: str
    asked: str
    url: str


ROWS = [Row(*line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
SEQUENCES = [row for row in ROWS if row.expected in ("trap", "fetch", "waits")]
PAIRS = [row for row in ROWS if row.expected in ("same", "other")]


def choices(text: str) -> list[str]:
    low, dots, high = text.partition("..")
    if not dots:
        return text.split("|")
    return [f"{n:0{len(low)}d}" for n in range(int(low), int(high) + 1)]


def spelled_out(patterns: str) -> list[str]:
    urls: list[str] = []
    for pattern in [] if patterns == "-" else patterns.split(" "):
        parts = _CHOICE.split(pattern)
        urls += ["".join(chosen) for chosen in product(*([part] if n % 2 == 0 else choices(part) for n, part in enumerate(parts)))]
    return urls


def asked_for(row: Row) -> Traps:
    """Traps after the addresses of a row were met as the frontier meets them."""
    traps = Traps()
    for url in spelled_out(row.asked):
        traps.saw(url)
        if refused(url) is None and traps.verdict(url, 0) is None:
            traps.asked(url)
    return traps


@pytest.mark.parametrize("row", SEQUENCES, ids=lambda row: row.name)
def test_traps_and_their_look_alikes(row: Row) -> None:
    traps = asked_for(row)
    verdict = refused(row.url) or traps.verdict(row.url, 0)
    assert verdict is (NotFetched.TRAP if row.expected == "trap" else None)
    if row.expected == "waits":
        assert traps.crowded(row.url, 0)
    if refused(row.url) is None:
        assert (traps.verdict(row.url, TRUSTED_RANK), traps.crowded(row.url, TRUSTED_RANK)) == (None, False)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row.name)
def test_one_page_or_two(row: Row) -> None:
    assert (identity(row.asked) == identity(row.url)) is (row.expected == "same")


def test_the_table_is_large_and_has_both() -> None:
    assert len(ROWS) >= 150
    assert len({row.name for row in ROWS}) == len(ROWS)
    for expected in ("trap", "fetch", "same", "other"):
        assert sum(row.expected == expected for row in ROWS) >= 15


def test_a_list_that_repeats_itself_has_ended() -> None:
    traps = Traps()
    for page in range(1, 6):
        url = f"https://x.go.th/list?cat=3&page={page}"
        traps.asked(url)
        assert traps.came(url, "last" if page >= 4 else f"page {page}") is (page == 5)
    assert traps.verdict("https://x.go.th/list?cat=3&page=6", 0) is NotFetched.TRAP
    assert traps.verdict("https://x.go.th/list?cat=4&page=6", 0) is None
    assert traps.came("https://x.go.th/plan", "last") is False


def test_learnt_sessions_make_one_page_of_many_addresses() -> None:
    traps = Traps()
    for value in ("k3J9x2Qm7Lp4Rt8Wv1Ny", "a7B2m9Kd4Xs1Pq6Hj3Gz"):
        for page in range(8):
            traps.saw(f"https://x.go.th/p{page}?zz={value}")
    assert traps.identity("https://x.go.th/p1?zz=p5T8n1Vb6Cw3Ye9Uf2Rk") == identity("https://x.go.th/p1")
    assert traps.identity("https://other.go.th/p1?zz=p5T8n1Vb6Cw3Ye9Uf2Rk") != identity("https://other.go.th/p1")
    assert traps.identity("https://x.go.th/p1?zz=12") == identity("https://x.go.th/p1?zz=12")


SEGMENT = st.sampled_from(["a", "plan", "ita", "2566", "calendar", "events", "en", "th", "page", "tag", "x.php", "แผน", "login",
                           "%E0%B8%81", "5"])  # fmt: skip
NAME = st.sampled_from(["id", "mod", "page", "year", "month", "lang", "s", "sort", "f[]", "PHPSESSID", "date", "return", "hits", "q", "p"])
WORDS = ["th", "en", "ita", "2566-01-02", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "", "ก"]
VALUE = st.one_of(st.integers(0, 3000).map(str), st.sampled_from(WORDS))
QUERY = st.lists(st.tuples(NAME, VALUE), max_size=5)
HOST = st.sampled_from(["x.go.th", "www.x.go.th", "127.0.0.1:8000"])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    path = "/".join(draw(st.lists(SEGMENT, max_size=5)))
    query = "&".join(f"{name}={value}" for name, value in draw(QUERY))
    return f"http://{draw(HOST)}/{path}" + (f"?{query}" if query else "")


@given(st.lists(addresses(), max_size=40), addresses())
@settings(max_examples=80, deadline=None)
def test_the_same_addresses_give_the_same_verdicts_and_likely_links_and_documents_are_free(before: list[str], url: str) -> None:
    one, two = Traps(), Traps()
    for traps in (one, two):
        for address in before:
            traps.asked(address)
    assert one.verdict(url, 0) is two.verdict(url, 0)
    assert one.verdict(url, TRUSTED_RANK) is None
    assert one.verdict(url.partition("?")[0].rstrip("/") + "/x.pdf", 0) is None


@given(st.lists(addresses(), max_size=10), addresses())
@settings(max_examples=80, deadline=None)
def test_a_trap_stays_a_trap(before: list[str], url: str) -> None:
    """The more was asked for, the more is refused: never less, so that a link that was given up is not wanted again."""
    traps = Traps()
    for address in before:
        traps.asked(address)
    was = traps.verdict(url, 0)
    traps.asked("http://x.go.th/one/more")
    assert was is None or traps.verdict(url, 0) is was


@given(addresses(), st.permutations(["a=1", "b=2", "PHPSESSID=0a1b2c3d4e5f60718293", "utm_source=x", "sort=desc"]))
@settings(max_examples=60, deadline=None)
def test_noise_and_order_make_no_other_page(url: str, extra: list[str]) -> None:
    def joined(parts: list[str]) -> str:
        return f"{url}{'&' if '?' in url else '?'}{'&'.join(parts)}"

    assert identity(joined(extra)) == identity(joined(["a=1", "b=2"]))


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_after_the_host_is_survived(text: str) -> None:
    url = f"http://x.go.th/{text}"
    traps = Traps()
    for _ in range(2):
        if refused(url) is None:
            traps.saw(url)
            traps.asked(url)
            traps.came(url, "sha")
            assert traps.verdict(url, 0) in (None, NotFetched.TRAP)
            assert isinstance(traps.crowded(url, 0), bool)
    assert isinstance(is_document(url), bool)


def test_memory_is_bounded_on_a_site_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_rules, "MAX_COUNTED", 300)
    monkeypatch.setattr(trap_learning, "MOST_PATHS", 50)
    traps = Traps()
    for n in range(3_000):
        letters = "".join(chr(97 + int(digit)) for digit in str(n))
        traps.asked(f"https://x.go.th/{letters}/list?page=2&k{letters}=k3J9x2Qm7Lp4Rt8W{n:04d}")
        traps.came(f"https://x.go.th/{letters}/list?page=2", str(n))
    held = [getattr(traps, name) for name in ("_asked", "_series", "_kinds", "_pages", "_over", "_originals", "_done")]
    assert max(len(table) for table in held) <= 300
    assert len(traps._came) <= 30
    assert len(traps._facets._scripts) <= 50
    assert len(traps._sessions._pages) <= trap_learning.MOST_NAMES


@pytest.mark.parametrize(("value", "random"), [
    ("k3J9x2Qm7Lp4Rt8Wv1Ny", True), ("0a1b2c3d4e5f60718293a4b5c6d7e8f9", True), ("9f8e7d6c-5b4a-4938-a7b6-c5d4e3f2a1b0", True),
    ("2566001234567890123", False), ("procurement-announcement", False), ("plan2566-annual-report", False),
    ("announce_2566_01_15_egp", False),
    ("short1", False), ("", False),
])  # fmt: skip
def test_random_looking_values(value: str, random: bool) -> None:
    assert trap_learning.looks_random(value) is random
