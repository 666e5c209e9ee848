"""A file of scores or of entered links as rows of texts: CSV as spreadsheets save it anywhere, or a workbook."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from oit.errors import BadInput
from oit.survey_scores import TITLE_ROWS, BadScores, Rows, columns_known
from reading.shown_rows import BadWorkbook, shown_rows

KnownHeads = Callable[[Sequence[str]], int]
LARGEST = 2_000_000  # bytes
MOST_ROWS = 2_000
_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")


def read_rows(file: Path, known: KnownHeads = columns_known) -> Rows:
    """The rows that hold something, each with its number from 1. `known` tells how many heads a row has. Raises BadInput, BadScores."""
    kind = file.suffix.lower()
    if kind not in (*_WORKBOOKS, *_TEXTS):
        raise BadInput(f"{file}: is no list that can be read; allowed: {', '.join((*_TEXTS, *_WORKBOOKS))}")
    body = _bytes(file)
    if kind in _TEXTS:
        return csv_rows(body, file.name, known)
    try:
        return shown_rows(body, MOST_ROWS)
    except BadWorkbook as error:
        raise BadInput(f"{file}: {error}; save it again as .xlsx or .csv") from error


def csv_rows(body: bytes, name: str, known: KnownHeads = columns_known) -> Rows:
    """The rows of CSV with the separator by which the columns are named best. Raises BadInput, BadScores."""
    text = _decoded(body, name)
    tries = [_parsed(text, separator) for separator in ",;\t"]
    rows, trouble = max(tries, key=lambda one: max((known(cells) for _, cells in one[0][:TITLE_ROWS]), default=0))
    if trouble:
        raise BadScores(name, [f"{name}:{trouble}"])
    return rows


def _parsed(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows, and what broke them off with its line, "" for nothing."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            if len(rows) > MOST_ROWS:
                return rows, f"{begins}: row: more than {MOST_ROWS:,} rows; split the file"
            begins = reader.line_num + 1
    except csv.Error as error:
        return rows, f"{begins}: row: is no CSV ({error}); mind the quotes"
    return rows, ""


def _decoded(body: bytes, name: str) -> str:
    encodings = ("utf-16",) if body[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{name}: is neither UTF-8 nor Windows-874 (TIS-620); save it as CSV UTF-8")


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}); give a .csv or .xlsx file") from error
    if len(body) > LARGEST:
        raise BadInput(f"{file}: is larger than {LARGEST // 1_000_000} MB; a list of scores is small")
    return body
