"""Cleaning and keys, held to tests/data/normalise_cases*.tsv and to promises that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oit.thai import arabic_digits, clean, key, thai_share
from tests.case_tables import rows, unescaped


@pytest.mark.parametrize("row", rows("normalise_cases.tsv", "normalise_cases_more.tsv"), ids=lambda row: row["id"])
def test_table(row: dict[str, str]) -> None:
    text = unescaped(row["input"])
    if row["clean"]:
        assert clean(text) == unescaped(row["clean"])
    assert clean(clean(text)) == clean(text)
    if row["same_key"]:
        assert key(text) == key(unescaped(row["same_key"]))
    if row["other_key"]:
        assert key(text) != key(unescaped(row["other_key"]))


def test_table_is_whole() -> None:
    assert len(rows("normalise_cases.tsv")) >= 81


_HARD = st.text(alphabet="กนอดทเแาำิีุู่้์็ํๆฯ๒๕aO0 \n\t\r\u200b\u00a0\u2013\uf70a\uff11\ud800\u0301-.", max_size=40)


@given(st.one_of(st.text(max_size=60), _HARD))
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(st.one_of(st.text(max_size=60), _HARD))
def test_key_sees_what_clean_shows(text: str) -> None:
    assert key(clean(text)) == key(text)
    assert not set(key(text)) & set(" \n-.,/()ๆฯ๒๕OA\u0e33")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("กฏกระทรวง", "กฎกระทรวง"),
        ("ปรากฎ", "ปรากฏ"),
        ("กรกฏาคม", "กรกฎาคม"),
        ("เว็ปไซต์", "เว็บไซต์"),
        ("เว็บไซท์", "เว็บไซต์"),
        ("เวปไซต์", "เว็บไซต์"),
        ("เว็บไซต์", "เว็บไซต์"),
        ("ยุทธศาตร์", "ยุทธศาสตร์"),
        ("ปีงปม. 2566", "ปีงบประมาณ 2566"),
        ("เฟสบุ๊ค", "Facebook"),
        ("เฟซบุ๊ก", "Facebook"),
        ("อีเซอร์วิส", "E-Service"),
        ("มาตราฐาน", "มาตรฐาน"),
        ("เจตจ านงค์สุจริต", "เจตจำนงสุจริต"),
        ("สนง. จังหวัด", "สำนักงานจังหวัด"),
        ("สรุปลการดำเนินงาน", "สรุปผลการดำเนินงาน"),
        ("งบประมาน", "งบประมาณ"),
        ("ที่ดิน น.ส.3 ฯลฯ", "ที่ดิน นส3"),
    ],
)
def test_misspellings_share_a_key(written: str, right: str) -> None:
    assert key(written) == key(right)


@pytest.mark.parametrize(
    "right",
    ["ปรากฏ", "ขออนุญาตติดตั้ง", "ความกว้าง", "ยุทธศาสตร์", "ยุทธศาสตราจารย์", "หลักเกณฑ์ทั่วไป", "สรุปลักษณะ", "เว็บไซต์กลาง", "วาสนา", "ศาสนงาน"],
)
def test_right_words_are_left(right: str) -> None:
    assert key(right) == right


def test_clean_repairs_without_changing_words() -> None:
    assert clean("หนา\u0e49ท\u0e48\u0e35") == "หน้าที่"
    assert clean("การจัดท \u0e33แผน") == "การจัดทำแผน"
    assert clean(" บรรทัด \r\n\r\n  สอง\t\tสาม ") == "บรรทัด\nสอง สาม"
    assert clean("Budget – “2023”") == 'Budget - "2023"'
    assert clean("๒๕๖๖ กฏหมาย") == "๒๕๖๖ กฏหมาย"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("ที่", "ที่"), ("ท่ี", "ที่"), ("น้ำ", "น้ำ"), ("นํ้า", "น้ำ"), ("น ํา", "นำ"), ("ก่่อน", "ก่อน"), ("ศูนย์์", "ศูนย์"), ("สิทธิ์", "สิทธิ์"),
        ("เก็็บ", "เก็บ"), ("ทำำ", "ทำ"), ("กี้ำ", "กี้ำ"), ("ก้า", "ก้า"), ("กํ้", "ก้ํ"), ("ก่า่", "ก่า"),
    ],
)  # fmt: skip
def test_marks_stand_once_and_in_order(written: str, right: str) -> None:
    assert clean(written) == right


@pytest.mark.parametrize("text", ["แผน\u200bงาน", "แผน\u00a0งาน", "ＡＢＣ", "“แผน”", "๑–๒", "แผน\r\nงาน", "แผน\tงาน"])
def test_whatever_is_repaired_is_seen(text: str) -> None:
    assert clean(text) != text
    assert clean(f"{'ก' * 200} {text}") == f"{'ก' * 200} {clean(text)}"


def test_digits_keep_their_place() -> None:
    assert arabic_digits("ปี ๒๕๖๖, 12") == "ปี 2566, 12"


def test_share_of_thai() -> None:
    assert thai_share("") == thai_share("12 - 34") == 0.0
    assert thai_share("แผนงาน") == 1.0
    assert thai_share("ab กข") == 0.5


def test_nasty_text_is_read_whole() -> None:
    marks = "ก" + "\u0e48\u0e35\u0e4d\u0e32" * 25_000
    assert clean(marks).startswith("ก\u0e35\u0e48\u0e33")
    assert clean("ก " * 50_000) == ("ก " * 50_000).strip()
    assert key("เว็" * 30_000) == "เว็" * 30_000
