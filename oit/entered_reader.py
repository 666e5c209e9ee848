"""From the rows of a file to the links that were entered, or to every mistake in it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from oit.errors import BadInput, BadList
from oit.harmless import is_shown, plain
from oit.presubmit_values import day_of
from oit.survey_scores import TITLE_ROWS, Rows
from oit.thai import key as folded

HEADS = {
    "agency": ("agency", "หน่วยงาน", "รหัสหน่วยงาน", "เว็บไซต์หน่วยงาน"),
    "code": ("code", "item", "ข้อ", "ข้อที่", "รหัสข้อ", "OIT"),
    "url": ("url", "link", "links", "ลิงก์", "ลิงค์", "ลิ้งก์", "ที่อยู่"),
    "text": ("text", "explanation", "คำอธิบาย", "คำชี้แจง"),
    "entered": ("entered", "day", "date", "วันที่บันทึก", "วันที่"),
}
LONGEST_URL, LONGEST_TEXT = 2_000, 4_000  # letters
_COLUMN = {folded(head): name for name, heads in HEADS.items() for head in heads}


class BadLinks(BadList):
    """A list of links with mistakes."""


@dataclass(frozen=True, slots=True)
class ReadLink:
    """`agency` as written, "" where the file does not say; `entered` None where it does not."""

    line: int
    agency: str
    code: str
    url: str
    text: str
    entered: date | None


def heads_known(cells: Sequence[str]) -> int:
    return sum(folded(cell) in _COLUMN for cell in cells)


def read_links(name: str, rows: Rows, codes: Collection[str], known: Callable[[str], str], *, agency: bool) -> tuple[ReadLink, ...]:
    """The links of a file in its order; a cell may hold several addresses, one a line or parted by blanks. `codes` are the form's items;
    `known` names what is wrong with an agency, "" for nothing; `agency`: is the agency said outside of the file? Raises BadLinks."""
    at, columns = _head(name, rows, agency=agency)
    found: dict[tuple[str, str, str], ReadLink] = {}
    wrong: list[str] = []
    for line, cells in rows[at + 1 :]:
        row = {column: cells[place].strip() if place < len(cells) else "" for column, place in columns.items()}
        if not any(row.values()):
            continue
        try:
            for one in _links(line, row, codes, known, agency=agency):
                found.setdefault((one.agency, one.code, one.url), one)
        except ValueError as error:
            wrong.append(f"{name}:{line}: {error}")
    if not found and not wrong:
        wrong.append(f"{name}:{rows[at][0]}: row: no links follow")
    if wrong:
        raise BadLinks(name, wrong)
    return tuple(found.values())


def _head(name: str, rows: Rows, *, agency: bool) -> tuple[int, dict[str, int]]:
    place = max(range(min(len(rows), TITLE_ROWS)), key=lambda at: heads_known(rows[at][1]), default=None)
    columns: dict[str, int] = {}
    for at, cell in enumerate(rows[place][1] if place is not None else ()):
        if (column := _COLUMN.get(folded(cell))) is not None:
            columns.setdefault(column, at)
    lacking = [one for one in ("code", "url", *(() if agency else ("agency",))) if one not in columns]
    if lacking or place is None:
        advice = "; or name the agency with --agency" if lacking == ["agency"] else ""
        raise BadInput(f"{name}: no column is called {' or '.join(lacking or ['url'])}; columns: {', '.join(HEADS)}{advice}")
    return place, columns


def _links(line: int, row: dict[str, str], codes: Collection[str], known: Callable[[str], str], *, agency: bool) -> list[ReadLink]:
    code = "".join(row["code"].upper().split())
    code = f"O{code}" if code.isdecimal() else code
    if code not in codes:
        raise ValueError(f"code: {plain(row['code'], 30)} is no item of the form")
    who = "" if agency else row["agency"]
    if not agency and (trouble := known(who)):
        raise ValueError(f"agency: {trouble}")
    urls = row["url"].split()
    if not urls:
        raise ValueError(f"url: is empty; {code} needs an address")
    if trouble := next((_trouble(url) for url in urls if _trouble(url)), ""):
        raise ValueError(f"url: {trouble}")
    day = _day(row.get("entered", ""))
    return [ReadLink(line, who, code, url, plain(row.get("text", ""), LONGEST_TEXT), day) for url in urls]


def _trouble(url: str) -> str:
    if len(url) > LONGEST_URL or not all(map(is_shown, url)):
        return f"{plain(url, 60)} is too long or holds characters that are not seen"
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and (parts.port or 80) > 0
    except ValueError:
        fits = False
    return "" if fits else f"{plain(url, 60)} is no address that begins with http:// or https://"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(day_of(text))
    except ValueError:
        raise ValueError(f"entered: {plain(text, 30)} is no day; write 2024-01-31 or 31/1/2567") from None
