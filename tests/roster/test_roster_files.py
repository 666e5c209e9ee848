"""Lists as they lie on disk: CSV of every make, workbooks, YAML; and files that are none."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app import roster_files
from app.roster import read_csv, read_file
from oit.errors import BadInput
from oit.roster_reader import BadRoster

TEXT = 'รหัส,ชื่อหน่วยงาน,ประเภท,เว็บไซต์,หมายเหตุ\n๐๐๑,เทศบาลตำบลหนองบัว,,a.example,"สอง\nบรรทัด, มี ""คำพูด"""\n002,อบต.ก,อบต.,b.example,\n'


def refused(body: bytes) -> str:
    with pytest.raises(BadRoster) as caught:
        read_csv(body, "list.csv")
    return caught.value.lines[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_as_programs_save_it(encoding: str, separator: str, line_end: str) -> None:
    text = TEXT.replace(", มี", "มี").replace(",", separator).replace("\n", line_end)
    first, second = read_csv(text.encode(encoding), "list.csv")
    assert (first.entry.code, first.entry.name, first.entry.type) == ("001", "เทศบาลตำบลหนองบัว", "subdistrict_municipality")
    assert first.entry.notes == 'สอง บรรทัดมี "คำพูด"'
    assert (first.line, second.line) == (2, 4)


def test_titles_above_the_columns_and_blank_rows_are_left_aside() -> None:
    (draft,) = read_csv(b"Province list,,,\n,,,\ncode,name,type,url\n,,,\n1,A,sao,a.example\n,,,\n", "list.csv")
    assert draft.line == 5


def test_short_rows_are_filled_and_long_ones_are_mistakes() -> None:
    assert read_csv(b"code,name,url,type,notes\n1,A,a.example,sao\n", "list.csv")[0].entry.notes == ""
    assert "list.csv:2: row: has a value under no column" in refused(b"code,name,url,type\n1,A,a.example,sao,,x\n")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "list.csv:1: row: the file is empty"),
        (b'code,name,type,url\n1,"A,sao,a.example\n2,B,sao,b.example\n', "list.csv:2: row: is no CSV (unexpected end of data); mind"),
        (b'code,name,type,url\n1,"A"b,sao,a.example\n', "list.csv:2: row: is no CSV"),
        (b"code,name,type,url\n1," + b"x" * 200_000 + b",sao,a.example\n", "list.csv:2: row: is no CSV (field larger than field limit"),
        (b"\x00\x01\x02,x", "list.csv:1: x: is no column"),
        (b"code,name,type,url\n" + b"1," * 300, "list.csv:2: row: has more than 200 columns"),
        (b"code," * 1_000_000, "list.csv:1: row: has more than 200 columns"),
        (b"a,b\n" + b"1,2\n" * 30_000, "more than 20,000 rows; split the file"),
    ],
)  # fmt: skip
def test_csv_that_is_none(body: bytes, told: str) -> None:
    assert told in refused(body)


def test_files_that_are_too_large_or_of_no_known_text() -> None:
    with pytest.raises(BadInput, match="larger than 20 MB"):
        read_csv(b"x" * (roster_files.LARGEST + 1), "list.csv")
    with pytest.raises(BadInput, match=r"neither UTF-8 nor Windows-874"):
        read_csv(b"code,name\n\xff\xfc\xfd\xdb", "list.csv")


def test_the_mark_against_formulas_is_taken_off() -> None:
    (draft,) = read_csv("code,name,type,url,notes\n1,'=ก,sao,a.example,''x\n".encode(), "list.csv")
    assert (draft.entry.name, draft.entry.notes) == ("=ก", "'x")


def book(fill: Callable[[Any], None], path: Path) -> Path:
    made = Workbook()
    fill(made.worksheets[0])
    made.save(path)
    return path


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["บัญชีหน่วยงาน"])
        sheet.append(["รหัส", "ชื่อหน่วยงาน", "ประเภท", "เว็บไซต์", "จำนวนหน้าขั้นต่ำ", "เลิกติดตาม"])
        for code in ("0012", 12.0, 7, 41010000001234):
            sheet.append([code, f"อบต.{code}", "อบต.", f"a{code}.example".replace(".0", ""), 20.0, datetime(2023, 6, 30)])
        sheet["A5"].number_format = "0000"

    first, second, third, fourth = read_file(book(fill, tmp_path / "list.xlsx"))
    assert [draft.entry.code for draft in (first, second, third, fourth)] == ["0012", "12", "0007", "41010000001234"]
    assert (first.entry.min_pages, str(first.entry.retired), first.line) == (20, "2023-06-30", 3)


def test_a_workbook_that_names_rows_far_away_is_read_in_bounds(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["code", "name", "type", "url"])
        sheet.append(["1", "A", "sao", "a.example"])
        sheet["A3"] = "2"

    whole = book(fill, tmp_path / "whole.xlsx")
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as changed:
        for name in read.namelist():
            changed.writestr(name, read.read(name).replace(b'r="3"', b'r="999999999"').replace(b'r="A3"', b'r="A999999999"'))
    assert [draft.entry.code for draft in read_file(tmp_path / "list.xlsx")] == ["1"]


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["code"])
    made.worksheets[0].sheet_state = "hidden"
    made.create_sheet("empty")
    made.create_sheet("list").append(["code", "name", "type", "url"])
    made.worksheets[2].append(["1", "A", "sao", "a.example"])
    made.save(tmp_path / "list.xlsx")
    assert read_file(tmp_path / "list.xlsx")[0].entry.code == "1"


def test_formulas_and_dates_in_place_of_codes_are_named(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["code", "name", "type", "url"])
        sheet.append(["=1+1", "A", "sao", "a.example"])
        sheet.append([datetime(2023, 6, 30), "B", "sao", "b.example"])

    with pytest.raises(BadRoster) as caught:
        read_file(book(fill, tmp_path / "list.xlsx"))
    first, second = caught.value.lines
    assert first.startswith("list.xlsx:2: code: holds a formula whose value was never worked out")
    assert second.startswith("list.xlsx:3: code: 2023-06-30: Excel made a date")


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"code,name"])
def test_workbooks_that_are_none(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "list.xlsx").write_bytes(body)
    with pytest.raises(BadInput, match=r"list.xlsx: is no whole .xlsx workbook .*; save it again as"):
        read_file(tmp_path / "list.xlsx")


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    (tmp_path / "list.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(BadInput, match="would unpack to more than is read"):
        read_file(tmp_path / "list.xlsx")


def yaml_of(text: str, folder: Path) -> Path:
    (folder / "list.yaml").write_text(text, encoding="utf-8")
    return folder / "list.yaml"


def test_yaml_keeps_values_as_they_are_written(tmp_path: Path) -> None:
    text = """
- code: 0012
  name: no
  type: อบต.
  url: [a.example, 'https://b.example']
  owners: [{items: "O12", name: กองคลัง, contact: a@b.go.th}, {name: เวร}]
- code: 1e3
  name: เทศบาลตำบลข
  url: c.example
  owners: {O12: "กองคลัง <a@b.go.th>", all: เวร}
  min_pages: 20
- {code: x, name: อบต.ค, url: d.example, owners: {}}
"""
    first, second, third = (draft.entry for draft in read_file(yaml_of(text, tmp_path)))
    assert (first.code, first.name, first.urls) == ("0012", "no", ("https://a.example/", "http://a.example/", "https://b.example/"))
    assert first.owners == second.owners
    assert len(first.owners) == 2
    assert (second.code, second.min_pages) == ("1e3", 20)
    assert third.owners == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- code: 1\n  nmae: x\n  url: a.example\n", "list.yaml:2: nmae: is no column"),
        ("- code: 1\n  name: อบต.ก\n  url: a b\n", "list.yaml:3: url:"),
        ("- code: 1\n  name: อบต.ก\n", "list.yaml:1: url: is missing"),
        ("code: 1\n", "file: must be a list of agencies"),
        ("- 1\n", "must be a mapping: code, name, type, url"),
        ("- code: {a: {b: c}}\n", "must be a text"),
        ("- code: 1\n  owners: [{itmes: O1}]\n", "must name items, name and contact"),
        ("- code: 1\n  code: 2\n", "stands twice"),
        ("- code: 'x\n", "is no YAML"),
        ("- &a [*a]\n", "refers to another place"),
        ("- code: !!python/object:os.system x\n", "list.yaml:1:"),
        ("[" * 5000, "nested more than 40 deep"),
    ],
)
def test_mistakes_in_yaml_are_named_by_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_file(yaml_of(text, tmp_path))
    lines = caught.value.lines if isinstance(caught.value, BadRoster) else (str(caught.value),)
    assert any(told in line for line in lines)


def test_what_is_no_list_is_refused_by_its_name(tmp_path: Path) -> None:
    for name, told in (("list.xls", "save it as .xlsx"), ("list.pdf", "allowed: .csv"), ("none.csv", "cannot be read"),
                       ("none.yaml", "cannot be read")):  # fmt: skip
        with pytest.raises(BadInput, match=told):
            read_file(tmp_path / name)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        read_file(tmp_path / "folder.csv")
