"""What `oit text` prints for one text."""

import pytest

from oit.notation import describe


def test_every_key_is_there() -> None:
    assert describe("O๑๒\u00a0รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๖ ณ วันที่ ๓๐ กันยายน ๒๕๖๕") == {
        "clean": "O๑๒ รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๖ ณ วันที่ ๓๐ กันยายน ๒๕๖๕",
        "key": "o12รายงานผลปีงบประมาณพศ2566ณวันที่30กันยายน2565",
        "codes": "O12",
        "code_strength": "strong",
        "fiscal_year": "2566,2565",
        "date": "2022-09-30",
        "date_strength": "strong",
    }


@pytest.mark.parametrize(
    ("text", "codes", "years"),
    [
        ("(O๑ - O๔๓)", "O1-O43", "none"),
        ("O10, O11 แผนพัฒนา พ.ศ. 2566-2570", "O10,O11", "2566-2570"),
        ("ข่าวประชาสัมพันธ์", "none", "none"),
        ("", "none", "none"),
    ],
)
def test_notation(text: str, codes: str, years: str) -> None:
    read = describe(text)
    assert (read["codes"], read["fiscal_year"]) == (codes, years)


def test_context_and_place_are_heeded() -> None:
    assert describe("012.pdf", "filename", oit_context=True)["codes"] == "O12"
    assert describe("012.pdf", "filename")["codes"] == "none"
    assert describe("https://example.go.th/2566/plan.pdf", "url")["date_strength"] == "weak"
