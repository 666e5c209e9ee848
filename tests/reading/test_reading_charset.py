"""Charset by bytes: four bodies, fourteen labellings, and what hostile or broken bytes do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.charset import declared_charset, decode, readable_url
from reading.html import read_page

LONG = "<p>" + "ประกาศองค์การบริหารส่วนตำบล เรื่อง แผนการใช้จ่ายงบประมาณประจำปี พ.ศ. ๒๕๖๖ " * 40 + "</p>"
BODIES = {
    "long": LONG,
    "one line": "<p>นโยบาย</p>",
    "menu": "<ul>"
    + '<li><a href="index.php?option=com_content&view=article&id=12">Home page of the office</a></li>' * 60
    + "</ul><b>ติดต่อเรา</b>",
    "script": "<script>" + "var numbers = [1, 2, 3]; function show(name) { return name; }\n" * 200 + "</script><p>หน้าหลัก ข่าว</p>",
}
LABELLINGS = [
    (content, meta, header)
    for content, other in (("cp874", "utf-8"), ("utf-8", "tis-620"))
    for meta, header in (
        (None, None), (content, None), (None, content), (content, content), (other, None), (None, other), ("iso-8859-1", None),
    )
]  # fmt: skip
AT_ODDS = [("cp874", "windows-874", "utf-8"), ("utf-8", "utf-8", "tis-620")]


def _page(body: str, meta: str | None) -> str:
    label = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{label}<title>สำนักงาน</title></head><body>{body}</body></html>"


def test_matrix_has_fifty_six_pages() -> None:
    assert len(BODIES) * len(LABELLINGS) == 56


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(("content", "meta", "header"), LABELLINGS + AT_ODDS)
def test_every_labelling_gives_the_text(name: str, content: str, meta: str | None, header: str | None) -> None:
    text = _page(BODIES[name], meta)
    body = text.encode(content)
    content_type = f"text/html; charset={header}" if header else "text/html"
    decoded = decode(body, declared_charset(body, content_type))
    assert (decoded.text, decoded.charset, decoded.doubtful) == (text, content, False)


def test_byte_order_marks_decide_before_labels() -> None:
    assert decode("ก".encode("utf-8-sig"), "tis-620").text == "ก"
    assert decode("แผน a".encode("utf-16"), "utf-8").text == "แผน a"
    assert decode(b"\xfe\xff" + "แผน".encode("utf-16-be"), None).text == "แผน"


def test_damaged_utf8_stays_utf8() -> None:
    body = ("แผนการจัดซื้อจัดจ้าง " * 30).encode()
    assert decode(body[:-1] + b"\xe0", None).charset == "utf-8"
    cut = decode(body[: len(body) - 5], None)
    assert cut.charset == "utf-8"
    assert not cut.doubtful
    foreign = decode(body + "ข่าว".encode("cp874") + body * 3, "tis-620")
    assert foreign.charset == "utf-8"
    assert foreign.text.startswith("แผนการจัดซื้อจัดจ้าง")


def test_damaged_cp874_stays_cp874() -> None:
    body = ("ประกาศรับสมัครงาน " * 40).encode("cp874")
    decoded = decode(body[:200] + b"\x81\x82\xfc\xfd\xfe" + body[200:], "utf-8")
    assert decoded.charset == "cp874"
    assert decoded.text.count("ประกาศรับสมัครงาน") >= 39


def test_declared_charset_is_believed_last_and_unknown_labels_survive() -> None:
    latin = "Café à la carte, naïve façade".encode("latin-1")
    assert decode(latin, "iso-8859-1").text == "Café à la carte, naïve façade"
    assert decode(latin, "klingon-8").doubtful
    assert decode(latin, None).doubtful
    assert decode(latin, "utf-16\x00").doubtful
    assert decode(latin, "rot13").doubtful  # a codec, but none of text
    assert decode(b"", "utf-8").text == ""
    assert decode(b"a\x00b", "x").text == "a\x00b"


def test_header_goes_before_meta_and_meta_is_read_from_the_front_only() -> None:
    body = b'<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=TIS-620">'
    assert declared_charset(body, "text/html; Charset = 'UTF-8'") == "utf-8"
    assert declared_charset(body, "text/html") == "tis-620"
    assert declared_charset(b'<?xml version="1.0" encoding="windows-874"?>') == "windows-874"
    assert declared_charset(b" " * 3000 + body) is None


def test_null_bytes_in_a_page_do_not_end_it() -> None:
    page = read_page(b"<title>a\x00b</title><p>one\x00two</p>\x00<a href=x>y</a>", "https://x.go.th/")
    assert page.title == "ab"
    assert page.links[0].url == "https://x.go.th/x"


def test_a_few_words_of_cp874_that_happen_to_be_utf8() -> None:
    assert decode("แผน".encode("cp874"), None).text == "แผน"
    assert decode("รฉ".encode("cp874"), "windows-874").text == "รฉ"
    assert decode("é".encode(), None).text == "é"
    assert decode("พะเยา 中文".encode(), "tis-620").text == "พะเยา 中文"


def test_addresses_become_readable() -> None:
    assert readable_url("https://x.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.pdf") == "https://x.go.th/แผน%202566.pdf"
    assert readable_url("https://x.go.th/%E1%BC%B9.pdf") == "https://x.go.th/แผน.pdf"
    assert readable_url("https://x.go.th/a%0Ab%zz") == "https://x.go.th/a%0Ab%zz"
    assert readable_url("https://x.go.th/plain") == "https://x.go.th/plain"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["utf-8", "tis-620", "utf-16", "cp1252", "idna", "punycode"])),
)
def test_any_bytes_decode(body: bytes, declared: str | None) -> None:
    decoded = decode(body, declared)
    assert isinstance(decoded.text, str)
    assert decoded.charset


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A), min_size=4, max_size=60))
def test_thai_text_comes_back_from_both_charsets(text: str) -> None:
    assert decode(text.encode("cp874"), "tis-620").text == text
    assert decode(text.encode(), "tis-620").text == text
