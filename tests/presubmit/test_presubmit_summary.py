"""The summary sheet, the workbooks of a roster, and links that are fetched anew."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from openpyxl import load_workbook
from presubmit_made import FORM, MIXED, PACK, YEAR, Opened, entry, finding, make, put, save

from app.presubmit_links import LinkAsking, links_seen
from cli import run_cli
from oit.audit import Outcome
from oit.counting import counted_outcome
from oit.presubmit_cells import share_text
from oit.scoring import score
from oit.wording import head
from store.database import Database

PLAN = """form: o01_o43
fiscal_year: 2566
rounds:
  - {name: ระยะที่ 1, start: 2023-01-01, end: 2023-03-05, due: [O1-O12], pass_mark: 100}
  - {name: ระยะที่ 2, start: 2023-03-06, end: 2023-06-30, pass_mark: 90}
"""
FOUND = [finding(entry(), item.code, MIXED.get(item.code, "P")) for item in PACK.items]


def test_score_range_by_indicator(shown: Opened) -> None:
    whole = score(PACK, FOUND)
    rows = {row[0]: row for row in shown.summary}
    for one in whole.indicators:
        assert [float(value) for value in rows[one.code][2:]] == [round(one.score.lowest, 2), round(one.score.highest, 2)]
    assert rows[head("score", "th")][1].startswith(share_text(whole.oit.lowest, whole.oit.highest, "th"))


def test_open_tasks_by_owner_with_the_points_at_stake(shown: Opened) -> None:
    rows = {row[0]: row for row in shown.summary}
    open_items = {one.code for one in FOUND if counted_outcome(one) not in (Outcome.PASS, Outcome.NOT_APPLICABLE)}
    assert rows["กองแผน"][1:3] == ("O12", "1")
    assert set(rows["สมศรี ใจดี"][1].split(", ")) == open_items - {"O12"}
    points = sum(item.points for item in PACK.items if item.code in open_items - {"O12"})
    assert float(rows["สมศรี ใจดี"][3]) == pytest.approx(points, abs=0.01)


def test_fixes_that_win_most_come_first(shown: Opened) -> None:
    rows = shown.summary
    at = next(number for number, row in enumerate(rows) if row[0] == head("pre_fixes", "th"))
    first = rows[at + 2]
    assert first[0] == "O42"
    assert float(first[2]) > 0
    assert not any(row[0] == "O19" for row in rows[at + 2 : at + 12])  # not due: nothing can be done now


def test_rounds_side_by_side_as_things_stood(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry())
    (home / "rounds.yaml").write_text(PLAN, encoding="utf-8")
    assert make(home / "a.xlsx", "--round-plan", "rounds.yaml", "--date", "2023-03-10") == 0
    rows = {row[0]: row for row in Opened(home / "a.xlsx").summary}
    assert rows["ระยะที่ 1"][1] == "5 มีนาคม 2566"
    assert rows["ระยะที่ 1"][3] == "9 จาก 12"
    assert "ณ วันที่ 10 มีนาคม 2566" in rows["ระยะที่ 2"][1]


def test_a_plan_of_another_year_is_refused(one: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "rounds.yaml").write_text(PLAN, encoding="utf-8")
    assert run_cli(["presubmit", "A001", "--round-plan", "rounds.yaml", "--fiscal-year", "2565", "--out", "b.xlsx"]) == 2
    assert "is a plan of form o01_o43, fiscal year 2566" in capsys.readouterr().err


def test_everybody_and_a_district(home: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    put(database, entry(), entry("B002", district="เหนือ"), entry("C/3", urls=("https://c.example/",), district="เหนือ", name="=ศูนย์"))
    for one in (entry(), entry("B002", district="เหนือ")):
        save(database, one)
    common = ["--fiscal-year", str(YEAR), "--form", FORM, "--no-check-links"]
    assert run_cli(["presubmit", "--all", "--out", "all", *common, "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in written["workbooks"]] == ["A001", "B002", "C/3"]
    assert len({one["key"] for one in written["workbooks"]}) == 3
    sheet = load_workbook(home / "all" / "overview.xlsx").worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4)}
    assert {code: row[-1].hyperlink.target for code, row in rows.items()} == {
        "A001": "A001.xlsx", "B002": "B002.xlsx", "C/3": "C_3.xlsx",
    }  # fmt: skip
    assert rows["C/3"][1].data_type == "s"
    assert rows["C/3"][4].value == head("pre_no_result", "th")
    assert "O12" in rows["A001"][13].value
    assert run_cli(["presubmit", "--district", "เหนือ", "--out", "north", *common]) == 0
    assert sorted(path.name for path in (home / "north").glob("*.xlsx")) == ["B002.xlsx", "C_3.xlsx", "overview.xlsx"]
    assert run_cli(["presubmit", "--district", "ใต้", "--out", "south", *common]) == 2
    assert run_cli(["presubmit", "--all", "A001", *common]) == 2
    assert run_cli(["presubmit", *common]) == 2
    assert run_cli(["presubmit", "Z999", *common]) == 2


# -- links, fetched anew


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Cookie", "")))  # type: ignore[attr-defined]
        known = self.path in ("/", "/shown")
        body = f"<html><title>{self.path}</title><body><p>{'เนื้อหาของหน้านี้ ' * 20}</p></body></html>".encode() if known else b"gone"
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Set-Cookie", "visited=yes")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    made.daemon_threads = True
    made.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def test_links_are_fetched_anew_without_cookies(server: ThreadingHTTPServer) -> None:
    base = f"http://127.0.0.1:{server.server_port}"
    shown: list[tuple[int, int]] = []
    asking = LinkAsking("", ("127.0.0.1",), delay=0.0)
    seen = links_seen([f"{base}/shown", f"{base}/gone", f"{base}/shown"], asking, lambda url, done, count: shown.append((done, count)))
    assert (seen[f"{base}/shown"].works, seen[f"{base}/shown"].fresh) == (True, True)
    assert (seen[f"{base}/gone"].works, seen[f"{base}/gone"].why, seen[f"{base}/gone"].status) == (False, "not_found", 404)
    assert shown == [(1, 2), (2, 2)]
    assert all(cookie == "" for _, cookie in server.asked)  # type: ignore[attr-defined]


def test_private_hosts_are_not_asked_unless_named(server: ThreadingHTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_port}/shown"
    assert links_seen([url], LinkAsking("", ()), lambda *_: None)[url].works is None
    assert server.asked == []  # type: ignore[attr-defined]


def test_the_workbook_says_which_link_did_not_open(
    home: Path, database: Database, server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://127.0.0.1:{server.server_port}/gone"
    put(database, entry())
    shown = finding(entry(), "O1", "P", best_url=url)
    nothing = dict.fromkeys((item.code for item in PACK.items), "M")
    save(database, entry(), nothing, O1=replace(shown, evidence=(replace(shown.evidence[0], url=url),)))
    assert run_cli(["presubmit", "A001", "--fiscal-year", str(YEAR), "--allow-private-hosts", "127.0.0.1", "--quiet"]) == 0
    assert "ข้อ O1 เปิดลิงก์ไม่ได้" in capsys.readouterr().out
    opened = Opened(home / "A001.xlsx")
    assert opened.text("O1", "link_seen").startswith("เปิดไม่ได้เมื่อ")
    assert "(รหัสตอบกลับ 404)" in opened.text("O1", "link_seen")
    assert ("ลิงก์", head("pre_links_fresh", "th", works=0, all=1)) in opened.summary
