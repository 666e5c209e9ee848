"""Files that are no workbook of ours, broken or made to harm: one line, and nothing is imported."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from presubmit_made import Opened, bring_home

from oit.presubmit_reader import BadSheet, read_book
from reading.book_cells import book_cells
from reading.shown_rows import BadWorkbook


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/"), body)
    return stream.getvalue()


def remade(file: Path, name: str, body: bytes) -> bytes:
    """The workbook with one member in place of another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, body if one.filename == name else old.read(one.filename))
    return stream.getvalue()


@pytest.mark.parametrize("body", [b"", b"not a zip", b"PK\x03\x04 cut", zipped(a=b"x"), zipped(**{"[Content_Types].xml": b"<x"})])
def test_what_is_no_workbook(body: bytes, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "x.xlsx").write_bytes(body)
    assert bring_home(home / "x.xlsx") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_another_workbook(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.worksheets[0].append(["ข้อ", "ชื่อ"])
    book.save(home / "x.xlsx")
    assert bring_home(home / "x.xlsx") == 2
    assert "is it a workbook of oit presubmit?" in capsys.readouterr().err


def test_a_file_that_is_too_large_is_not_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (home / "x.xlsx").open("wb") as file:
        file.truncate(20_000_001)
    assert bring_home(home / "x.xlsx") == 2
    assert "larger than 20 MB" in capsys.readouterr().err


def test_a_sheet_that_unpacks_to_very_much(one: Path) -> None:
    with pytest.raises(BadWorkbook):
        book_cells(remade(one, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 13_000_000))


def test_entities_do_not_unfold(one: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">%s]><worksheet>&k9;</worksheet>' % (
        b"x" * 1000, b"".join(b'<!ENTITY k%d "%s">' % (n, b"&k%d;" % (n - 1) * 20 if n else b"&b;" * 20) for n in range(10)),
    )  # fmt: skip
    with pytest.raises(BadWorkbook):
        book_cells(remade(one, "xl/worksheets/sheet1.xml", bomb))


def test_a_cell_far_away_and_merges_without_end(one: Path) -> None:
    opened = Opened(one)
    opened.sheet["A9000"] = "ไกล"
    with pytest.raises(BadWorkbook, match="far beyond"):
        book_cells(opened.save(one.with_name("a.xlsx")).read_bytes())
    opened.sheet["A9000"] = None
    opened.sheet.merge_cells("A100:BZ200")
    with pytest.raises(BadWorkbook, match="merges thousands"):
        book_cells(opened.save(one.with_name("b.xlsx")).read_bytes())


def test_damaged_bytes_never_end_otherwise_than_told(one: Path) -> None:
    sheet = zipfile.ZipFile(one).read("xl/worksheets/sheet1.xml")
    random_bytes = random.Random(7)
    refused = 0
    for _ in range(8):
        broken = bytearray(sheet)
        for at in random_bytes.sample(range(len(broken)), 3):
            broken[at] = random_bytes.randrange(256)
        try:
            read_book(book_cells(remade(one, "xl/worksheets/sheet1.xml", bytes(broken))), "x")
        except (BadWorkbook, BadSheet):
            refused += 1
    assert refused  # some were broken beyond reading
