"""Headings and sentences of the page that explains one item's proof, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

PROOF_HEADS: Mapping[str, Both] = {
    "proof": Both("หลักฐานรายข้อ", "Proof of one item"),
    "proof_of": Both("หลักฐานข้อ {code}[[ – {agency}]]", "Proof of {code}[[ – {agency}]]"),
    "proof_meaning": Both(
        "หน้านี้แสดงสิ่งที่โปรแกรมเห็นบนเว็บไซต์ในวันและเวลาที่ระบุ พร้อมไฟล์ต้นฉบับที่เก็บไว้ ผู้ตรวจสามารถเปิดไฟล์และเทียบรหัส SHA-256 ได้เอง",
        "This page shows what the program saw on the website at the times given, with the files as they came. "
        "Anyone can open them and compare their SHA-256.",
    ),
    "verdict": Both("ผลตรวจ", "Verdict"),
    "what_was_seen": Both("สิ่งที่เห็น", "What was seen"),
    "piece": Both("หลักฐานที่ {number}", "Evidence {number}"),
    "kept_file": Both("ไฟล์ที่เก็บไว้", "Kept file"),
    "no_kept_file": Both("ไม่มีไฟล์ที่เก็บไว้", "No file was kept"),
    "which_days": Both("ผลตรวจแต่ละครั้ง", "On which days"),
    "which_days_meaning": Both(
        "การตรวจที่ได้ผลเดิม ลิงก์เดิม และเนื้อหาเดิมทุกไบต์ รวมไว้ในแถวเดียว ใหม่สุดอยู่บน",
        "Checks that gave the same outcome, the same link and the same bytes share a row; newest first.",
    ),
    "from_day": Both("ตั้งแต่", "From"),
    "to_day": Both("ถึง", "To"),
    "checks": Both("จำนวนครั้ง", "Checks"),
    "content_hash": Both("รหัสเนื้อหา (SHA-256)", "Content (SHA-256)"),
    "answers": Both("คำตอบของเว็บไซต์ที่เก็บไว้", "Kept answers of the website"),
    "answers_meaning": Both(
        "ทุกคำตอบอยู่ในไฟล์ {archive} ตามมาตรฐาน WARC (ISO 28500) เปิดดูได้ด้วยโปรแกรมดูคลังเว็บ เช่น ReplayWeb.page หรือ pywb",
        "All of them are in {archive}, a WARC file (ISO 28500); viewers of web archives such as ReplayWeb.page or pywb open it.",
    ),
    "no_answers": Both(
        "การตรวจครั้งนี้ทำด้วยรุ่นเก่าซึ่งเก็บเฉพาะเนื้อหา ไม่ได้เก็บคำตอบทั้งฉบับ",
        "This check was made by an older version, which kept contents and not whole answers.",
    ),
    "time": Both("เวลา", "Time"),
    "bytes": Both("ไบต์", "Bytes"),
    "as_browser": Both("ตามที่เบราว์เซอร์แสดง", "as a browser showed it"),
    "how_to_check": Both("วิธีตรวจสอบว่าไฟล์ไม่ถูกแก้ไข", "How to check that nothing was changed"),
    "how_to_check_text": Both(
        "เปิดหน้าต่างคำสั่งในโฟลเดอร์นี้ แล้วใช้คำสั่งด้านล่าง ทุกบรรทัดต้องขึ้นว่า OK บน Windows ใช้ certutil -hashfile ชื่อไฟล์ SHA256 แล้วเทียบกับตาราง",
        "In a terminal in this folder run the command below; each line must end in OK. "
        "On Windows use certutil -hashfile FILE SHA256 and compare with the table.",
    ),
    "file": Both("ไฟล์", "File"),
    "held": Both("เก็บรักษาไว้เพราะ", "Kept because"),
    "held_text": Both("{kind} โดย {by} เมื่อ {made}[[ ถึง {until}]][[ – {note}]]", "{kind}, by {by}, {made}[[ until {until}]][[ – {note}]]"),
    "source_as_text": Both(
        "ซอร์สของหน้าเว็บเก็บเป็นไฟล์ข้อความ (.txt) เพื่อไม่ให้สคริปต์ในหน้าทำงานเมื่อเปิดดู",
        "Sources of web pages are kept as text (.txt), so that their scripts do not run when opened.",
    ),
    "proof_written": Both("เก็บหลักฐานไว้ที่", "Proof written to"),
}
