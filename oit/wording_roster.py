"""What the commands on the roster say, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

ROSTER_HEADS: Mapping[str, Both] = {
    "roster_code": Both("รหัส", "Code"),
    "roster_name": Both("หน่วยงาน", "Agency"),
    "roster_type": Both("ประเภท", "Type"),
    "roster_district": Both("อำเภอ", "District"),
    "roster_seen": Both("ผลตรวจเมื่อ", "Result of"),
    "roster_score": Both("คะแนน", "Score"),
    "roster_passes": Both("ผ่าน", "Passes"),
    "roster_remark": Both("หมายเหตุ", "Remark"),
    "roster_failed": Both("ตรวจไม่สำเร็จ {day}", "not captured {day}"),
    "roster_never": Both("ยังไม่เคยตรวจ", "never checked"),
    "roster_retired": Both("เลิกติดตาม {day}", "retired {day}"),
    "roster_count": Both("{count} หน่วยงาน", "{count} agencies"),
    "roster_empty": Both(
        "ทะเบียนหน่วยงานยังว่าง เพิ่มด้วย oit agencies import FILE หรือ oit agencies add", "The roster is empty: oit agencies import FILE, or add"
    ),
    "roster_added": Both("เพิ่ม", "added"),
    "roster_changed": Both("แก้ไข", "changed"),
    "roster_renamed": Both("เปลี่ยนรหัสจาก {before}", "was {before}"),
    "roster_retiring": Both("เลิกติดตาม", "retired"),
    "roster_still_retired": Both("เลิกติดตามไปแล้วเมื่อ {day} และยังคงเดิม", "was retired {day} and stays so"),
    "roster_done": Both(
        "เพิ่ม {added} แก้ไข {changed} เลิกติดตาม {retired} ไม่เปลี่ยนแปลง {unchanged} หน่วยงาน",
        "{added} added, {changed} changed, {retired} retired, {unchanged} unchanged",
    ),
    "roster_would": Both(
        "(ยังไม่ได้บันทึก) จะเพิ่ม {added} แก้ไข {changed} เลิกติดตาม {retired} ไม่เปลี่ยนแปลง {unchanged} หน่วยงาน",
        "(nothing was written) would be {added} added, {changed} changed, {retired} retired, {unchanged} unchanged",
    ),
    "roster_missing": Both(
        "{count} หน่วยงานในทะเบียนไม่มีในไฟล์ และยังคงติดตามต่อ (--retire-missing เพื่อเลิกติดตาม)",
        "{count} agencies of the roster are not in the file and stay watched (--retire-missing retires them)",
    ),
    "roster_retired_one": Both(
        "{code} {agency}: เลิกติดตามตั้งแต่ {day} ผลตรวจที่ผ่านมายังเก็บไว้", "{code} {agency}: not watched from {day} on; what was seen of it stays"
    ),
    "roster_back": Both("{code} {agency}: กลับมาติดตาม", "{code} {agency}: watched again"),
    "roster_sample": Both(
        "{path}: ทะเบียนตัวอย่างของจังหวัดสมมุติ {count} หน่วยงาน", "{path}: the sample roster of a made-up province, {count} agencies"
    ),
    "check_answers": Both("เปิดได้", "answers"),
    "check_dead": Both("เปิดไม่ได้", "dead"),
    "check_refuses": Both("เซิร์ฟเวอร์ไม่ให้เปิด", "refuses"),
    "check_moved": Both("ย้ายไปแล้ว", "moved"),
    "check_http_only": Both("เปิดได้เฉพาะ http", "http only"),
    "check_parked": Both("ไม่ใช่เว็บไซต์หน่วยงาน", "parked"),
    "check_blocked": Both("มีหน้าอื่นกั้นไว้", "blocked"),
    "check_duplicate": Both("ซ้ำ", "duplicate"),
    "check_foreign": Both("ของหน่วยงานอื่น", "another agency's"),
    "check_hint": Both("ข้อสังเกต", "hint"),
    "check_write": Both("แก้ที่อยู่เป็น {url}", "write {url}"),
    "check_same_as": Both("ที่อยู่เดียวกับ {whose}", "the address of {whose}"),
    "check_leads_to": Both("นำไปสู่ที่อยู่ของ {whose}", "leads to the address of {whose}"),
    "check_same_end": Both("นำไปสู่หน้าเดียวกับ {whose}", "leads to the same page as {whose}"),
    "check_not_thai": Both("ไม่ใช่โดเมนหน่วยงานไทย ({host}) โปรดตรวจว่าถูกต้อง", "{host} is no Thai public domain; see whether it is right"),
    "check_other_path": Both("นำไปหน้า {url}", "leads on to {url}"),
    "check_no_line": Both(
        "ไม่มีที่อยู่ใดตอบเลย เครื่องนี้อาจไม่ได้ต่ออินเทอร์เน็ต", "No address answered at all: perhaps this machine has no way to the internet"
    ),
    "check_done": Both("ที่อยู่ {addresses} รายการ ของ {agencies} หน่วยงาน: ต้องดู {attention} รายการ", "{addresses} addresses of {agencies} "
                       "agencies: {attention} need attention"),
}  # fmt: skip
