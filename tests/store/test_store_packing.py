"""What is packed comes back, whatever it is; what is damaged is told as damaged."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import SITE, evidence

import store.packing
from oit.audit import Evidence
from store.evidence_rows import body, cleaned, evidence_of, identity
from store.numbers import differing, shape, with_numbers
from store.packing import pack_ids, pack_record, unpack_ids, unpack_record
from store.sightings import pack_own, pack_times, picture_of, shown, unpack_own, unpack_times

QUICK = settings(max_examples=60, deadline=None, derandomize=True)
texts = st.text("ก๑5 0#\0-%\ud800", max_size=8)
started = datetime(2023, 3, 15, 2, 0, 0, 700_000, tzinfo=UTC)


@QUICK
@given(st.lists(st.integers(0, 2**40)))
def test_ids(ids: list[int]) -> None:
    assert unpack_ids(pack_ids(ids)) == ids


def test_neighbours_take_a_byte_each() -> None:
    assert len(pack_ids(range(5000, 5043))) == 44


@QUICK
@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_records(record: object) -> None:
    assert unpack_record(pack_record(record)) == record


@pytest.mark.parametrize("packed", [b"", b"\2x", b"\1", b"\1\xff\xff", pack_record("แผน" * 50)[:-4], b"\0{"])
def test_a_damaged_record_is_told(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unpack_record(packed)


def test_the_words_known_beforehand_are_never_changed() -> None:
    """Records that were written with them could not be read any more."""
    words = (Path(store.packing.__file__).parent / "packing_words.txt").read_bytes()
    assert hashlib.sha256(words).hexdigest() == "a36311d11711e09978414983e68f5b1932e6d2afff1826ffe377453ab645e406"


@QUICK
@given(st.lists(texts, max_size=4), st.integers(0, 10**6))
def test_numbers(first: list[str], seed: int) -> None:
    """Texts of the same shape differ in numbers only, and come back from those."""
    first = [text.replace("\0", "") for text in first]
    later = ["".join(str(seed % 97) if c == "5" else c for c in text) for text in first]
    assert list(map(shape, later)) == list(map(shape, first))
    assert with_numbers(first, differing(later, first)) == later


@pytest.mark.parametrize(("one", "other"), [("ก 5", "ก"), ("5#", "##"), ("5", "#"), ("5-5", "5")])
def test_texts_of_other_shape(one: str, other: str) -> None:
    assert shape(one) != shape(other)
    with pytest.raises(ValueError, match="shape"):
        differing([one], [other])


def pieces(draw: st.DrawFn) -> tuple[list[Evidence], list[Evidence], list[Evidence]]:
    """The same evidence as it was seen first, at a base, and tonight."""
    count = draw(st.integers(0, 6))
    urls = [SITE + draw(st.sampled_from("abc")) for _ in range(count)]
    first = [cleaned(evidence(url=url, snippet=f"ปี {draw(st.integers(0, 99))} ก", link_path=("หน้า 1",)), "") for url in urls]
    return first, [later(draw, one) for one in first], [later(draw, one) for one in first]


def later(draw: st.DrawFn, one: Evidence) -> Evidence:
    sha256 = draw(st.sampled_from([one.sha256, "ab" * 32, "cd" * 32, "", "no hash", "AB" * 32]))
    picture = draw(st.sampled_from(["", picture_of(one.url), "shots/1.png"]))
    number = draw(st.sampled_from(["5", "๕", "17"]))
    at = draw(st.sampled_from(["2023-03-15T09:00:07+07:00", "2023-03-15T02:00:09+00:00", "2023-03-15T01:00:00+00:00", "", "soon"]))
    return replace(one, sha256=sha256, screenshot=picture, fetched_at=at, snippet=f"ปี {number} ก", link_path=(f"หน้า {number}",))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.composite(pieces)())
def test_what_a_run_saw(made: tuple[list[Evidence], list[Evidence], list[Evidence]]) -> None:
    first, before, seen = made
    assert [identity(one) for one in seen] == [identity(one) for one in first]
    for base in ({}, shown(before)):
        own = unpack_own(pack_own(seen, first, base), first, base)
        times = unpack_times(pack_times(seen, started), first, started)
        assert [replace(one, fetched_at=at) for one, at in zip(own, times, strict=True)] == seen


def test_times_of_a_usual_crawl_take_a_byte_or_two() -> None:
    zone = timezone(timedelta(hours=7))
    seen = [evidence(url=f"{SITE}{n}", fetched_at=(started.astimezone(zone).replace(microsecond=0) + timedelta(seconds=n * 3)).isoformat())
            for n in range(60)]  # fmt: skip
    packed = pack_times(seen, started)
    assert len(packed) < 70
    assert unpack_times(packed, seen, started) == [one.fetched_at for one in seen]


def test_a_page_that_is_as_it_was_costs_nothing() -> None:
    first = [cleaned(evidence(n, url=f"{SITE}{n}"), "") for n in range(20)]
    changed = [replace(one, sha256=hashlib.sha256(one.url.encode()).hexdigest(), screenshot=picture_of(one.url)) for one in first]
    assert len(pack_own(changed, first)) > 640
    assert pack_own(changed, first, shown(changed)) == b""
    assert len(pack_own([*changed[:-1], first[-1]], first, shown(changed))) < 80


def test_damage_is_told() -> None:
    first = [cleaned(evidence(n, url=f"{SITE}{n}"), "") for n in range(3)]
    packed = pack_own([replace(one, sha256="ab" * 32, snippet="แผนดำเนินงานประจำปี 1 (2)") for one in first], first)
    for damaged in (packed[:-1], packed[:1], b"\0\5" + packed[2:], packed + b"x"):
        with pytest.raises(ValueError, match=r".+"):
            unpack_own(damaged, first)
    with pytest.raises(ValueError, match="fit"):
        unpack_own(packed, first[:1])
    with pytest.raises(ValueError, match="fit"):
        unpack_times(pack_times(first, started), first[:1], started)


def test_evidence_comes_back() -> None:
    one = cleaned(evidence(1), "")
    assert evidence_of(body(one)) == one
    assert identity(one) != identity(replace(one, snippet=one.snippet + "ก"))
    assert identity(one) != identity(replace(one, url=one.url + "1"))
