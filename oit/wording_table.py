"""Thai and English names of every value a report shows. One table: group -> value -> both languages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from oit.audit import Currency, Outcome, Presence
from oit.changes import ChangeKind
from oit.snapshot import FetchFailure, NotFetched


class Both(NamedTuple):
    """One phrase in both languages. A part in [[double brackets]] is left out when a {gap} inside it has no value."""

    th: str
    en: str


OUTCOMES = {
    "pass": Both("ผ่าน", "Pass"),
    "incomplete": Both("ข้อมูลไม่ครบ", "Incomplete"),
    "outdated": Both("ไม่เป็นปัจจุบัน", "Outdated"),
    "missing": Both("ไม่พบ", "Not found"),
    "unclear": Both("ยังไม่ชัดเจน", "Unclear"),
    "not_checked": Both("ยังตรวจไม่ได้", "Not checked"),
    "not_due": Both("ยังไม่ถึงกำหนด", "Not due yet"),
    "not_applicable": Both("ไม่ใช้กับหน่วยงาน", "Not applicable"),
}

PRESENCES = {
    "present": Both("พบข้อมูลครบ", "present"),
    "partial": Both("พบข้อมูลบางส่วน", "partly present"),
    "absent": Both("ไม่พบในหน้าที่ตรวจ", "not found"),
    "unclear": Both("ยังไม่ชัดเจน", "unclear"),
    "not_checked": Both("ยังตรวจไม่ได้", "not checked"),
}

CURRENCIES = {
    "current": Both("ตรงช่วงเวลาที่กำหนด", "right period"),
    "outdated": Both("ไม่ตรงช่วงเวลาที่กำหนด", "other period"),
    "undated": Both("ไม่พบปีหรือวันที่", "no date read"),
    "not_due": Both("ยังไม่ถึงกำหนด", "not due yet"),
    "not_required": Both("ไม่กำหนดช่วงเวลา", "no period required"),
    "not_checked": Both("ยังตรวจไม่ได้", "not checked"),
}

FAILURES = {
    "no_such_host": Both("ไม่พบชื่อเว็บไซต์นี้ในระบบอินเทอร์เน็ต", "the host name does not exist"),
    "refused": Both("เครื่องแม่ข่ายไม่รับการเชื่อมต่อ", "the server refused the connection"),
    "timeout": Both("เครื่องแม่ข่ายไม่ตอบภายในเวลาที่กำหนด", "the server did not answer in time"),
    "tls": Both("การเชื่อมต่อแบบปลอดภัย (HTTPS) ไม่สมบูรณ์", "the secure connection (HTTPS) failed"),
    "connection_lost": Both("การเชื่อมต่อขาดระหว่างรับข้อมูล", "the connection broke off"),
    "not_found": Both("เครื่องแม่ข่ายแจ้งว่าไม่มีหน้านี้", "the server says there is no such page"),
    "login": Both("ต้องเข้าสู่ระบบก่อนจึงจะเปิดได้", "it asks for a login"),
    "forbidden": Both("เครื่องแม่ข่ายไม่อนุญาตให้เปิด", "the server forbids access"),
    "too_many_requests": Both("เครื่องแม่ข่ายขอให้ลดจำนวนการเรียก", "the server asked for fewer requests"),
    "client_error": Both("เครื่องแม่ข่ายไม่รับคำขอ", "the server rejected the request"),
    "server_error": Both("เครื่องแม่ข่ายทำงานผิดพลาดในขณะที่ตรวจ", "the server reported an error of its own"),
    "too_large": Both("หน้าเว็บหรือไฟล์มีขนาดใหญ่เกินกว่าที่กำหนดให้อ่าน", "the page or file is larger than the limit"),
    "redirect_loop": Both("หน้าเว็บส่งต่อวนไปมาไม่สิ้นสุด", "the redirects never end"),
    "blocked_address": Both("เป็นที่อยู่ภายในเครือข่ายซึ่งระบบไม่เปิด", "the address is a private one, which is not opened"),
    "bad_answer": Both("คำตอบของเครื่องแม่ข่ายอ่านไม่ได้", "the answer could not be read"),
    "needs_browser": Both("ต้องเปิดด้วยเบราว์เซอร์จึงจะเห็นเนื้อหา", "its content needs a browser"),
    "cut_off": Both("หน้านี้ส่งมาไม่ครบเพราะการเชื่อมต่อขาดกลางคัน", "only a part of the page came before the connection broke off"),
    "robots": Both("เว็บไซต์ขอไม่ให้โปรแกรมอัตโนมัติเปิด (robots.txt)", "robots.txt asks programs not to open it"),
    "robots_trouble": Both(
        "อ่าน robots.txt ไม่ได้เพราะเครื่องแม่ข่ายขัดข้อง ตามมาตรฐานจึงเปิดหน้าเว็บไม่ได้",
        "robots.txt could not be read because of server trouble, and by its standard nothing may be opened then",
    ),
    "challenge": Both("เว็บไซต์ให้ยืนยันก่อนว่าไม่ใช่โปรแกรมอัตโนมัติ", "the site first asks for proof that no program is visiting"),
    "firewall": Both("ระบบป้องกันของเว็บไซต์ไม่ให้เปิด", "the site's firewall turns visits away"),
    "maintenance": Both("เว็บไซต์แจ้งว่าปิดปรับปรุงชั่วคราว", "the site says that it is closed for maintenance"),
    "parked": Both("ชื่อเว็บไซต์แสดงเพียงหน้าเริ่มต้น หน้าจอง หรือหน้าระงับบริการ", "the address shows only a default, parking or suspension page"),
    "host_gives_up": Both("หยุดเปิดเพราะเครื่องแม่ข่ายปฏิเสธติดต่อกันหลายครั้ง", "not opened, because the server had refused many times in a row"),
    "other": Both("เกิดข้อขัดข้องในการเปิด", "another problem came up while opening it"),
}

NOT_FETCHED = {
    "off_scope": Both("อยู่นอกขอบเขตเว็บไซต์ของหน่วยงาน", "it lies outside the agency's site"),
    "page_limit": Both("ตรวจครบจำนวนหน้าที่กำหนดแล้ว", "the page limit was reached"),
    "time_limit": Both("ครบเวลาที่กำหนดแล้ว", "the time limit was reached"),
    "byte_limit": Both("รับข้อมูลครบปริมาณที่กำหนดแล้ว", "the data limit was reached"),
    "depth_limit": Both("อยู่ลึกเกินจำนวนชั้นลิงก์ที่กำหนด", "it lies deeper than the link limit"),
    "robots": Both("เว็บไซต์ขอไม่ให้โปรแกรมอัตโนมัติเปิด (robots.txt)", "robots.txt asks programs not to open it"),
    "scheme": Both("ไม่ใช่ที่อยู่แบบหน้าเว็บ", "it is not a web address"),
    "type": Both("เป็นไฟล์ชนิดที่ระบบไม่อ่าน", "files of its type are not read"),
    "trap": Both(
        "เป็นลิงก์ที่ต่อเนื่องไม่สิ้นสุดหรือซ้ำกับหน้าที่เปิดแล้ว เช่น ปฏิทิน", "it belongs to an endless series such as a calendar or repeats another page"
    ),
    "blocked_address": Both("เป็นที่อยู่ภายในเครือข่ายซึ่งระบบไม่เปิด", "the address is a private one, which is not opened"),
    "interrupted": Both("การตรวจถูกหยุดก่อนเสร็จ", "the crawl was interrupted"),
    "host_gives_up": Both("หยุดเปิดเพราะเครื่องแม่ข่ายปฏิเสธติดต่อกันหลายครั้ง", "the server had refused many times in a row"),
    "wrong_folder": Both(
        "ลิงก์นี้เขียนที่อยู่แบบสัมพัทธ์จากโฟลเดอร์ที่ผิด ลิงก์เดียวกันจากโฟลเดอร์ที่ถูกได้ตรวจแล้ว",
        "it is written relative to the wrong folder; the same link from the right one was opened",
    ),
    "unlikely": Both("ลิงก์นี้ไม่น่าจะทำให้ผลการตรวจเปลี่ยนไป", "it was not likely to change a verdict"),
}

STOPPED_BY = {
    "finished": Both("ตรวจครบทุกลิงก์ที่พบ", "every link that was found was followed"),
    "settled": Both("หยุดเมื่อลิงก์ที่เหลือไม่น่าจะทำให้ผลการตรวจเปลี่ยนไป", "stopped when no link that was left was likely to change a verdict"),
    "page_limit": Both("หยุดเมื่อครบจำนวนหน้าที่กำหนด", "stopped at the page limit"),
    "time_limit": Both("หยุดเมื่อครบเวลาที่กำหนด", "stopped at the time limit"),
    "byte_limit": Both("หยุดเมื่อรับข้อมูลครบปริมาณที่กำหนด", "stopped at the data limit"),
    "interrupted": Both("การตรวจถูกหยุดก่อนเสร็จ", "interrupted"),
    "host_gives_up": Both("หยุดเมื่อเครื่องแม่ข่ายปฏิเสธติดต่อกันหลายครั้ง", "stopped because the server refused many times in a row"),
    "not_captured": Both("ยังไม่สามารถเปิดเว็บไซต์ได้", "the site could not be opened"),
}

PERIODS = {
    "current": Both("ปัจจุบัน", "now"),
    "now": Both("ปัจจุบัน", "now"),
    "in_force": Both("ฉบับที่มีผลใช้บังคับ", "in force"),
    "in_force_year": Both("มีผลใช้ในปีที่ประเมิน", "in force in the assessed year"),
    "spans_year": Both("แผนที่ครอบคลุมปีที่ประเมิน", "a plan that covers the assessed year"),
    "year_plan": Both("แผนของปีที่ประเมิน", "the plan of the assessed year"),
    "first_half": Both("6 เดือนแรกของปีที่ประเมิน", "the first six months of the assessed year"),
    "prev_year": Both("ปีก่อนปีที่ประเมิน", "the year before the assessed year"),
    "in_year": Both("ดำเนินการภายในปีที่ประเมิน", "done in the assessed year"),
    "any": Both("ไม่กำหนดช่วงเวลา", "any period"),
    "unknown": Both("ยังไม่ทราบช่วงเวลาที่กำหนด", "period not established"),
}

AGENCY_TYPES = {
    "province": Both("จังหวัด", "Province"),
    "provincial_office": Both("ส่วนราชการประจำจังหวัด", "Provincial office"),
    "pao": Both("องค์การบริหารส่วนจังหวัด", "Provincial administrative organisation"),
    "city_municipality": Both("เทศบาลนคร", "City municipality"),
    "town_municipality": Both("เทศบาลเมือง", "Town municipality"),
    "subdistrict_municipality": Both("เทศบาลตำบล", "Subdistrict municipality"),
    "sao": Both("องค์การบริหารส่วนตำบล", "Subdistrict administrative organisation"),
    "education_office": Both("สำนักงานการศึกษา", "Education office"),
    "school": Both("สถานศึกษา", "School"),
    "college": Both("วิทยาลัย", "College"),
    "department": Both("ส่วนราชการระดับกรม", "Department"),
    "other": Both("หน่วยงานประเภทอื่น", "Other agency"),
}

CONFIDENCES = {
    "confirmed": Both("ยืนยันจากแหล่งข้อมูลตั้งแต่สองแหล่ง", "two or more sources agree"),
    "one_source": Both("มีแหล่งข้อมูลเดียว", "one source only"),
    "inferred": Both("อนุมานจากปีใกล้เคียง ยังไม่ได้ยืนยัน", "inferred, not confirmed"),
    "unknown": Both("ยังไม่ทราบ", "not established"),
}

KINDS = {
    "page": Both("หน้าเว็บ", "web page"),
    "pdf": Both("เอกสาร PDF", "PDF document"),
    "word": Both("เอกสาร Word", "Word document"),
    "excel": Both("ตาราง Excel", "Excel workbook"),
    "text": Both("ไฟล์ข้อความ", "text file"),
    "image": Both("รูปภาพ", "image"),
    "archive": Both("ไฟล์บีบอัด", "archive"),
    "link": Both("ลิงก์", "link"),
    "other": Both("ไฟล์อื่น", "other file"),
}

SOURCES = {
    "opening": Both("ตอนต้นของเอกสาร", "opening of the document"),
    "context": Both("ข้อความรอบลิงก์", "words around the link"),
    "link": Both("ข้อความลิงก์", "link text"),
    "heading": Both("หัวข้อ", "heading"),
    "title": Both("ชื่อเรื่อง", "title"),
    "text": Both("เนื้อหา", "text"),
    "filename": Both("ชื่อไฟล์", "file name"),
    "url": Both("ที่อยู่ลิงก์", "address"),
    "page": Both("หน้าที่พบลิงก์", "page around it"),
}

PROBLEMS = {
    "encrypted": Both("ไฟล์มีรหัสผ่าน", "the file is encrypted"),
    "broken": Both("ไฟล์ชำรุด", "the file is damaged"),
    "too_large": Both("หน้าเว็บหรือไฟล์มีขนาดใหญ่เกินกว่าที่กำหนดให้อ่าน", "the page or file is larger than the limit"),
    "too_deep": Both("โครงสร้างของหน้าซับซ้อนเกินกว่าที่กำหนดให้อ่าน", "the page is nested deeper than the limit"),
    "timeout": Both("ใช้เวลาอ่านไฟล์นานเกินกำหนด", "reading it took too long"),
    "crashed": Both("โปรแกรมอ่านไฟล์หยุดทำงานระหว่างอ่าน", "the reader stopped while reading it"),
    "unsupported": Both("เป็นไฟล์ชนิดที่ระบบยังไม่อ่าน", "files of its type are not read"),
    "empty": Both("ไฟล์ไม่มีเนื้อหา", "the file is empty"),
    "not_what_it_says": Both("เนื้อหาไฟล์ไม่ตรงกับชนิดไฟล์ที่ระบุ", "the file is not of the type it claims"),
}

HOLDS: Mapping[str, Both] = {
    "person": Both("มีผู้ขอให้เก็บไว้", "asked for"),
    "human_verdict": Both("ใช้ประกอบการตัดสินของผู้ตรวจ", "a person's verdict"),
    "entered_link": Both("เป็นลิงก์ที่กรอกใน ITAS แล้ว", "its link was entered in ITAS"),
}

SHOWN: Mapping[str, Both] = {
    "unknown_address": Both("เว็บไซต์แสดงหน้าที่ใช้กับทุกที่อยู่ที่ไม่มีในเว็บไซต์แทน", "the site shows the page that it has for unknown addresses"),
    "not_found_page": Both("หน้าที่เปิดได้แจ้งว่าไม่พบข้อมูล", "the page that opens says that nothing is there"),
}

CHANGES: Mapping[str, Both] = {
    "vanished": Both("หายไป", "vanished"),
    "worse": Both("แย่ลง", "worse"),
    "overdue": Both("ถึงกำหนดแล้วแต่ไม่พบ", "due and not found"),
    "better": Both("ดีขึ้น", "better"),
    "appeared": Both("พบใหม่", "appeared"),
}

TERMS: Mapping[str, Mapping[str, Both]] = {
    "outcome": OUTCOMES,
    "presence": PRESENCES,
    "currency": CURRENCIES,
    "failure": FAILURES,
    "not_fetched": NOT_FETCHED,
    "stopped_by": STOPPED_BY,
    "period": PERIODS,
    "agency_type": AGENCY_TYPES,
    "confidence": CONFIDENCES,
    "kind": KINDS,
    "source": SOURCES,
    "problem": PROBLEMS,
    "shown": SHOWN,
    "hold": HOLDS,
    "change": CHANGES,
}

# The enums compare equal to their text, and texts repeat between them, so each has its own group.
GROUP_OF: Mapping[type[StrEnum], str] = {
    Outcome: "outcome",
    Presence: "presence",
    Currency: "currency",
    FetchFailure: "failure",
    NotFetched: "not_fetched",
    ChangeKind: "change",
}

MONTHS = (
    Both("มกราคม", "January"),
    Both("กุมภาพันธ์", "February"),
    Both("มีนาคม", "March"),
    Both("เมษายน", "April"),
    Both("พฤษภาคม", "May"),
    Both("มิถุนายน", "June"),
    Both("กรกฎาคม", "July"),
    Both("สิงหาคม", "August"),
    Both("กันยายน", "September"),
    Both("ตุลาคม", "October"),
    Both("พฤศจิกายน", "November"),
    Both("ธันวาคม", "December"),
)

SHORT_MONTHS = (
    Both("ม.ค.", "Jan"),
    Both("ก.พ.", "Feb"),
    Both("มี.ค.", "Mar"),
    Both("เม.ย.", "Apr"),
    Both("พ.ค.", "May"),
    Both("มิ.ย.", "Jun"),
    Both("ก.ค.", "Jul"),
    Both("ส.ค.", "Aug"),
    Both("ก.ย.", "Sep"),
    Both("ต.ค.", "Oct"),
    Both("พ.ย.", "Nov"),
    Both("ธ.ค.", "Dec"),
)
