"""From a site whose papers lie on a shared drive to verdicts: a crawl against servers on loopback that play the site, the drive, its login
and a shortener, by the shipped rules with their hosts exchanged."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

import rules
from app.gather import CrawlOrder, gather
from app.guide import RuleGuide
from app.readings import read_snapshot
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.audit import ItemFinding, Outcome, ReasonCode
from oit.judge import judge
from oit.snapshot import FetchFailure, Resource

NAME = "องค์การบริหารส่วนตำบลบึงนาเพลิน"
DAY = dt.date(2023, 4, 18)
PLAN, WARNED, GONE, CLOSED, FOLDER, INNER = (f"1{letter * 24}" for letter in "abcdef")


@dataclass
class Server:
    host: str
    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def page(self, path: str, body: str, title: str = "", status: int = 200) -> None:
        html = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8"}, html.encode())

    def file(self, path: str, data: bytes) -> None:
        self.answers[path] = (200, {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}, data)

    def redirect(self, path: str, to: str) -> None:
        self.answers[path] = (302, {"Location": to}, b"")


@pytest.fixture
def serve() -> Iterator[Callable[[str], Server]]:
    running: list[ThreadingHTTPServer] = []

    def start(host: str) -> Server:
        server = Server(host)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                status, headers, body = server.answers.get(self.path, (404, {"Content-Type": "text/html"}, b"<p>nothing</p>"))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body if self.command == "GET" else b"")

            do_HEAD = do_GET

            def log_message(self, *_: Any) -> None:
                """Silent."""

        running.append(ThreadingHTTPServer((host, 0), Handler))
        server.url = f"http://{host}:{running[-1].server_address[1]}"
        threading.Thread(target=running[-1].serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return server

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


def paper(title: str) -> bytes:
    """A Word file of the agency that holds what plans and reports must show."""
    made, out = docx.Document(), BytesIO()
    made.add_heading(title, 1)
    made.add_paragraph(NAME)
    for number in range(1, 9):
        made.add_paragraph(
            f"{number}. โครงการปรับปรุงถนนสายที่ {number} งบประมาณ 250,000 บาท ระยะเวลาดำเนินการ ตุลาคม 2565 ถึงกันยายน 2566 ผู้รับผิดชอบ กองช่าง "
            "ผลการดำเนินงาน เป้าหมาย ตัวชี้วัด ปัญหาอุปสรรค และข้อเสนอแนะ"
        )
    made.save(out)
    return out.getvalue()


def exchanged(folder: Path, drive: Server, login: Server, short: Server) -> Any:
    """The shipped rules, with these servers in place of the drive's hosts, its login and a shortener."""
    text = rules.data_file(rules.OUTSIDE).read_text(encoding="utf-8")
    for host in ("drive.usercontent.google.com", "drive.google.com", "docs.google.com"):
        text = text.replace(f"https://{host}", drive.url).replace(host, drive.url.removeprefix("http://"))
    text = text.replace("[accounts.google.com, login.mic", f"[{login.url.removeprefix('http://')}, login.mic")
    text = text.replace("hosts: [bit.ly,", f"hosts: [{short.url.removeprefix('http://')},")
    (folder / rules.OUTSIDE).write_text(text, encoding="utf-8")
    return rules.load_outside(folder)


@dataclass
class Outcomes:
    findings: dict[str, ItemFinding]
    resources: dict[str, Resource]


@pytest.fixture
def checked(serve: Callable[[str], Server], tmp_path: Path) -> Callable[[str], tuple[Outcomes, Server, Server]]:
    def check(setting: str) -> tuple[Outcomes, Server, Server]:
        site, drive, login, short = (serve(f"127.0.0.{number}") for number in (1, 2, 3, 4))
        pack = replace(rules.load_pack(), outside=exchanged(tmp_path, drive, login, short))
        _fill(site, drive, login, short, {item.code: item.title_th for item in pack.items})
        agency = Agency(site.url + "/", NAME, "sao")
        limits = CrawlLimits(delay=0.0, render="never", max_minutes=1.0, timeout=5.0, outside=setting,  # type: ignore[arg-type]
                             allow_private_hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"))  # fmt: skip
        guide = RuleGuide(pack, rules.load_words(), agency, 2566, DAY)
        gather(CrawlOrder(agency, limits, guide, tmp_path / "snapshot"), lambda progress: None)
        snapshot = read_snapshot(tmp_path / "snapshot")
        audit = judge(snapshot, pack, rules.load_words(), DAY, 2566)
        return Outcomes({f.code: f for f in audit.items}, {r.url: r for r in snapshot.resources}), drive, login

    return check


def _fill(site: Server, drive: Server, login: Server, short: Server, titles: dict[str, str]) -> None:
    links = {
        f"{titles['O10']} ประจำปีงบประมาณ พ.ศ. 2566": f"{drive.url}/file/d/{PLAN}/view?usp=sharing",
        f"{titles['O12']} พ.ศ. 2565": f"{short.url}/3xYz",
        titles["O13"]: f"{drive.url}/file/d/{GONE}/view",
        f"{titles['O34']} ปี 2566": f"{drive.url}/open?id={CLOSED}",
        f"{titles['O18']} พ.ศ. 2566": f"{drive.url}/drive/folders/{FOLDER}?usp=sharing",
        "สำนักงานปลัดกระทรวง": "http://127.0.0.9:1/",
    }
    menu = '<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/ita">การประเมิน ITA 2566</a></li></ul></nav>'
    rows = "".join(f'<tr><td><a href="{url}">{text}</a></td></tr>' for text, url in links.items())
    site.page("/", f"{menu}<main><p>ยินดีต้อนรับสู่{NAME}</p></main>", NAME)
    site.page("/ita", f"{menu}<main><h1>การประเมิน ITA ประจำปี 2566</h1><table>{rows}</table></main>", "ITA 2566")
    drive.file(f"/download?id={PLAN}&export=download&confirm=t", paper("แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566"))
    warning = (
        "<p>Google Drive can't scan this file for viruses.</p>"
        f'<form id="download-form" action="{drive.url}/download"><input type="hidden" name="id" value="{WARNED}">'
        '<input type="hidden" name="export" value="download"><input type="hidden" name="confirm" value="t">'
        '<input type="hidden" name="uuid" value="77"></form>'
    )
    short.redirect("/3xYz", f"{drive.url}/file/d/{WARNED}/view")
    drive.page(f"/download?id={WARNED}&export=download&confirm=t", warning, "Google Drive - Virus scan warning")
    drive.file(f"/download?id={WARNED}&export=download&confirm=t&uuid=77", paper("รายงานผลการดำเนินงานประจำปี พ.ศ. 2565"))
    drive.page(f"/download?id={GONE}&export=download&confirm=t", "<p>Sorry, the file you have requested does not exist.</p>", "Drive")
    drive.redirect(f"/download?id={CLOSED}&export=download&confirm=t", f"{login.url}/v3/signin/identifier?continue=x")
    login.page("/v3/signin/identifier?continue=x", "<p>Sign in</p>", "Sign in - Google Accounts")
    entry = f'<div><a href="{drive.url}/file/d/{INNER}/view"><div>แผนการใช้จ่ายงบประมาณประจำปี 2566.docx</div></a></div>'
    drive.page(f"/embeddedfolderview?id={FOLDER}", f'<div class="flip-entries">{entry}</div>', "แผนการใช้จ่ายงบประมาณ")
    drive.file(f"/download?id={INNER}&export=download&confirm=t", paper("แผนการใช้จ่ายงบประมาณประจำปี พ.ศ. 2566"))


def test_papers_on_a_drive_are_read_and_what_is_closed_is_said_to(checked: Callable[[str], tuple[Outcomes, Server, Server]]) -> None:
    got, drive, login = checked("follow")
    plan = got.findings["O10"]
    assert plan.outcome is Outcome.PASS, plan
    assert plan.best_url == f"{drive.url}/file/d/{PLAN}/view"
    report = got.findings["O12"].evidence[0]
    assert (report.kind, report.url) == ("word", f"{drive.url}/file/d/{WARNED}/view")
    assert got.findings["O18"].evidence[0].url == f"{drive.url}/file/d/{INNER}/view"
    closed = got.findings["O34"]
    assert (closed.outcome, closed.reasons[0].code) == (Outcome.UNCLEAR, ReasonCode.LOGIN)
    assert not login.asked
    gone = got.findings["O13"]
    assert (gone.outcome, gone.reasons[0].code) == (Outcome.MISSING, ReasonCode.BROKEN_LINK)
    kinds = {resource.outside for resource in got.resources.values()}
    assert {"google_drive_file", "google_drive_folder"} <= kinds
    assert got.resources[f"{drive.url}/file/d/{GONE}/view"].failure is FetchFailure.NOT_FOUND


def test_what_is_only_checked_is_not_read(checked: Callable[[str], tuple[Outcomes, Server, Server]]) -> None:
    got, _, _ = checked("check")
    plan = got.findings["O10"]
    assert (plan.outcome, plan.reasons[0].code) == (Outcome.UNCLEAR, ReasonCode.OFF_SITE_OPENS)
    outside = [resource for resource in got.resources.values() if resource.outside]
    assert outside
    assert not any(resource.sha256 for resource in outside)


def test_other_hosts_are_left_alone_where_that_is_asked(checked: Callable[[str], tuple[Outcomes, Server, Server]]) -> None:
    got, drive, _ = checked("never")
    assert drive.asked == []
    assert (got.findings["O10"].outcome, got.findings["O10"].reasons[0].code) == (Outcome.UNCLEAR, ReasonCode.OFF_SITE)
