"""A small agency's website on loopback: twelve pages and three papers, quickly asked for. Run as a program it serves so many requests
and sends itself a signal then."""

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fpdf import FPDF

PAGES = {
    "/structure": ("โครงสร้างหน่วยงาน", "สำนักปลัด กองคลัง กองช่าง กองการศึกษา"),
    "/executives": ("ข้อมูลผู้บริหาร", "นายกองค์การบริหารส่วนตำบล นายสมชาย ใจดี โทรศัพท์ 042-111-222"),
    "/powers": ("อำนาจหน้าที่", "มีอำนาจหน้าที่ตามพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537"),
    "/contact": ("ข้อมูลการติดต่อ", "ที่อยู่ 1 หมู่ 2 โทรศัพท์ 042-111-222 อีเมล saraban@example.go.th"),
    "/law": ("กฎหมายที่เกี่ยวข้อง", "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540"),
    "/news": ("ข่าวประชาสัมพันธ์", "ประชุมสภาสมัยสามัญ วันที่ 5 มกราคม 2566"),
    "/questions": ("กระดานถาม-ตอบ", "ตั้งคำถามใหม่"),
    "/plans": ("แผนพัฒนาท้องถิ่น", '<a href="/files/plan.pdf">แผนดำเนินงานประจำปี พ.ศ. 2566</a>'),
    "/budget": ("แผนการใช้จ่ายงบประมาณประจำปี", '<a href="/files/budget.pdf">แผนการใช้จ่ายงบประมาณ 2566</a>'),
    "/staff": ("นโยบายการบริหารทรัพยากรบุคคล", '<a href="/files/staff.pdf">แผนอัตรากำลัง</a>'),
    "/integrity": ("ประมวลจริยธรรม", "มาตรฐานทางจริยธรรมของเจ้าหน้าที่"),
}
PAPERS = {"/files/plan.pdf": "Action plan 2566", "/files/budget.pdf": "Budget 2566", "/files/staff.pdf": "Staff 2566"}


def page(title: str, body: str) -> bytes:
    menu = "".join(f'<li><a href="{path}">{name}</a></li>' for path, (name, _) in PAGES.items())
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f"<html><head>{head}</head><body><nav><ul>{menu}</ul></nav><h1>{title}</h1><p>{body}</p></body></html>".encode()


@cache
def paper(text: str) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    for number in range(20):
        made.cell(0, 8, f"{text}, line {number}", new_x="LMARGIN", new_y="NEXT")
    out = io.BytesIO()
    made.output(out)
    return out.getvalue()


def answer(path: str) -> tuple[int, str, bytes]:
    if path == "/":
        return 200, "text/html", page("องค์การบริหารส่วนตำบลตัวอย่าง", "ยินดีต้อนรับ")
    if path in PAGES:
        return 200, "text/html", page(*PAGES[path])
    if path in PAPERS:
        return 200, "application/pdf", paper(PAPERS[path])
    return 404, "text/html", page("ไม่พบหน้า", "404")


class Site(ThreadingHTTPServer):
    """`asked` counts requests; each answer takes `slow` seconds longer. After `most` requests its process gets the signal `end`."""

    daemon_threads = True

    def __init__(self, slow: float = 0.0, most: int = 0, end: int = 0) -> None:
        self.asked, self.slow, self.most, self.end = 0, slow, most, end
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked += 1
        if self.server.most and self.server.asked > self.server.most:
            os.kill(os.getpid(), self.server.end)
        time.sleep(self.server.slow)
        status, kind, body = answer(self.path)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@contextmanager
def served(slow: float = 0.0) -> Iterator[Site]:
    with Site(slow) as site:
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield site
        finally:
            site.shutdown()


if __name__ == "__main__":
    with Site(most=int(sys.argv[1]), end=int(sys.argv[2])) as running:
        print(running.url, flush=True)
        running.serve_forever(0.05)
