"""Texts made to hang: what reads text costs at most in proportion to its length, whatever stands in it.

Measured in processor time by ratio, the least of several: four times the text may cost eight times as much; a cost that grows with the
square costs sixteen times as much, so that either is told from the other on a machine that is busy. What is done in an instant is not measured.
"""

# ruff: noqa: E501 - a case is easier to read in one line

import time
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from oit.agency import Agency
from oit.codes import find_codes, strip_codes
from oit.content import Document, Page, TextLayer
from oit.dates import _periods
from oit.document_title import title_lines
from oit.judge import judge
from oit.matching import Matcher
from oit.ownership import other_agency
from oit.snapshot import CrawlFacts, Resource, SiteSnapshot
from oit.thai import _clean, _key, holds, thai_share
from oit.wording_gaps import plain
from oit.wording_gaps import readable_url as shown_url
from reading.addresses import resolve, script_target
from reading.charset import declared_charset, decode, readable_url
from reading.html import read_page
from reading.html_guard import tame, trim
from reading.kinds import sniff
from reading.ocr import _tidied
from reading.text_quality import recognised_layer, repair_doubled, text_layer
from reading.word import _rtf_text
from rules import load_outside, load_pack, load_words

SHORT, LONG = 2_500, 10_000  # letters
LIMIT = 8  # times the cost, for four times the text
INSTANT = 0.008  # seconds for LONG letters: too little to be measured, and no harm
UNITS = (
    "2566 ", "66, ", "25", "2", "๖", "0", "1/", "1-", "12/11/2566 ", "1 ต.ค. 2566 ", "ต.ค.", "พ.ศ.", "ปี 66, ", "ปีงบประมาณ 2566, ", "ไตรมาสที่ 1/", "รอบ 6 เดือน ",
    "Q1ฯ", "2566-", "2566 ถึง ", "O1", "o 1, ", "ข้อ 1 ", "O1-O", "oO0", "1.1.", "(", "((1", "[[", "{", "{{", "}", "<", "<a ", "<!--", "</x", "&a", "=\"", "ก", "กำ", "ํา", "ิ",
    " ิ", "ก ิ", "\u0e4d\u0e49\u0e32", "เ", "เเ", "แ ", "ะา", " ", "\n", " \n", "\t", "-", "_", "%20", "%E0%B8", "%", "/..", "//", "a.", "a@", "a-", "www.", "http://", "โทร 0", "02-",
    "บาท", "นาย ก ", "เทศบาลตำบล", "อบต.", "สำนักงาน ", "โทรศัพท์", "x", "xX", "é", "\u200b", "\u202e", "\ufeff", "\x00", "😀", "\\'e1", "\\u1?", "{\\*", "location.href='",
    "charset=", "<meta ", "https?", "copyright ", "Jan ", "IMG_2", "scan2", "ฯลฯ", "ๆ", "|", " | ",
)  # fmt: skip

_MATCHER = Matcher(load_words(), ("เทศบาลตำบลทดสอบ",), "")
_OUTSIDE = load_outside()
_KINDS = ("เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "สำนักงาน")


def _paper(text: str) -> Document:
    return Document("https://x.go.th/a.pdf", "pdf", text[:500], (text,), 1, TextLayer.GOOD)


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    **{f"periods_{place}": (lambda text, place=place: _periods(text, place)) for place in ("text", "filename", "url", "header", "meta", "footer")},
    **{f"codes_{place}": (lambda text, place=place: find_codes(text, place=place, oit_context=True)) for place in ("text", "filename", "url")},
    "strip_codes": strip_codes, "clean": _clean, "key": _key, "holds": lambda text: holds(text, "ita"), "thai_share": thai_share, "plain": plain,
    "match": lambda text: _MATCHER.match(text, text, "https://x.go.th/" + text), "says_nothing": _MATCHER.says_nothing,
    "outside": lambda text: (_OUTSIDE.kind_of("https://drive.google.com/" + text), _OUTSIDE.sign("https://docs.google.com/?id=" + text, text, text)),
    "other_agency": lambda text: other_agency(_paper(text), "เทศบาลตำบลทดสอบ", _KINDS), "title_lines": lambda text: list(title_lines(_paper(text))),
    "resolve": lambda text: resolve("https://x.go.th/ก/", text), "script_target": script_target, "readable_url": readable_url, "shown_url": shown_url,
    "decode": lambda text: decode(text.encode("utf-8", "replace")), "decode_cp874": lambda text: decode(text.encode("cp874", "replace"), "tis-620"),
    "charset": lambda text: (declared_charset(text.encode("utf-8", "replace")), declared_charset(b"", text)),
    "sniff": lambda text: sniff(text.encode("utf-8", "replace"), text, text), "tame": tame,
    "rtf": lambda text: _rtf_text(b"{\\rtf1 " + text.encode("utf-8", "replace")), "text_layer": lambda text: text_layer((text,)),
    "recognised_layer": lambda text: recognised_layer((text,)), "repair_doubled": repair_doubled, "tidied": _tidied,
}  # fmt: skip


def _seconds(function: Callable[[str], Any], text: str) -> float:
    began = time.process_time()
    function(text)
    return time.process_time() - began


def _growth(function: Callable[[str], Any], short: str, long: str, floor: float = INSTANT) -> float:
    """How much more the long text costs than the short one, each by its least cost of several; 0.0 for what is done in an instant.

    Another program on the machine only ever adds to a cost: it can hide a growth if the short text's one measurement was the one that was
    disturbed. So what is not far below the limit is measured again.
    """
    dear = _seconds(function, long)
    if dear < floor:
        return 0.0
    cheap = max(_seconds(function, short), 0.0005)
    for _ in range(5):
        if dear / cheap < LIMIT / 1.5:
            break
        dear, cheap = min(dear, _seconds(function, long)), max(min(cheap, _seconds(function, short)), 0.0005)
    return dear / cheap


def _of(unit: str, letters: int) -> str:
    return unit * (letters // len(unit))


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_four_times_the_text_costs_no_more_than_eight_times(name: str) -> None:
    slow = {unit: growth for unit in UNITS if (growth := _growth(FUNCTIONS[name], _of(unit, SHORT), _of(unit, LONG))) >= LIMIT}
    assert slow == {}


@pytest.mark.parametrize("unit", [b"base64,", b"base64,A", b"value='", b"value=" + b"A" * 399, b"base64," + b"A" * 399 + b"!", b"A"])
def test_leaving_out_pictures_grows_no_faster_than_the_page(unit: bytes) -> None:
    def trimmed(text: str) -> object:
        return trim(text.encode())

    assert _growth(trimmed, _of(unit.decode(), 4_000_000), _of(unit.decode(), 16_000_000)) < LIMIT


def test_the_measure_finds_a_cost_that_grows_with_the_square() -> None:
    assert _growth(lambda text: sum(1 for _ in range((len(text) // 10) ** 2)), "a" * SHORT, "a" * LONG) >= LIMIT


# -- the judgement as a whole ---------------------------------------------------------------------------------------------------------

URL = "https://x.go.th/"
FACTS = CrawlFacts("", "", 2, 1, 1, 0, 0, "finished", "", "never", "", "")


@cache
def _pack() -> Any:
    return load_pack("2566")


def _judged(html: str) -> None:
    page = read_page(html.encode("utf-8", "replace"), URL)
    assert isinstance(page, Page)
    start = Resource(URL, URL, 200, None, "text/html", "1", 1, "", content=page)
    paper = Resource(URL + "a.pdf", URL + "a.pdf", 200, None, "application/pdf", "2", 1, "", content=_paper(page.text))
    judge(SiteSnapshot(Agency(URL, "เทศบาลตำบลทดสอบ"), FACTS, (start, paper), ()), _pack(), load_words(), date(2023, 6, 1), 2566)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>แผนปฏิบัติการป้องกันการทุจริต 2566 โทร 02-",
        "<a href=a.pdf>แผน 2566</a> ",
        "<h2>ข้อมูลผู้บริหาร</h2><p>นาย ก นามสกุล ",
        "<li>O1 O2 O3 1.1. ",
        "<tr><td>ม.ค. 66<td>1,000 บาท",
    ],
)
def test_judging_grows_no_faster_than_the_page(piece: str) -> None:
    assert _growth(_judged, piece * 100, piece * 400, floor=3.0) < LIMIT
