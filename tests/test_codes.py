"""Item codes, held to tests/data/code_cases*.tsv, and the stripping of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oit.codes import find_codes, strip_codes
from oit.notation import describe
from oit.thai import clean
from tests.case_tables import rows, unescaped


@pytest.mark.parametrize("row", rows("code_cases.tsv", "code_cases_more.tsv"), ids=lambda row: row["id"])
def test_table(row: dict[str, str]) -> None:
    read = describe(unescaped(row["input"]), row["place"], row["oit_context"] == "yes")
    assert (read["codes"], read["code_strength"]) == (row["codes"], row["strength"])


def test_tables_are_whole() -> None:
    assert len(rows("code_cases.tsv")) >= 91


def test_spans_are_places_in_the_clean_text() -> None:
    text = "ข้อ\u00a0O๒๕ - นโยบาย และ O26"
    reading = find_codes(text)
    assert [clean(text)[start:end] for start, end in reading.spans] == ["O๒๕", "O26"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("O12 รายงานผล", "รายงานผล"),
        ("o๔๓ การดำเนินการ", "การดำเนินการ"),
        ("012 รายงานผล", "รายงานผล"),
        ("OIT 34 เจตจำนงสุจริต", "เจตจำนงสุจริต"),
        ("ข้อ O25 - นโยบาย", "นโยบาย"),
        ("OIT : O12 รายงานผล", "รายงานผล"),
        ("(O18) แผนการใช้จ่าย", "แผนการใช้จ่าย"),
        ("O1โครงสร้าง", "โครงสร้าง"),
        ("O10, O11 และ O12 แผนงาน", "แผนงาน"),
        ("O1-O9 ข้อมูลพื้นฐาน", "ข้อมูลพื้นฐาน"),
        ("01. โครงสร้าง", "โครงสร้าง"),
        ("4.2 แผนงาน", "แผนงาน"),
        ("1) แผนงาน", "แผนงาน"),
        ("- แผนงาน", "แผนงาน"),
        ("→ แผนงาน", "แผนงาน"),
        ("📊 ดูสถิติ", "ดูสถิติ"),
        ("1️⃣ แผนงาน", "แผนงาน"),
        ("✅ O12 : รายงานผล", "รายงานผล"),
        ("O12.1 รายงานผล", "รายงานผล"),
        ("O8 Q&A", "Q&A"),
    ],
)
def test_codes_and_numbers_are_stripped(written: str, title: str) -> None:
    assert strip_codes(written) == title


@pytest.mark.parametrize(
    "title",
    ["12 เดือนแรก", "1 เมษายน 2566", "05 เม.ย. 2566", "4.5 ล้านบาท", "2566 แผน", "ข้อมูลผู้บริหาร", "ข้อ 12 แห่งระเบียบ", "(ร่าง) แผน", "042-123456"],
)
def test_titles_are_left(title: str) -> None:
    assert strip_codes(title) == title


@given(st.text(alphabet="O0o๐๑1234 ,-–ถึงข้อOIT.()[]\n/กข2566", max_size=60), st.sampled_from(["text", "filename", "url"]), st.booleans())
def test_any_text_is_read(text: str, place: str, oit_context: bool) -> None:
    reading = find_codes(text, place=place, oit_context=oit_context)
    assert (reading.strength == "sure") == (not reading.codes)
    assert set(reading.codes) <= {f"O{item}" for item in range(1, 44)}
    assert clean(text).endswith(strip_codes(text))


@pytest.mark.parametrize("piece", ["O1-", "01 ", "O1,2,3,", "Aa1_", "ข้อ 1 ", "OIT ", "%E0"])
def test_long_nasty_text_is_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert find_codes(text + " O43 ").strength in ("strong", "range", "sure")
    assert len(strip_codes(text)) <= len(text)
