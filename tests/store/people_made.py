"""One row or more of each table of what people say, enter and publish, of two agencies."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session
from store_made import AGENCY, audit, snapshot

from oit.agency import Agency
from oit.retention import HoldKind
from store.database import Database
from store.models import (
    EnteredLinkTable,
    HumanVerdictTable,
    LinkLookTable,
    PublishedScoreTable,
    RemarkTable,
    SheetTable,
    SignOffTable,
)

THEN = datetime(2023, 3, 15, 3, tzinfo=UTC)
OTHER = Agency("https://other.example/", "องค์การบริหารส่วนตำบลอื่น", "sao", "")
FORM = {"form": "o01_o43", "fiscal_year": 2566}
ITEM = FORM | {"code": "O10", "topic": "annual_action_plan"}


def fill(database: Database) -> None:
    """Agency 1 with run 1, agency 2 (not on the roster) with run 2, and for each what people said of it."""
    runs = [database.save_audit(audit(agency=agency), snapshot(), agency.url, "0.1.0") for agency in (AGENCY, OTHER)]
    holds = [database.hold(run, "O10", HoldKind.HUMAN_VERDICT, "สมชาย", "") for run in runs]
    with Session(database._writer) as session, session.begin():
        for agency, run, hold in zip((1, 2), runs, holds, strict=True):
            session.add_all([*verdicts(agency, run, hold), *entered(agency), *papers(agency, run)])
            session.flush()
            session.add(look(agency))
        session.add(SignOffTable(**FORM, round="1", by="สมชาย", note="", made=THEN, result={"a": 1}, withdrawn=None, withdrawn_by=""))
        session.add(score(1, "OIT", 90.0))
        session.add_all([score(2, "OIT", 80.0), score(2, "IIT", 70.0)])


def verdicts(agency: int, run: int, hold: int) -> list[HumanVerdictTable]:
    plain = ITEM | {"agency_id": agency, "note": "ดูแล้ว", "made": THEN, "evidence_url": "https://a.example/", "evidence_sha256": "ab" * 32,
                    "evidence_words": "", "source": "attest", "until": None, "ended": None, "ended_why": ""}  # fmt: skip
    first = HumanVerdictTable(**plain, verdict="present", by="สมหญิง", run_id=None, hold_id=None, withdrawn=THEN, withdrawn_by="สมชาย")
    second = HumanVerdictTable(**plain, verdict="current", by="สมชาย", run_id=run, hold_id=hold, withdrawn=None, withdrawn_by="")
    second.until = date(2023, 9, 30)
    return [first, second]


def entered(agency: int) -> list[EnteredLinkTable]:
    return [EnteredLinkTable(**ITEM, agency_id=agency, url="https://a.example/x", text="ข้อความ", entered=date(2023, 3, 20), by="สมชาย",
                             watch_until=date(2023, 8, 31), source="typed", replaced=None)]  # fmt: skip


def look(link: int) -> LinkLookTable:
    return LinkLookTable(
        link_id=link,
        state="works",
        first=THEN,
        last=THEN,
        looks=1,
        final_url="https://a.example/x",
        http_status=200,
        failure="",
        content_type="text/html",
        size=12,
        sha256="ab" * 32,
        text_sha256="cd",
        title="",
        archive="",
    )


def papers(agency: int, run: int) -> list[RemarkTable | SheetTable]:
    remark = RemarkTable(
        **FORM, code="O10", kind="remark", agency_id=agency, remark="รอผู้บริหารลงนาม", by="สมชาย", made=THEN, source="sheet.xlsx"
    )
    sheet = SheetTable(**FORM, key=f"key {agency}", agency_id=agency, made=THEN, run_id=run, cells={"O10": "1"}, imported=None)
    return [remark, sheet]


def score(agency: int, key: str, value: float) -> PublishedScoreTable:
    return PublishedScoreTable(agency_id=agency, fiscal_year=2566, key=key, score=value, source="ita.csv", by="สมชาย", made=THEN)
