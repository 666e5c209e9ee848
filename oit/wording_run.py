"""What commands say while they run and about their own work: progress, how a check ended, the database, the machine. Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

RUN_HEADS: Mapping[str, Both] = {
    # while a check runs
    "run_crawling": Both("กำลังตรวจเว็บไซต์", "crawling"),
    "run_reading": Both("กำลังอ่านเอกสาร", "reading documents"),
    "run_recognising": Both("กำลังอ่านข้อความจากภาพสแกน (OCR)", "reading scans (OCR)"),
    "run_judging": Both("กำลังพิจารณารายข้อ", "judging"),
    "run_pictures": Both("กำลังถ่ายภาพหลักฐาน", "taking pictures of the evidence"),
    "run_saving": Both("กำลังบันทึกผล", "saving"),
    "run_counts": Both(
        "หน้า {pages} · เอกสาร {documents} · รอคิว {queued} · พบร่องรอยข้อ {items} ข้อ · {elapsed} วินาที",
        "pages {pages} · documents {documents} · queue {queued} · items sighted {items} · {elapsed} s",
    ),
    # how a check ended
    "run_no_sandbox": Both(
        "เบราว์เซอร์ทำงานโดยไม่มี sandbox เพราะใช้สิทธิ์ root ควรใช้บัญชีผู้ใช้ทั่วไป",
        "the browser ran without its sandbox, because this is root; run as an ordinary user to have it on",
    ),
    "run_without_browser": Both(
        "ไม่ได้ใช้เบราว์เซอร์ ข้อที่ยังตรวจไม่ได้เพราะหน้าเว็บต้องใช้เบราว์เซอร์: {codes} (ดูวิธีแก้ด้วย oit doctor)",
        "no browser was used; items that could not be checked for want of one: {codes} (oit doctor says how to mend it)",
    ),
    "run_no_page": Both("ไม่ใช่หน้าเว็บ", "is no web page"),
    "run_allow": Both(
        "ถ้าเป็นเครื่องของหน่วยงานเอง ให้ระบุชื่อเครื่องด้วย --allow-private-hosts",
        "if it is a machine of your own, name it with --allow-private-hosts",
    ),
    "run_try_again": Both(
        "ตรวจที่อยู่เว็บไซต์แล้วลองใหม่ รายงานระบุทุกข้อว่ายังตรวจไม่ได้",
        "check the address and try again; the report says not_checked for every item",
    ),
    "run_nothing_asked": Both(
        "ไม่ได้เปิดหน้าใดเลย ตรวจที่อยู่เว็บไซต์และตัวเลือก", "nothing was asked for; check the address and the options"
    ),
    "run_serving": Both(
        "{address}  (กด Ctrl-C เพื่อปิด ตรวจด้วย: oit check {address} --allow-private-hosts 127.0.0.1 --delay 0)",
        "{address}  (Ctrl-C ends it; check it with: oit check {address} --allow-private-hosts 127.0.0.1 --delay 0)",
    ),
    # what is kept
    "keep_released": Both("{code}: ยกเลิกการเก็บไว้ {count} รายการ", "{code}: {count} released"),
    "keep_removed": Both(
        "ลบหลักฐานเดิม {snapshots} ชุด และชุดที่ไม่สมบูรณ์ {unfinished} ชุด: {megabytes} MB",
        "{snapshots} snapshots and {unfinished} unfinished ones removed: {megabytes} MB",
    ),
    "keep_would_remove": Both(
        "จะลบหลักฐานเดิม {snapshots} ชุด และชุดที่ไม่สมบูรณ์ {unfinished} ชุด: {megabytes} MB",
        "{snapshots} snapshots and {unfinished} unfinished ones would be removed: {megabytes} MB",
    ),
    "keep_rows_removed": Both(
        "ลบรายการงานของคืนก่อน ๆ {jobs} รายการ และข้อความที่ส่งแล้ว {messages} ข้อความ",
        "{jobs} entries of old nights' work lists and {messages} old sent messages removed",
    ),
    "keep_rows_would_remove": Both(
        "จะลบรายการงานของคืนก่อน ๆ {jobs} รายการ และข้อความที่ส่งแล้ว {messages} ข้อความ",
        "{jobs} entries of old nights' work lists and {messages} old sent messages would be removed",
    ),
    "keep_kept": Both("เก็บหลักฐานไว้ {count} ชุด[[: {why}]]", "{count} snapshots kept[[: {why}]]"),
    "keep_young": Both("ยังไม่ครบกำหนด {count}", "{count} young enough"),
    "keep_among_last": Both("อยู่ในชุดล่าสุดของหน่วยงาน {count}", "{count} among the newest of their agency"),
    "keep_standing": Both("เป็นที่มาของผลปัจจุบัน {count}", "{count} with a verdict that stands"),
    "keep_held": Both("มีผู้ใช้อ้างอิง {count}", "{count} that somebody relies on"),
    "keep_elsewhere": Both(
        "หลักฐานเก่า {count} ชุดอยู่นอกโฟลเดอร์ข้อมูล จึงไม่ลบ ชุดแรกคือ {path}",
        "{count} old ones lie outside of the data folder and are left alone, the first: {path}",
    ),
    # the database
    "db_agrees": Both(
        "ผลการตรวจ {runs} ครั้ง หลักฐาน {snapshots} ชุด: ถูกต้องตรงกันทั้งหมด", "{runs} verdicts, {snapshots} snapshots: all agree"
    ),
    "db_problems": Both(
        "ผลการตรวจ {runs} ครั้ง หลักฐาน {snapshots} ชุด: พบปัญหา {problems} รายการ",
        "{runs} verdicts, {snapshots} snapshots: {problems} problems",
    ),
    "db_file": Both("{path}: {megabytes} MB", "{path}: {megabytes} MB"),
    "db_removed": Both("{path}: ลบแล้ว", "{path}: removed"),
    "db_restored": Both("{path}: กู้คืนแล้ว", "{path}: restored"),
    "db_before": Both("ข้อมูลเดิมเก็บไว้ใน {path}", "what was there is kept in {path}"),
    "db_compacted": Both("เดิม {before} MB ขณะนี้ {after} MB", "{before} MB before, {after} MB now"),
    # rules
    "rules_exported": Both("{path}: {count} ไฟล์: {names}", "{path}: {count} files: {names}"),
    "rules_edit": Both(
        "แก้ไขไฟล์ในโฟลเดอร์นั้น แล้วใช้คำสั่ง oit rules check --rules {path}", "edit them there; then: oit rules check --rules {path}"
    ),
    "more_mistakes": Both("... และอีก {count} รายการ", "... {count} more"),
}  # fmt: skip
