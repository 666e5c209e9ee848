"""Made-up agencies whose results are saved without a crawl, and workbooks that are opened, changed and saved as a person would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import rules
from cli import run_cli
from oit.audit import (
    AgencyAudit,
    AuditScore,
    Currency,
    CurrencyVerdict,
    Evidence,
    FormUsed,
    FoundPeriod,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
    Score,
)
from oit.night import BANGKOK
from oit.presubmit_columns import COLUMNS
from oit.presubmit_sheet import GivenSheet
from oit.roster import Owner, RosterEntry
from oit.snapshot import CrawlFacts, SiteSnapshot
from oit.team_notes import NoteKind, TeamNote
from oit.wording import head
from store.database import Database
from store.sheets import Taken

FORM, YEAR = "o01_o43", 2566
PACK = rules.load_pack(FORM)
CODES = tuple(item.code for item in PACK.items)
SEEN_ON = date(2023, 3, 1)
OUTCOMES = {
    "P": (Outcome.PASS, ReasonCode.ALL_SEEN), "M": (Outcome.MISSING, ReasonCode.NOTHING_FOUND),
    "O": (Outcome.OUTDATED, ReasonCode.OTHER_PERIOD), "I": (Outcome.INCOMPLETE, ReasonCode.ELEMENTS_MISSING),
    "?": (Outcome.UNCLEAR, ReasonCode.SCAN), "-": (Outcome.NOT_CHECKED, ReasonCode.NOT_FETCHED),
    ">": (Outcome.NOT_DUE, ReasonCode.NOT_DUE_YET), "/": (Outcome.NOT_APPLICABLE, ReasonCode.NOT_APPLICABLE),
}  # fmt: skip
MIXED = {"O1": "P", "O2": "P", "O10": "O", "O11": "I", "O12": "M", "O13": "?", "O14": "-", "O19": ">", "O32": "/", "O42": "M"}


def entry(code: str = "A001", **more: object) -> RosterEntry:
    given: dict[str, object] = {
        "code": code, "name": f"เทศบาลตำบล{code}", "type": "subdistrict_municipality", "urls": (f"https://www.{code.lower()}.example/",),
        "district": "เมือง", "province": "ตัวอย่างบุรี",
        "owners": (Owner("", "สมศรี ใจดี", "somsri@example.go.th"), Owner("annual_report", "กองแผน")),
    }  # fmt: skip
    return RosterEntry(**(given | more))  # type: ignore[arg-type]


def finding(agency: RosterEntry, code: str, letter: str, **more: object) -> ItemFinding:
    item, shown = PACK.item(code), letter in "PIO?"
    assert item is not None
    outcome, reason = OUTCOMES[letter]
    url = f"{agency.urls[0]}{code.lower()}"
    piece = Evidence(
        url, agency.urls[0], ("หน้าแรก", item.title_th), "pdf", 200, "application/pdf", f"{int(code[1:]):02d}" * 32,
        "2023-03-01T02:00:00+07:00", item.title_th, f"เล่มที่ {code}", 95.0,
    )  # fmt: skip
    period = (FoundPeriod(2565, None, None, "ประจำปี 2565", "title"),) if letter == "O" else ()
    made = ItemFinding(
        code=code, topic=item.topic, title_th=item.title_th, title_en=item.title_en, indicator=item.indicator, outcome=outcome,
        reasons=(Reason(reason, {"found": "FY2565", "required": "FY2566"} if letter == "O" else {}),),
        presence=PresenceVerdict(Presence.PRESENT if shown else Presence.ABSENT, 90),
        currency=CurrencyVerdict(Currency.OUTDATED if letter == "O" else Currency.CURRENT, 85, "FY2566", period), elements=(),
        best_url=url if shown else None, evidence=(piece,) if shown else (), depends_on=(), points=item.points, fact_confidence="confirmed",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def save(
    database: Database,
    agency: RosterEntry,
    letters: Mapping[str, str] = MIXED,
    day: date = SEEN_ON,
    folder: str = "",
    **changed: ItemFinding,
) -> int:
    """One capture of that day; items that are not named pass. `changed`: findings in place of those made here, by code."""
    found = tuple(changed.get(code) or finding(agency, code, letters.get(code, "P")) for code in CODES)
    start = datetime(day.year, day.month, day.day, 2, tzinfo=BANGKOK)
    crawl = CrawlFacts(
        start.isoformat(),
        (start + timedelta(minutes=5)).isoformat(),
        40,
        30,
        5,
        0,
        99_000,
        "finished",
        "",
        "auto",
        "oit-crawler",
        f"{FORM} 1",
    )
    score = AuditScore(Score(0.0, 100.0), Score(0.0, 40.0), (), {})
    audit = AgencyAudit(agency.agency, FormUsed(FORM, "1", "ab" * 32, YEAR), day.isoformat(), crawl, (), score, found)
    return database.save_audit(audit, SiteSnapshot(audit.agency, crawl, (), ()), folder, "1.0")


def put(database: Database, *agencies: RosterEntry) -> None:
    database.put_roster(agencies)


# -- as the user of the command


def make(out: Path, *more: str, agency: str = "A001") -> int:
    """Writes the workbook of an agency without asking for its links."""
    return run_cli(["presubmit", agency, "--fiscal-year", str(YEAR), "--no-check-links", "--quiet", "--out", str(out), *more])


def bring_home(*files: Path, by: str = "สมชาย", more: tuple[str, ...] = ()) -> int:
    return run_cli(["presubmit", "import", *map(str, files), "--by", by, *more])


# -- as the one who opens the workbook


class Opened:
    """A workbook as a person has it before them: its cells by the code of their row and the name of their column."""

    def __init__(self, file: Path, lang: str = "th") -> None:
        self.file, self.book = file, load_workbook(file)
        self.sheet: Worksheet = self.book.worksheets[0]
        heads = {str(cell.value): cell.column for cell in self.sheet[3]}
        self.columns = {column.name: heads[head(f"pre_{column.name}", lang)] for column in COLUMNS}
        self.rows = {str(self.sheet.cell(row, 1).value): row for row in range(4, self.sheet.max_row + 1)}

    def cell(self, code: str, column: str):  # type: ignore[no-untyped-def]  # openpyxl's cells have many types
        return self.sheet.cell(self.rows[code], self.columns[column])

    def text(self, code: str, column: str) -> str:
        return str(self.cell(code, column).value or "")

    def column(self, name: str) -> list[str]:
        return [self.text(code, name) for code in self.rows]

    def write(self, code: str, **cells: object) -> "Opened":
        """As a person types: words stay words, and an emptied cell has no link behind it."""
        for name, value in cells.items():
            cell = self.cell(code, name)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if value is None:
                cell.hyperlink = None
        return self

    def save(self, file: Path | None = None) -> Path:
        self.book.save(file or self.file)
        return file or self.file

    @property
    def summary(self) -> list[tuple[str, ...]]:
        """The rows of the summary that say something, without their empty cells."""
        rows = self.book.worksheets[1].iter_rows(values_only=True)
        return [said for row in rows if (said := tuple(str(value) for value in row if value is not None))]


def rows_copied(source: Worksheet, rows: list[int], to: Workbook) -> Worksheet:
    """A new first sheet with these rows of another, in this order; the heads' three rows first."""
    made = to.create_sheet("ใหม่", 0)
    for number, row in enumerate([1, 2, 3, *rows], 1):
        for cell in source[row]:
            if cell.value is not None:
                made.cell(number, cell.column).value = cell.value
    return made


def note(database: Database, agency: RosterEntry, code: str, kind: NoteKind, text: str, by: str = "วิชัย") -> None:
    """What a person wrote beside an item on 2 March 2023, as a workbook brings it home."""
    url, made = agency.urls[0], datetime(2023, 3, 2, tzinfo=UTC)
    key = f"{code}{kind}".upper()
    if database.given_sheet(key) is None:
        database.give_out([GivenSheet(key, url, FORM, YEAR, made, None, {}, {})])
    one = TeamNote(url, FORM, YEAR, code, kind, text, by, made, "before.xlsx")
    database.take_sheet(Taken(key, by, notes=(one,)), database.state_of_people(url))
